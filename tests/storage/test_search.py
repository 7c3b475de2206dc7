"""The search: which briefs are found, in which order, and that it looks no further than it must."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.model import Brief, BriefState, Edition, RichText
from bot.searching import sought_in
from storage.database import Database
from storage.search import COMMON, MOST_ALIKE, RANKED, TITLED

from .conftest import ARTICLE, EN, BriefAdded


async def found_by(db: Database, words: str, *, limit: int = 5) -> list[int]:
    async with db.reading() as read:
        return list(await read.search.best(sought_in(words), limit=limit))


async def stored(db: Database, briefs: Sequence[tuple[str, str]], *, first: int = 10) -> None:
    """Briefs of one edition, with these titles and texts."""
    async with db.transaction() as tx:
        await tx._connection.executemany(
            """
            INSERT INTO brief (id, feed_id, state, published_at, added_at, tags)
            VALUES (?, 1, 'published', 1, 1, '[]')
            """,
            [(number,) for number, _ in enumerate(briefs, start=first)],
        )
        await tx._connection.executemany(
            """
            INSERT INTO edition (brief_id, position, language, title, standfirst, text, spans)
            VALUES (?, 0, 'it', ?, '', ?, '[]')
            """,
            [(number, title, text) for number, (title, text) in enumerate(briefs, start=first)],
        )


@pytest.mark.parametrize("words", ["elezione", "Parma", "ministri", "ministers", "Ucraina", "e"])
async def test_words_of_every_edition_and_topic_are_found(
    db: Database, brief_is_added: BriefAdded, words: str
) -> None:
    brief_id = await brief_is_added("territory:ucraina")
    assert await found_by(db, words) == [brief_id]


async def test_a_title_weighs_more_than_a_text(db: Database, brief_is_added: BriefAdded) -> None:
    text = replace(ARTICLE, editions=(Edition(EN, "Something", "", RichText("All about fisheries")),))
    title = replace(ARTICLE, editions=(Edition(EN, "Fisheries", "", RichText("Something else")),))
    in_text, in_title = await brief_is_added(article=text), await brief_is_added(article=title)
    assert await found_by(db, "fisheries") == [in_title, in_text]


async def test_what_is_not_published_is_not_found(db: Database, brief_is_added: BriefAdded) -> None:
    brief_id = await brief_is_added()
    async with db.transaction() as tx:
        await tx.briefs.set_state(brief_id, BriefState.WITHDRAWN)
    assert await found_by(db, "Parma") == []


async def test_of_what_very_many_hold_the_newest_are_ranked(db: Database) -> None:
    await stored(db, [("vertice", "")] * 9 + [("vertice del consiglio europeo", "")] * RANKED)
    found = await found_by(db, "vertice")
    assert len(found) == 5
    assert min(found) >= 19


async def test_a_common_word_finds_the_newest_after_those_that_have_it_in_the_title(db: Database) -> None:
    await stored(db, [("vecchio Consiglio", "")] + [("altro", "consiglio")] * COMMON)
    await stored(db, [("Il consiglio", ""), ("altro", "il consiglio"), ("altro", "consigli")], first=90_000)
    assert await found_by(db, "consiglio") == [90_000, 90_002, 90_001, COMMON + 10, COMMON + 9]


async def test_a_title_must_hold_all_of_several_common_words(db: Database) -> None:
    await stored(db, [("altro", "guerra e pace")] * COMMON)
    half, whole = ("La guerra", "pace"), ("Guerra, pace", "")
    await stored(db, [whole, half], first=90_000)
    assert (await found_by(db, "guerra pace"))[:2] == [90_000, 90_001]


async def test_pages_of_a_common_word_follow_on_each_other(db: Database) -> None:
    await stored(db, [("altro" if number % 7 else "voto", "voto") for number in range(COMMON + 50)])
    shorter, longer = await found_by(db, "voto", limit=60), await found_by(db, "voto", limit=TITLED)
    assert longer[:60] == shorter


async def test_a_rare_word_decides_beside_a_common_one(db: Database) -> None:
    await stored(db, [("voto", "voto")] * COMMON)
    await stored(db, [("Lituania", "voto"), ("voto", "in Lituania"), ("altro", "Lituania")], first=90_000)
    assert await found_by(db, "voto lituania") == [90_000, 90_001]


async def test_a_beginning_of_some_words_finds_them_and_one_of_very_many_finds_its_forms(
    db: Database,
) -> None:
    await stored(db, [("ucraina", ""), ("ucrainofili", "")])
    assert sorted(await found_by(db, "ucraina")) == [10, 11]
    many = " ".join(f"ucrain{number}" for number in range(MOST_ALIKE))
    await stored(db, [(many, "")], first=90)
    assert await found_by(db, "ucraina") == [10]


async def test_a_ligature_is_found_in_both_spellings(db: Database) -> None:
    await stored(db, [("œuvre", ""), ("oeuvres", "")])
    assert sorted(await found_by(db, "oeuvre")) == [10, 11]


async def test_what_is_published_while_the_words_are_known_is_found(db: Database) -> None:
    assert await found_by(db, "parma") == []
    await stored(db, [("Parma", "")])
    assert await found_by(db, "parma") == [10]


async def test_each_brief_comes_once(db: Database, brief_is_added: BriefAdded) -> None:
    brief_id = await brief_is_added()
    async with db.reading() as read:
        brief = await read.briefs.get(brief_id)
        found = await read.search.best(sought_in("summit"), limit=5)
    assert isinstance(brief, Brief)
    assert len(brief.article.editions) == 2
    assert found == (brief_id,)
