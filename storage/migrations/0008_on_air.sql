-- Announcements on the air: the panel that shows how far they are, their corrections, and what goes first.

-- `turn` is counted up by whatever an editor does about it; `shown_turn` is the one whose end its panel shows.
ALTER TABLE announcement ADD COLUMN turn INTEGER NOT NULL DEFAULT 1;
ALTER TABLE announcement ADD COLUMN shown_turn INTEGER NOT NULL DEFAULT 0;

CREATE INDEX announcement_on_air ON announcement (id) WHERE state = 'sending' AND shown_turn < turn;

-- What a text of it shall say instead, until its editor confirms it.
CREATE TABLE correction (
    announcement_id INTEGER NOT NULL REFERENCES announcement (id),
    language        TEXT NOT NULL,
    editor_id       INTEGER NOT NULL,               -- who corrects it, and in which chat
    chat_id         INTEGER NOT NULL,
    content         TEXT,                           -- JSON; NULL: the editor's next message there is awaited
    PRIMARY KEY (announcement_id, language)
) STRICT, WITHOUT ROWID;

CREATE INDEX correction_awaited ON correction (editor_id, chat_id) WHERE content IS NULL;

-- Within a lane what repairs (0) goes before what is new (1).
ALTER TABLE job ADD COLUMN rank INTEGER NOT NULL DEFAULT 1;
DROP INDEX job_open;
CREATE INDEX job_open ON job (lane, rank, id) WHERE finished_at IS NULL;
