-- The spine: feeds, briefs, topics, readers, and the ledger of deliveries.
-- Instants are whole seconds since 1970, but for gates, which are milliseconds.

-- What the publication publishes -------------------------------------------------------------------

CREATE TABLE feed (
    id            INTEGER PRIMARY KEY,
    address       TEXT NOT NULL UNIQUE,             -- as the operator wrote it
    location      TEXT NOT NULL,                    -- where it is, after redirects and discovery
    kept          INTEGER NOT NULL DEFAULT 1,       -- 0: the settings name it no more
    due_at        INTEGER,                          -- NULL: gone, not to be looked at again
    title         TEXT NOT NULL DEFAULT '',
    etag          TEXT,
    last_modified TEXT,
    digest        TEXT,                             -- of the body read last
    ttl           INTEGER,                          -- seconds
    caught_up_at  INTEGER,                          -- last success that left no news waiting; NULL: never yet
    failures      INTEGER NOT NULL DEFAULT 0,       -- in a row
    failing_since INTEGER,
    trouble       TEXT                              -- why the last look failed, in words
) STRICT;

CREATE TABLE brief (
    id           INTEGER PRIMARY KEY,
    feed_id      INTEGER NOT NULL REFERENCES feed (id),
    revision     INTEGER NOT NULL DEFAULT 1,
    state        TEXT NOT NULL CHECK (state IN ('held', 'published', 'withdrawn')),
    link         TEXT,
    dated_at     INTEGER,                           -- the publication's own date, where it gives one
    date_only    INTEGER NOT NULL DEFAULT 0,
    published_at INTEGER NOT NULL,                  -- dated_at, else when it was first seen
    added_at     INTEGER NOT NULL,
    release_at   INTEGER,                           -- of a held brief: when the editors' time for a veto ends
    author       TEXT,
    image        TEXT,
    signature    TEXT,
    disclaimer   TEXT,
    tags         TEXT NOT NULL                      -- JSON array, as the publication writes them
) STRICT;

CREATE INDEX brief_newest ON brief (published_at DESC, id DESC) WHERE state = 'published';

CREATE INDEX brief_held ON brief (release_at) WHERE state = 'held';

