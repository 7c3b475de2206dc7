-- The reader's clock, digests, and announcements as jobs of the same ledger.

PRAGMA defer_foreign_keys = ON;                     -- `job` is made anew below, and referred to meanwhile

-- When briefs may come --------------------------------------------------------------------------------

ALTER TABLE reader ADD COLUMN days TEXT NOT NULL DEFAULT '';     -- ISO weekdays, '12345'; empty: every day
ALTER TABLE reader ADD COLUMN quiet TEXT NOT NULL DEFAULT '';    -- local 'HH:MM-HH:MM'; empty: none
ALTER TABLE reader ADD COLUMN muted_until INTEGER;
-- When what waits for him comes. NULL: nothing waits, and what is published now comes now.
ALTER TABLE reader ADD COLUMN next_at INTEGER;

DROP INDEX reader_hours;
CREATE INDEX reader_timed ON reader (zone, hours, days, quiet) WHERE hours <> '' OR quiet <> '';
CREATE INDEX reader_next ON reader (next_at) WHERE next_at IS NOT NULL;

-- The ledger ------------------------------------------------------------------------------------------

-- A set of briefs that many readers get in one message, in the order of its lines. The same set is the
-- same bundle: it is rendered once for all who get it, and its message finds it again for good.
CREATE TABLE bundle (
    id     INTEGER PRIMARY KEY,
    briefs TEXT NOT NULL UNIQUE                     -- brief ids separated by spaces
) STRICT;

-- Two more states: waiting (for its reader's next_at, no due time of its own), and gathered (in a digest,
-- whose row of the same reader says what became of it).
ALTER TABLE delivery ADD COLUMN bundle_id INTEGER REFERENCES bundle (id);
-- No foreign key: it would be looked at for each of the half a million rows that a wave may take up.
ALTER TABLE delivery ADD COLUMN digest_id INTEGER;

CREATE INDEX delivery_waiting ON delivery (reader_id, job_id, part) WHERE state = 'waiting';

-- A job of a digest or an announcement is of no brief. The rows of `delivery` keep pointing at the same ids.
CREATE TEMPORARY TABLE job_kept AS SELECT * FROM job;
DROP TABLE job;
CREATE TABLE job (
    id              INTEGER PRIMARY KEY,
    kind            TEXT NOT NULL,
    key             TEXT NOT NULL UNIQUE,           -- of the content, so that nothing is planned twice
    lane            TEXT NOT NULL CHECK (lane IN ('brief', 'digest', 'broadcast')),
    brief_id        INTEGER REFERENCES brief (id),
    announcement_id INTEGER,
    planned_at      INTEGER NOT NULL,
    planned         INTEGER NOT NULL DEFAULT 0,     -- deliveries: what is conserved
    frozen_at       INTEGER,
    finished_at     INTEGER,
    held            TEXT                            -- why nothing of it is sent for now
) STRICT;
INSERT INTO job (id, kind, key, lane, brief_id, planned_at, planned, frozen_at, finished_at, held)
SELECT id, kind, key, lane, brief_id, planned_at, planned, frozen_at, finished_at, held FROM job_kept;
DROP TABLE job_kept;

CREATE INDEX job_open ON job (lane, id) WHERE finished_at IS NULL;
CREATE INDEX job_of_brief ON job (brief_id) WHERE brief_id IS NOT NULL;
CREATE INDEX job_of_announcement ON job (announcement_id) WHERE announcement_id IS NOT NULL;
