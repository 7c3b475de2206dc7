"""Topics: what readers follow, and what editors add to the vocabulary."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import aiosqlite

from bot.clock import epoch
from bot.model import Language, Topic, TopicId, TopicKey
from storage.rows import all_rows, one_row


class Topics:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def ensure(self, labels: Mapping[TopicKey, str]) -> tuple[Topic, ...]:
        """The topics of these keys, made with their labels where they are new, in the order given."""
        await self._connection.executemany(
            "INSERT INTO topic (key, label) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", list(labels.items())
        )
        found = {topic.key: topic for topic in await self.by_keys(tuple(labels))}
        return tuple(found[key] for key in labels)

    async def by_keys(self, keys: Sequence[TopicKey]) -> tuple[Topic, ...]:
        """The known ones among the keys."""
        rows = await all_rows(
            self._connection,
            "SELECT id, key, label FROM topic WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(keys),),
        )
        return tuple(Topic(TopicId(row[0]), TopicKey(row[1]), row[2]) for row in rows)

    async def get(self, topic_id: TopicId) -> Topic | None:
        row = await one_row(self._connection, "SELECT id, key, label FROM topic WHERE id = ?", (topic_id,))
        return None if row is None else Topic(TopicId(row[0]), TopicKey(row[1]), row[2])

    async def counts(self, *, since: datetime) -> dict[TopicKey, int]:
        """How many published briefs each topic has had since then; topics without any have 0."""
        rows = await all_rows(
            self._connection,
            """
            SELECT topic.key, count(brief.id) FROM topic
            LEFT JOIN brief_topic ON brief_topic.topic_id = topic.id
            LEFT JOIN brief ON brief.id = brief_topic.brief_id
                           AND brief.state = 'published' AND brief.published_at >= ?
            GROUP BY topic.id
            """,
            (epoch(since),),
        )
        return {TopicKey(key): count for key, count in rows}

    async def labels(self) -> dict[TopicKey, str]:
        """Every topic's label, as the publication first wrote it."""
        rows = await all_rows(self._connection, "SELECT key, label FROM topic")
        return {TopicKey(key): label for key, label in rows}

    async def merge(self, old: TopicId, new: TopicId) -> None:
        """File the briefs of one topic under another, whose followers are joined by the old one's."""
        for table in ("brief_topic", "subscription"):
            # A brief, or a reader, that has both already keeps the new one; the old one goes below.
            await self._connection.execute(
                f"UPDATE OR IGNORE {table} SET topic_id = ? WHERE topic_id = ?", (new, old)
            )
            await self._connection.execute(f"DELETE FROM {table} WHERE topic_id = ?", (old,))

    # What editors add ------------------------------------------------------------------------------

    async def aliases(self) -> dict[str, TopicKey]:
        """Other slugs of topics, by slug."""
        rows = await all_rows(self._connection, "SELECT slug, topic_key FROM alias")
        return {slug: TopicKey(key) for slug, key in rows}

    async def add_alias(self, slug: str, key: TopicKey) -> None:
        await self._connection.execute(
            """
            INSERT INTO alias (slug, topic_key) VALUES (?, ?)
            ON CONFLICT (slug) DO UPDATE SET topic_key = excluded.topic_key
            """,
            (slug, key),
        )

    async def names(self) -> dict[tuple[TopicKey, Language], str]:
        """Names that editors gave, by topic and language."""
        rows = await all_rows(self._connection, "SELECT topic_key, language, name FROM topic_name")
        return {(TopicKey(key), Language(language)): name for key, language, name in rows}

    async def set_name(self, key: TopicKey, language: Language, name: str) -> None:
        await self._connection.execute(
            """
            INSERT INTO topic_name (topic_key, language, name) VALUES (?, ?, ?)
            ON CONFLICT (topic_key, language) DO UPDATE SET name = excluded.name
            """,
            (key, language, name),
        )

    async def verdicts(self) -> dict[str, bool]:
        """Slugs that editors made topics (True) or noise (False)."""
        return {
            slug: bool(shown)
            for slug, shown in await all_rows(self._connection, "SELECT slug, shown FROM tag_verdict")
        }

    async def set_verdict(self, slug: str, *, shown: bool) -> None:
        await self._connection.execute(
            """
            INSERT INTO tag_verdict (slug, shown) VALUES (?, ?)
            ON CONFLICT (slug) DO UPDATE SET shown = excluded.shown
            """,
            (slug, shown),
        )
