"""Wanting: whether a reader still wants a brief that was planned for him, looked at when his turn comes.

Parts of statements in which `reader`, `brief` and the brief's `job` are joined.
"""

# Why he does not, as the branches of a CASE. What may have changed since the planning is named here.
UNWANTED = """
    WHEN brief.state <> 'published' THEN 'withdrawn'
    WHEN reader.scope = 'topics' AND NOT EXISTS (
        SELECT 1 FROM brief_topic JOIN subscription USING (topic_id)
        WHERE brief_topic.brief_id = job.brief_id AND subscription.reader_id = reader.id)
        THEN 'unfollowed'
    WHEN reader.only_these AND NOT EXISTS (
        SELECT 1 FROM edition WHERE edition.brief_id = job.brief_id
        AND instr(' ' || reader.languages || ' ', ' ' || edition.language || ' '))
        THEN 'language'
"""
