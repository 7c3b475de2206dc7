-- What editors announce: drafts, to whom and when, and what became of them.

CREATE TABLE announcement (
    id           INTEGER PRIMARY KEY,
    editor_id    INTEGER NOT NULL,                  -- Telegram user id
    chat_id      INTEGER NOT NULL,                  -- where he wrote it, and is told what becomes of it
    thread_id    INTEGER,
    state        TEXT NOT NULL,                     -- draft, confirmed, sending, discarded
    revision     INTEGER NOT NULL DEFAULT 1,        -- of its texts, from the moment it is sent on
    fallback     TEXT,                              -- whose text readers get who have none; NULL: nothing
    languages    TEXT NOT NULL DEFAULT '',          -- its audience, by first reading language; empty: all
    topics       TEXT NOT NULL DEFAULT '',          -- ids: followers of any of them; empty: everybody
    active_days  INTEGER,
    groups       INTEGER NOT NULL DEFAULT 1,        -- groups and channels as well as people
    local_time   TEXT,                              -- 2026-01-08T08:00 by the clock of `zone`; NULL: at once
    zone         TEXT NOT NULL,
    each_zone    INTEGER NOT NULL DEFAULT 0,        -- 1: by each reader's own clock instead
    silent       INTEGER NOT NULL DEFAULT 0,
    awaits       TEXT,                              -- what the editor's next message is for; NULL: for nothing
    progress_id  INTEGER,                           -- the message that shows what becomes of it
    added_at     INTEGER NOT NULL,
    confirmed_at INTEGER,
    goes_at      INTEGER,                           -- of a confirmed one: nothing of it exists before then
    frozen_to    INTEGER NOT NULL DEFAULT 0         -- its audience is written for the readers up to this id
) STRICT;

CREATE INDEX announcement_confirmed ON announcement (goes_at) WHERE state = 'confirmed';
CREATE INDEX announcement_awaiting ON announcement (editor_id, chat_id) WHERE awaits IS NOT NULL;
CREATE INDEX announcement_of_editor ON announcement (editor_id, state);

CREATE TABLE announcement_text (
    announcement_id INTEGER NOT NULL REFERENCES announcement (id),
    language        TEXT NOT NULL,
    content         TEXT NOT NULL,                  -- JSON, as the Bot API takes it
    album           TEXT,                           -- Telegram's id of the album that it came as
    PRIMARY KEY (announcement_id, language)
) STRICT, WITHOUT ROWID;

-- An album comes as several messages, and a reply names one of them: editors' albums of late are kept.
CREATE TABLE album_part (
    chat_id    INTEGER NOT NULL,
    album      TEXT NOT NULL,
    message_id INTEGER NOT NULL,
    content    TEXT NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (chat_id, album, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX album_part_oldest ON album_part (at);

-- The other messages of an album that was sent, by id, separated by spaces; `message_id` is the first.
ALTER TABLE delivery ADD COLUMN album TEXT;

-- Counting an audience: the panel that asks for it must not wait for a look at every reader's row.
CREATE INDEX reader_audience ON reader (languages, only_these, kind, seen_at, absence) WHERE absence IS NULL;
