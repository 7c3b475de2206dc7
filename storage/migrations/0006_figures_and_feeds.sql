-- What editors see: who came and went, what was opened, and how feeds stand.

-- Who came and who went, as numbers of a quarter of an hour. It names nobody, so an erasure leaves it right.
CREATE TABLE movement (
    slot    INTEGER NOT NULL,                       -- the quarter's first second
    cause   TEXT NOT NULL,                          -- arrived, returned; stopped, blocked, gone, erased, merged
    readers INTEGER NOT NULL,
    PRIMARY KEY (slot, cause)
) STRICT, WITHOUT ROWID;

-- Of those who left before this was counted nobody knows when: they neither came nor went.
INSERT INTO movement (slot, cause, readers)
SELECT arrived_at / 900 * 900, 'arrived', count(*) FROM reader WHERE absence IS NULL GROUP BY 1;

-- Which reader has pressed a button under which brief or announcement: that he did, and not which or how often.
CREATE TABLE opened (
    reader_id INTEGER NOT NULL REFERENCES reader (id) ON DELETE CASCADE,
    subject   TEXT NOT NULL,                        -- the key of the job: brief:7
    day       INTEGER NOT NULL,                     -- the first second of its day in UTC
    PRIMARY KEY (reader_id, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX opened_of_subject ON opened (subject);
CREATE INDEX opened_on ON opened (day);

-- `kept` is what came of both: looked at when editors chose so, or said nothing and the settings name it.
ALTER TABLE feed ADD COLUMN named INTEGER NOT NULL DEFAULT 0;   -- 1: the settings name it
ALTER TABLE feed ADD COLUMN choice TEXT CHECK (choice IN ('added', 'removed'));
ALTER TABLE feed ADD COLUMN paused_at INTEGER;
ALTER TABLE feed ADD COLUMN looked_at INTEGER;
ALTER TABLE feed ADD COLUMN succeeded_at INTEGER;
ALTER TABLE feed ADD COLUMN alarmed INTEGER NOT NULL DEFAULT 0; -- 1: editors know that it fails
ALTER TABLE feed ADD COLUMN alarmed_at INTEGER;                 -- when they were last told so

UPDATE feed SET named = kept, succeeded_at = caught_up_at,
       alarmed = failures >= 2 OR failures >= 1 AND caught_up_at IS NULL;