CREATE TABLE edition (
    id         INTEGER PRIMARY KEY,
    brief_id   INTEGER NOT NULL REFERENCES brief (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    language   TEXT NOT NULL,
    title      TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    text       TEXT NOT NULL,
    spans      TEXT NOT NULL,                       -- JSON array of [start, end, style, url]
    tags       TEXT NOT NULL DEFAULT '',            -- for the search: labels, and topics by their names
    UNIQUE (brief_id, language)
) STRICT;

-- How an entry is known again. Kept when the entry leaves the feed, so that it is no news when it returns.
CREATE TABLE entry (
    id          INTEGER PRIMARY KEY,
    feed_id     INTEGER NOT NULL REFERENCES feed (id),
    brief_id    INTEGER NOT NULL UNIQUE REFERENCES brief (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    earlier     TEXT NOT NULL DEFAULT '',           -- fingerprints before, oldest first, separated by spaces
    changed_at  INTEGER,
    complete    INTEGER NOT NULL,                   -- 0: its page has more to say and was not read yet
    added_at    INTEGER NOT NULL
) STRICT;

-- Every guid, link, title and content (by fingerprint) under which an entry was ever seen.
CREATE TABLE entry_key (
    feed_id  INTEGER NOT NULL REFERENCES feed (id),
    kind     TEXT NOT NULL CHECK (kind IN ('guid', 'link', 'title', 'content')),
    key      TEXT NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    PRIMARY KEY (feed_id, kind, key, entry_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_key_of_entry ON entry_key (entry_id);

-- External content; the triggers keep it in step. Rows are updated in place, never replaced.
CREATE VIRTUAL TABLE search USING fts5 (
    title, standfirst, text, tags,
    content = 'edition', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER edition_added AFTER INSERT ON edition BEGIN
    INSERT INTO search (rowid, title, standfirst, text, tags)
    VALUES (new.id, new.title, new.standfirst, new.text, new.tags);
END;

CREATE TRIGGER edition_removed AFTER DELETE ON edition BEGIN
    INSERT INTO search (search, rowid, title, standfirst, text, tags)
    VALUES ('delete', old.id, old.title, old.standfirst, old.text, old.tags);
END;

CREATE TRIGGER edition_changed AFTER UPDATE OF title, standfirst, text, tags ON edition BEGIN
    INSERT INTO search (search, rowid, title, standfirst, text, tags)
    VALUES ('delete', old.id, old.title, old.standfirst, old.text, old.tags);
    INSERT INTO search (rowid, title, standfirst, text, tags)
    VALUES (new.id, new.title, new.standfirst, new.text, new.tags);
END;

-- Topics -------------------------------------------------------------------------------------------

CREATE TABLE topic (
    id    INTEGER PRIMARY KEY,
    key   TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL
) STRICT;

CREATE TABLE brief_topic (
    brief_id INTEGER NOT NULL REFERENCES brief (id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (brief_id, topic_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX brief_topic_of_topic ON brief_topic (topic_id, brief_id);

-- What editors add to the vocabulary.
CREATE TABLE alias (
    slug      TEXT PRIMARY KEY,
    topic_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE topic_name (
    topic_key TEXT NOT NULL,
    language  TEXT NOT NULL,
    name      TEXT NOT NULL,
    PRIMARY KEY (topic_key, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag_verdict (
    slug  TEXT PRIMARY KEY,
    shown INTEGER NOT NULL                          -- 1: a topic whatever the rules say; 0: noise
) STRICT, WITHOUT ROWID;

-- Readers ------------------------------------------------------------------------------------------

-- AUTOINCREMENT: the id of an erased reader still stands in the ledger, and must never be another's.
CREATE TABLE reader (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id    INTEGER NOT NULL,
    thread_id  INTEGER NOT NULL DEFAULT 0,          -- 0: the whole chat
    kind       TEXT NOT NULL CHECK (kind IN ('private', 'group', 'channel')),
    language   TEXT NOT NULL,
    languages  TEXT NOT NULL,                       -- reading languages in order, separated by spaces
    only_these INTEGER NOT NULL DEFAULT 0,
    scope      TEXT NOT NULL CHECK (scope IN ('everything', 'topics')),
    zone       TEXT NOT NULL,
    hours      TEXT NOT NULL DEFAULT '',            -- local HH:MM separated by spaces; empty: at once
    absence    TEXT CHECK (absence IN ('stopped', 'blocked', 'gone')),
    arrived_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    UNIQUE (chat_id, thread_id)
) STRICT;

CREATE INDEX reader_hours ON reader (hours, zone) WHERE hours <> '';
CREATE INDEX reader_only ON reader (languages) WHERE only_these = 1;

CREATE TABLE subscription (
    reader_id INTEGER NOT NULL REFERENCES reader (id) ON DELETE CASCADE,
    topic_id  INTEGER NOT NULL REFERENCES topic (id),
    since     INTEGER NOT NULL,
    PRIMARY KEY (reader_id, topic_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX subscription_of_topic ON subscription (topic_id, reader_id);

CREATE TABLE saved (
    reader_id INTEGER NOT NULL REFERENCES reader (id) ON DELETE CASCADE,
    brief_id  INTEGER NOT NULL REFERENCES brief (id) ON DELETE CASCADE,
    since     INTEGER NOT NULL,
    PRIMARY KEY (reader_id, brief_id)
) STRICT, WITHOUT ROWID;

-- The ledger ---------------------------------------------------------------------------------------

-- One row for each start of the program: the epoch of what it has in flight.
CREATE TABLE run (
    epoch      INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL
) STRICT;

CREATE TABLE job (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,
    key         TEXT NOT NULL UNIQUE,               -- of the content, so that nothing is planned twice
    lane        TEXT NOT NULL CHECK (lane IN ('brief', 'digest', 'broadcast')),
    brief_id    INTEGER NOT NULL REFERENCES brief (id),
    planned_at  INTEGER NOT NULL,
    planned     INTEGER NOT NULL DEFAULT 0,         -- deliveries: what is conserved
    frozen_at   INTEGER,
    finished_at INTEGER,
    held        TEXT                                -- why nothing of it is sent for now
) STRICT;

CREATE INDEX job_open ON job (lane, id) WHERE finished_at IS NULL;
CREATE INDEX job_of_brief ON job (brief_id);

-- No index by reader: with a million readers each fan-out would touch every page of it. What became
-- of a reader since the planning is looked at when his row is claimed.
CREATE TABLE delivery (
    job_id     INTEGER NOT NULL REFERENCES job (id),
    reader_id  INTEGER NOT NULL,
    part       INTEGER NOT NULL DEFAULT 0,
    state      TEXT NOT NULL,                       -- ready, in_flight, sent, dead, doubt, skipped: no CHECK,
                                                    -- it would double the cost of a fan-out
    due_at     INTEGER NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    doubts     INTEGER NOT NULL DEFAULT 0,          -- from the first one on it is repeated silently
    epoch      INTEGER,
    reason     TEXT,
    message_id INTEGER,
    done_at    INTEGER,
    PRIMARY KEY (job_id, reader_id, part)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_ready ON delivery (job_id, due_at, reader_id, part) WHERE state = 'ready';
CREATE INDEX delivery_in_flight ON delivery (job_id, reader_id, part) WHERE state = 'in_flight';

-- Who may have got a message twice, by name.
CREATE TABLE doubt (
    job_id    INTEGER NOT NULL,
    reader_id INTEGER NOT NULL,
    part      INTEGER NOT NULL,
    epoch     INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    cause     TEXT NOT NULL
) STRICT;

CREATE INDEX doubt_of_job ON doubt (job_id, reader_id);

CREATE TABLE gate (
    key       ANY PRIMARY KEY,                      -- a chat id, 'bulk' or 'all'
    until     INTEGER NOT NULL,                     -- milliseconds since 1970, like closed_at
    closed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Updates that were handled, for as long as Telegram may bring them again.
CREATE TABLE handled_update (
    mark TEXT PRIMARY KEY,
    at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX handled_update_last ON handled_update (at);
