-- One reader's pages are found without those of all others being read.
DROP INDEX archive_named;
CREATE INDEX archive_named ON archive (job_id, first_reader, last_reader) WHERE rows IS NOT NULL;
