-- The deliveries of a finished job, counted once: a job of a hundred thousand rows is asked about for years.
-- A row of `tally` without counts says that somebody is counting. Of a finished job without a row that waits
-- nothing changes before it is opened again, which takes the count away, also one that is being made.

CREATE TABLE tally (
    job_id INTEGER PRIMARY KEY,
    counts TEXT                                     -- JSON array of [state, reason, deliveries]
) STRICT;

CREATE TRIGGER tally_of_a_reopened_job AFTER UPDATE OF finished_at ON job WHEN new.finished_at IS NULL BEGIN
    DELETE FROM tally WHERE job_id = new.id;
END;
