"""Gathering: what waits for a page of readers becomes one message for each, set by set.

    wave       the readers of the page, and what each gets: a digest, an offer, or nothing now
    wave_row   their waiting rows, with the reason where one is not wanted any more
    wave_list  the briefs of each reader, as a bundle holds them

Those three are temporary tables of the one writing connection, filled and emptied within a transaction.
Nothing passes through Python a row at a time.
"""

from storage.wanting import UNWANTED

TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS wave (reader_id INTEGER PRIMARY KEY, kind TEXT)",
    """
    CREATE TEMP TABLE IF NOT EXISTS wave_row (
        reader_id INTEGER, job_id INTEGER, part INTEGER, brief_id INTEGER, kind TEXT, unwanted TEXT,
        PRIMARY KEY (reader_id, job_id, part)) WITHOUT ROWID
    """,
    "CREATE TEMP TABLE IF NOT EXISTS wave_list (reader_id INTEGER PRIMARY KEY, kind TEXT, briefs TEXT)",
)

EMPTY = ("DELETE FROM temp.wave", "DELETE FROM temp.wave_row", "DELETE FROM temp.wave_list")

# The readers of a slot. An offer goes to whom a mute ended for, and to whom it comes late without an hour
# of his own to come at.
PAGE = """
    INSERT INTO temp.wave (reader_id, kind)
    SELECT id, CASE WHEN muted_until <= :now OR (hours = '' AND :slot <= :late) THEN 'offer' ELSE 'digest' END
    FROM reader WHERE next_at = :slot ORDER BY id LIMIT :limit
"""

# Who has had his message of this slot gets no second one: the clock was set back.
HAD = """
    UPDATE temp.wave SET kind = NULL WHERE EXISTS (
        SELECT 1 FROM job CROSS JOIN delivery ON delivery.job_id = job.id
                                             AND delivery.reader_id = wave.reader_id
        WHERE job.key IN (:digest, :offer))
"""

# In the order of the index: of each reader the oldest job first, which is the order of his bundle.
ROWS = f"""
    INSERT INTO temp.wave_row (reader_id, job_id, part, brief_id, kind, unwanted)
    SELECT reader.id, delivery.job_id, delivery.part, job.brief_id, wave.kind,
           CASE WHEN reader.absence IS NOT NULL THEN reader.absence {UNWANTED} END
    FROM temp.wave CROSS JOIN reader ON reader.id = wave.reader_id
    CROSS JOIN delivery INDEXED BY delivery_waiting
        ON delivery.reader_id = reader.id AND delivery.state = 'waiting'
    CROSS JOIN job ON job.id = delivery.job_id AND job.held IS NULL
    CROSS JOIN brief ON brief.id = job.brief_id AND brief.state <> 'held'
    WHERE wave.kind IS NOT NULL
"""

LISTS = """
    INSERT INTO temp.wave_list (reader_id, kind, briefs)
    SELECT reader_id, kind, group_concat(brief_id, ' ') FROM temp.wave_row
    WHERE unwanted IS NULL GROUP BY reader_id
"""

BUNDLES = """
    INSERT INTO bundle (briefs) SELECT DISTINCT briefs FROM temp.wave_list WHERE true
    ON CONFLICT (briefs) DO NOTHING
"""

MESSAGES = """
    INSERT INTO delivery (job_id, reader_id, state, due_at, bundle_id)
    SELECT :job, reader_id, 'ready', :now, bundle.id
    FROM temp.wave_list JOIN bundle USING (briefs) WHERE kind = :kind
"""

# The plus signs keep SQLite from looking for each row of the ledger in the page: it is the other way round.
GATHERED = """
    UPDATE delivery SET state = iif(unwanted IS NULL, 'gathered', 'skipped'), reason = unwanted,
           digest_id = iif(unwanted IS NULL, iif(kind = 'offer', :offer, :digest), NULL),
           done_at = iif(unwanted IS NULL, NULL, :now)
    FROM temp.wave_row
    WHERE delivery.job_id = +wave_row.job_id AND delivery.reader_id = +wave_row.reader_id
      AND delivery.part = +wave_row.part
"""

DONE = """
    UPDATE reader SET next_at = NULL, muted_until = iif(muted_until <= :now, NULL, muted_until)
    WHERE id IN (SELECT reader_id FROM temp.wave)
"""

_LEFT = """
    reader.id IN (SELECT reader_id FROM temp.wave)
    AND EXISTS (SELECT 1 FROM delivery WHERE reader_id = reader.id AND state = 'waiting')
"""

LEFT = f"SELECT DISTINCT zone, hours, days, quiet FROM reader WHERE {_LEFT}"

LATER = f"""
    UPDATE reader SET next_at = :until
    WHERE zone = :zone AND hours = :hours AND days = :days AND quiet = :quiet AND {_LEFT}
"""
