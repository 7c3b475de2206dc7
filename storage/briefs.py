"""Briefs: one article each, with its editions and its topics."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

import aiosqlite

from bot.clock import epoch, from_epoch
from bot.model import (
    Article,
    Brief,
    BriefId,
    BriefState,
    Edition,
    FeedId,
    Language,
    RichText,
    Span,
    Style,
    Topic,
    TopicId,
    TopicKey,
)
from storage.rows import Row, all_rows, one_row

_BRIEF = """
    SELECT id, feed_id, revision, state, link, dated_at, date_only, published_at,
           author, image, signature, disclaimer, tags, release_at
    FROM brief
"""

LONGEST = 2**31 - 1
"""More characters than a text can have in SQLite."""


class Briefs:
    """Written by publishing and correcting, read by everybody."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def add(
        self, feed_id: FeedId, article: Article, *, now: datetime, release_at: datetime | None = None
    ) -> BriefId:
        """Store a new brief with its editions; its topics are set apart, by `set_topics`.

        With `release_at` it is held until then: nobody sees it before `release`.
        """
        cursor = await self._connection.execute(
            """
            INSERT INTO brief (feed_id, state, link, dated_at, date_only, published_at, added_at,
                               release_at, author, image, signature, disclaimer, tags)
            VALUES (:feed_id, :state, :link, :dated_at, :date_only, coalesce(:dated_at, :now), :now,
                    :release_at, :author, :image, :signature, :disclaimer, :tags)
            """,
            {
                **_columns(article),
                "feed_id": feed_id,
                "state": BriefState.HELD if release_at else BriefState.PUBLISHED,
                "release_at": epoch(release_at) if release_at else None,
                "now": epoch(now),
            },
        )
        brief_id = BriefId(cursor.lastrowid or 0)
        await self._set_editions(brief_id, article.editions)
        return brief_id

    async def revise(self, brief_id: BriefId, article: Article) -> int:
        """Give a brief its corrected content, and return the number of this revision."""
        row = await one_row(
            self._connection,
            """
            UPDATE brief SET revision = revision + 1, link = :link, dated_at = :dated_at,
                   date_only = :date_only, published_at = coalesce(:dated_at, published_at),
                   author = :author, image = :image, signature = :signature,
                   disclaimer = :disclaimer, tags = :tags
            WHERE id = :id RETURNING revision
            """,
            {**_columns(article), "id": brief_id},
        )
        await self._set_editions(brief_id, article.editions)
        return int(row[0]) if row else 0

    async def set_state(self, brief_id: BriefId, state: BriefState) -> None:
        await self._connection.execute("UPDATE brief SET state = ? WHERE id = ?", (state, brief_id))

    async def release(self, *, now: datetime) -> int:
        """Publish the held briefs whose time has come; how many those are."""
        cursor = await self._connection.execute(
            "UPDATE brief SET state = 'published' WHERE state = 'held' AND release_at <= ?", (epoch(now),)
        )
        return cursor.rowcount

    async def held(self, *, now: datetime) -> bool:
        """Whether there is a held brief whose time has come."""
        row = await one_row(
            self._connection,
            "SELECT 1 FROM brief WHERE state = 'held' AND release_at <= ? LIMIT 1",
            (epoch(now),),
        )
        return row is not None

    async def set_topics(self, brief_id: BriefId, topics: Sequence[TopicId], *, names: str = "") -> None:
        """File a brief under its topics; `names` are all the words by which the search finds it."""
        await self._connection.execute("DELETE FROM brief_topic WHERE brief_id = ?", (brief_id,))
        await self._connection.executemany(
            "INSERT INTO brief_topic (brief_id, topic_id, position) VALUES (?, ?, ?)",
            [(brief_id, topic_id, position) for position, topic_id in enumerate(topics)],
        )
        await self._connection.execute("UPDATE edition SET tags = ? WHERE brief_id = ?", (names, brief_id))

    async def get(self, brief_id: BriefId) -> Brief | None:
        """One brief in whatever state, or None."""
        found = await self.many([brief_id])
        return found[0] if found else None

    async def many(self, ids: Sequence[BriefId], *, text: int = LONGEST) -> tuple[Brief, ...]:
        """Briefs in the order of their ids as given; unknown ones are left out.

        Of longer texts than `text` only so many first characters, unformatted: enough for a line of a list.
        """
        rows = await all_rows(
            self._connection,
            f"{_BRIEF} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        found = {brief.id: brief for brief in await self._whole(rows, text=text)}
        return tuple(found[brief_id] for brief_id in ids if brief_id in found)

    async def latest(self, *, limit: int, offset: int = 0) -> tuple[Brief, ...]:
        """The newest published briefs, newest first."""
        rows = await all_rows(
            self._connection,
            f"{_BRIEF} WHERE state = 'published' ORDER BY published_at DESC, id DESC LIMIT ? OFFSET ?",
            (limit, offset),
        )
        return await self._whole(rows)

    async def latest_of_any_state(self, *, limit: int) -> tuple[Brief, ...]:
        """The briefs that came last, withdrawn ones too; those that came together by their dates."""
        rows = await all_rows(
            self._connection,
            f"{_BRIEF} ORDER BY added_at DESC, published_at DESC, id DESC LIMIT ?",
            (limit,),
        )
        return await self._whole(rows)

    async def latest_on(self, topics: Iterable[TopicId], *, limit: int) -> tuple[Brief, ...]:
        """The newest published briefs filed under any of the topics, newest first."""
        rows = await all_rows(
            self._connection,
            f"""
            {_BRIEF}
            WHERE state = 'published' AND id IN (
                SELECT brief_id FROM brief_topic WHERE topic_id IN (SELECT value FROM json_each(?)))
            ORDER BY published_at DESC, id DESC LIMIT ?
            """,
            (json.dumps(list(topics)), limit),
        )
        return await self._whole(rows)

    async def count(self, *, since: datetime | None = None) -> int:
        """How many briefs are published, or were since then."""
        rows = await all_rows(
            self._connection,
            "SELECT count(*) FROM brief WHERE state = 'published' AND published_at >= ?",
            (epoch(since) if since else 0,),
        )
        return int(rows[0][0])

    async def _set_editions(self, brief_id: BriefId, editions: Sequence[Edition]) -> None:
        await self._connection.execute(
            "DELETE FROM edition WHERE brief_id = ? AND language NOT IN (SELECT value FROM json_each(?))",
            (brief_id, json.dumps([edition.language for edition in editions])),
        )
        await self._connection.executemany(
            """
            INSERT INTO edition (brief_id, position, language, title, standfirst, text, spans)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (brief_id, language) DO UPDATE SET
                position = excluded.position, title = excluded.title, standfirst = excluded.standfirst,
                text = excluded.text, spans = excluded.spans
            """,
            [_edition_columns(brief_id, position, edition) for position, edition in enumerate(editions)],
        )

    async def _whole(self, rows: list[Row], *, text: int = LONGEST) -> tuple[Brief, ...]:
        ids = json.dumps([row[0] for row in rows])
        editions: dict[int, list[Edition]] = {row[0]: [] for row in rows}
        topics: dict[int, list[Topic]] = {row[0]: [] for row in rows}
        for row in await all_rows(
            self._connection,
            """
            SELECT brief_id, language, title, standfirst, substr(text, 1, :text),
                   iif(length(text) > :text, '[]', spans)
            FROM edition WHERE brief_id IN (SELECT value FROM json_each(:ids)) ORDER BY brief_id, position
            """,
            {"ids": ids, "text": text},
        ):
            editions[row[0]].append(_edition(row))
        for brief_id, topic_id, key, label in await all_rows(
            self._connection,
            """
            SELECT brief_id, topic.id, topic.key, topic.label FROM brief_topic
            JOIN topic ON topic.id = brief_topic.topic_id
            WHERE brief_id IN (SELECT value FROM json_each(?)) ORDER BY brief_id, position
            """,
            (ids,),
        ):
            topics[brief_id].append(Topic(TopicId(topic_id), TopicKey(key), label))
        return tuple(_brief(row, tuple(editions[row[0]]), tuple(topics[row[0]])) for row in rows)


def _columns(article: Article) -> dict[str, str | int | None]:
    return {
        "link": article.link,
        "dated_at": epoch(article.published_at) if article.published_at else None,
        "date_only": article.date_only,
        "author": article.author,
        "image": article.image,
        "signature": article.signature,
        "disclaimer": article.disclaimer,
        "tags": json.dumps(article.tags, ensure_ascii=False),
    }


def _edition_columns(brief_id: BriefId, position: int, edition: Edition) -> tuple[str | int, ...]:
    spans = [[span.start, span.end, span.style, span.url] for span in edition.text.spans]
    text = edition.text.text
    return brief_id, position, edition.language, edition.title, edition.standfirst, text, json.dumps(spans)


def _edition(row: Row) -> Edition:
    spans = tuple(Span(start, end, Style(style), url) for start, end, style, url in json.loads(row[5]))
    return Edition(Language(row[1]), row[2], row[3], RichText(row[4], spans))


def _brief(row: Row, editions: tuple[Edition, ...], topics: tuple[Topic, ...]) -> Brief:
    article = Article(
        link=row[4],
        editions=editions,
        tags=tuple(json.loads(row[12])),
        published_at=None if row[5] is None else from_epoch(row[5]),
        date_only=bool(row[6]),
        author=row[8],
        image=row[9],
        signature=row[10],
        disclaimer=row[11],
    )
    return Brief(
        id=BriefId(row[0]),
        feed_id=FeedId(row[1]),
        revision=row[2],
        state=BriefState(row[3]),
        article=article,
        published_at=from_epoch(row[7]),
        topics=topics,
        release_at=None if row[13] is None else from_epoch(row[13]),
    )
