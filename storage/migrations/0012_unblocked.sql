-- Who unblocked the bot is welcomed back at his next word, which Telegram brings as an update of its own.

ALTER TABLE reader ADD COLUMN unblocked INTEGER NOT NULL DEFAULT 0;
