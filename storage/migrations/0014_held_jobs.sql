-- What Telegram refuses is looked for among few, whenever a brief is corrected.
CREATE INDEX job_held ON job (planned_at) WHERE held IS NOT NULL;
