"""Search: the words of a reader → the briefs that hold all of them, best first.

sought ──which words begin so──▶ terms ──how many editions hold each──▶ telling ones? ──▶ ranked by these
                                                                        none?         ──▶ the newest

A beginning is looked up as the words that begin so. SQLite's own prefix queries gather all they find before
they give the first row: a third of a second for three letters in 50,000 briefs, and more with each word.
Terms, in contrast, are walked lazily, from the newest edition backwards, and left as soon as there is enough.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

import aiosqlite

from bot.model import BriefId, Sought, words_of
from storage.rows import Row, all_rows

VOCABULARY = "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, search, instance)"
"""The words of the index, for a connection. Nothing is stored for it."""

RANKED = 1_000
"""Editions of which the best are sought."""
COMMON = 5_000
"""Editions from which on a word says nothing about which of them are better."""
MOST_WORDS = 128
"""Words looked up in a search, shared out among its beginnings."""
MOST_ALIKE = 64
"""Words that begin alike; where there are more, that beginning means nothing."""
TITLED = 300
"""Editions of which the titles are looked at."""

# Skips from each word to the next: the table gives a row for each place where a word stands.
_WORDS = """
    WITH RECURSIVE word (beginning, term, number) AS (
        SELECT value, (SELECT term FROM vocabulary WHERE term >= value LIMIT 1), 1
        FROM json_each(:beginnings)
        UNION ALL
        SELECT beginning, (SELECT term FROM vocabulary WHERE term >= word.term || char(1) LIMIT 1), number + 1
        FROM word WHERE number <= :most AND substr(term, 1, length(beginning)) = beginning)
    SELECT beginning, term FROM word WHERE substr(term, 1, length(beginning)) = beginning
"""

# Counting stops where a word is common.
_EDITIONS = """
    SELECT (SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH term.value LIMIT :common))
    FROM json_each(:terms) AS term ORDER BY term.key
"""

# The title weighs ten times the text, topics eight times, the standfirst five times. `+` keeps SQLite from
# asking the index once for each row of the list.
_RANKED = """
    SELECT edition.brief_id, min(found.rank)
    FROM (SELECT rowid, bm25(search, 10.0, 5.0, 1.0, 8.0) AS rank FROM search
          WHERE search MATCH :telling AND +rowid IN (
              SELECT rowid FROM search WHERE search MATCH :all ORDER BY rowid DESC LIMIT :ranked)
          ORDER BY rank LIMIT :editions) AS found
    JOIN edition ON edition.id = found.rowid
    JOIN brief ON brief.id = edition.brief_id AND brief.state = 'published'
    GROUP BY edition.brief_id ORDER BY 2, edition.brief_id DESC LIMIT :limit
"""

_NEWEST = """
    SELECT edition.brief_id, edition.title
    FROM (SELECT rowid FROM search WHERE search MATCH :all ORDER BY rowid DESC LIMIT :editions) AS found
    JOIN edition ON edition.id = found.rowid
    JOIN brief ON brief.id = edition.brief_id AND brief.state = 'published'
    ORDER BY edition.brief_id DESC
"""


class Search:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def best(self, sought: Sequence[Sought], *, limit: int) -> tuple[BriefId, ...]:
        """Published briefs with an edition that holds all of these words, best first, each once.

        Words that fewer than COMMON editions hold decide which are better, among the newest RANKED editions.
        Where all are common the newest are best, after those of the newest TITLED with them in the title.
        """
        terms = await self.terms(sought)
        telling = await self._telling(terms)
        parameters = {"all": _all(terms), "editions": limit * 5}
        if not telling:
            rows = await all_rows(
                self._connection, _NEWEST, {**parameters, "editions": max(limit * 5, TITLED)}
            )
            return _titled_first(rows, sought)[:limit]
        told = {"telling": _all(telling), "ranked": RANKED, "limit": limit}
        rows = await all_rows(self._connection, _RANKED, {**parameters, **told})
        return tuple(BriefId(row[0]) for row in rows)

    async def terms(self, sought: Sequence[Sought]) -> tuple[str, ...]:
        """A MATCH expression for each word that is sought; what matches all of them is found."""
        beginnings = [beginning for one in sought for beginning in one.beginnings]
        most = min(MOST_ALIKE, MOST_WORDS // max(len(beginnings), 1))
        rows = await all_rows(self._connection, _WORDS, {"beginnings": json.dumps(beginnings), "most": most})
        return tuple(_term(one, rows, most) for one in sought)

    async def _telling(self, terms: Sequence[str]) -> list[str]:
        """Those that are not common."""
        counted = await all_rows(self._connection, _EDITIONS, {"terms": json.dumps(terms), "common": COMMON})
        return [term for term, (editions,) in zip(terms, counted, strict=True) if editions < COMMON]


def _term(sought: Sought, rows: Iterable[Row], most: int) -> str:
    found = [(beginning, term) for beginning, term in rows if beginning in sought.beginnings]
    counts = Counter(beginning for beginning, _ in found)
    if not sought.beginnings or any(count > most for count in counts.values()):
        return _any(map(_quoted, sought.forms))
    words = [term for _, term in found]
    # What the index folds in another way than we do is still found by its own way to look up beginnings.
    return _any(map(_quoted, words)) if words else _any(f"{_quoted(one)}*" for one in sought.beginnings)


def _titled_first(rows: Sequence[Row], sought: Sequence[Sought]) -> tuple[BriefId, ...]:
    """Each brief once, in the order given but for those with a title that holds all that is sought."""
    titled = [row[0] for row in rows[:TITLED] if _holds_all(row[1], sought)]
    return tuple(BriefId(brief_id) for brief_id in dict.fromkeys([*titled, *(row[0] for row in rows)]))


def _holds_all(title: str, sought: Sequence[Sought]) -> bool:
    words = words_of(title)
    return all(one.is_among(words) for one in sought)


def _quoted(word: str) -> str:
    return f'"{word}"'


def _any(terms: Iterable[str]) -> str:
    return f"({' OR '.join(dict.fromkeys(terms))})"


def _all(terms: Iterable[str]) -> str:
    return " AND ".join(terms)
