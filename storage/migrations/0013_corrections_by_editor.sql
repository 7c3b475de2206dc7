-- Two editors may write the same text at the same time: the message of each is awaited, and the last one is proposed.
CREATE TABLE correction_by (
    announcement_id INTEGER NOT NULL REFERENCES announcement (id),
    language        TEXT NOT NULL,
    editor_id       INTEGER NOT NULL,               -- who corrects it, and in which chat
    chat_id         INTEGER NOT NULL,
    content         TEXT,                           -- JSON; NULL: the editor's next message there is awaited
    PRIMARY KEY (announcement_id, language, editor_id, chat_id)
) STRICT, WITHOUT ROWID;

INSERT INTO correction_by (announcement_id, language, editor_id, chat_id, content)
SELECT announcement_id, language, editor_id, chat_id, content FROM correction;

DROP TABLE correction;
ALTER TABLE correction_by RENAME TO correction;

CREATE INDEX correction_awaited ON correction (editor_id, chat_id) WHERE content IS NULL;
