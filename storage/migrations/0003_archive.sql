-- What became of deliveries that are long over, packed: a row for thousands of them.

CREATE TABLE archive (
    id     INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES job (id),
    state  TEXT NOT NULL,
    reason TEXT,
    part   INTEGER NOT NULL,
    count  INTEGER NOT NULL,
    rows   BLOB                                     -- see storage/packing.py; NULL: only the count is kept
) STRICT;

CREATE INDEX archive_of_job ON archive (job_id);
CREATE INDEX archive_named ON archive (job_id) WHERE rows IS NOT NULL;
