-- Whether buttons that share a location still stand in place of a reader's own keyboard.
ALTER TABLE reader ADD COLUMN asked_place INTEGER NOT NULL DEFAULT 0;

-- Between which readers a packed page lies; NULL in pages of before: they may hold anybody.
ALTER TABLE archive ADD COLUMN first_reader INTEGER;
ALTER TABLE archive ADD COLUMN last_reader INTEGER;
