-- Corrections and recalls are planned a page at a time, behind what was sent.

ALTER TABLE job ADD COLUMN planned_to INTEGER;          -- the reader up to whom; NULL: what was sent may be packed
ALTER TABLE job ADD COLUMN texts      TEXT;             -- JSON array: languages in which an announcement was corrected
