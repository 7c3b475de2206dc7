-- Where the database lives, so that a copy of it is known for one and sends nothing by itself; and when each
-- run was last seen alive, so that an absence is known by its length.

CREATE TABLE home (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    machine    TEXT NOT NULL,                       -- a hash; empty: the machine has no id
    host       TEXT NOT NULL,
    filesystem TEXT NOT NULL,
    inode      INTEGER NOT NULL,
    path       TEXT NOT NULL,
    copied_at  INTEGER,                             -- NULL but in a file that was made as a backup, then
    asked      INTEGER NOT NULL DEFAULT 0           -- number of the copy that the editors were asked about
) STRICT;

ALTER TABLE run ADD COLUMN alive_at INTEGER;        -- NULL: it never was on duty
