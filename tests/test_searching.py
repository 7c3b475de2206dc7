"""A reader's words against a real full-text index."""

import random
from collections.abc import AsyncIterator

import aiosqlite
import pytest

from bot.model import Sought
from bot.searching import MOST_TOKENS, sought_in
from storage.search import VOCABULARY, Search


@pytest.fixture
async def index() -> AsyncIterator[aiosqlite.Connection]:
    async with aiosqlite.connect(":memory:", isolation_level=None) as connection:
        await connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        await connection.execute(VOCABULARY)
        yield connection


async def _finds(index: aiosqlite.Connection, words: str, text: str) -> bool:
    await index.execute("DELETE FROM search")
    await index.execute("INSERT INTO search (text) VALUES (?)", (text,))
    return await _asked(index, sought_in(words)) > 0


async def _asked(index: aiosqlite.Connection, sought: tuple[Sought, ...]) -> int:
    assert sought
    expression = " AND ".join(await Search(index).terms(sought))
    return len(list(await index.execute_fetchall("SELECT 1 FROM search WHERE search MATCH ?", (expression,))))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("ucraina", "gli ucraini resistono"),
        ("elezioni", "l'elezione del presidente"),
        ("elezione", "le elezioni europee"),
        ("governi", "il governo cade"),
        ("policies", "a new policy"),
        ("policy", "new policies"),
        ("banche", "la banca centrale"),
        ("politiche", "la politica agricola"),
        ("dazi", "un dazio"),
        ("sanctions", "a sanction"),
        ("ukrainian", "Ukraine's allies"),
        ("européennes", "le Parlement européen"),
        ("nationaux", "le budget national"),
        ("réfugiées", "un refugie"),
        ("citta", "la città"),
        ("d'Europe", "l'Europe unie"),
        ("dell’Ucraina", "in Ucraina"),
        ("la guerra in Ucraina", "Ucraina, guerra senza fine"),
        ("LA GUERRA IN UCRAINA", "Ucraina, guerra senza fine"),
        ("oeuvre", "une œuvre"),
        ("œuvre", "une oeuvre"),
        ("œuvre", "une œuvre"),
        ("e\u0301lysée", "l'Élysée"),
        ("україна", "Україна сьогодні"),
        ("ukr", "Ukraine"),
        ("ue", "l'UE decide"),
        ("UN report", "the UN publishes its report"),
        ("per", "per aspera"),
        ('"ucraina" AND (NOT', "ucraina and not"),
    ],
)
async def test_words_find_their_relatives(index: aiosqlite.Connection, words: str, text: str) -> None:
    assert await _finds(index, words, text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("ucraina russia", "solo ucraina"),
        ("ue", "uefa"),
        ("UN report", "a report"),
        ("casa", "cane"),
        ("roma OR milano", "roma"),
    ],
)
async def test_every_word_must_be_there_and_no_word_is_an_operator(
    index: aiosqlite.Connection, words: str, text: str
) -> None:
    assert not await _finds(index, words, text)


@pytest.mark.parametrize("words", ["", " ", "*", '"', "'", "()", "😀", "-", "\x00", "\ud800", "___"])
def test_without_words_there_is_nothing_to_search_for(words: str) -> None:
    assert sought_in(words) == ()


@pytest.mark.parametrize(
    ("words", "beginnings"),
    [
        ("ucraina", [("ucrain",)]),
        ("euro", [("euro",)]),
        ("ue", [()]),
        ("guerra d’Ucraina", [("guerr",), ("ucrain",)]),
        ("œuvre", [("œuvr", "oeuvr")]),
        ("Déléguées", [("delegu",)]),
        ("Київ", [("київ",)]),
    ],
)
def test_words_are_folded_and_stemmed(words: str, beginnings: list[tuple[str, ...]]) -> None:
    assert [one.beginnings for one in sought_in(words)] == beginnings


def test_the_forms_are_the_word_itself_and_its_endings() -> None:
    (sought,) = sought_in("contro")
    assert {"contro", "contr", "contra", "contrali"} <= set(sought.forms)


def test_a_word_said_again_is_one_word() -> None:
    assert len(sought_in("parola Parola PAROLA")) == 1


def test_counts_only_the_first_words() -> None:
    assert len(sought_in(" ".join(f"parola{number}" for number in range(1_000)))) == MOST_TOKENS


async def test_a_word_without_end_is_cut(index: aiosqlite.Connection) -> None:
    assert await _finds(index, "x" * 10_000, "x" * 10_000)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_no_string_breaks_the_query(index: aiosqlite.Connection, seed: int) -> None:
    rng = random.Random(seed)
    alphabet = [*map(chr, range(32, 127)), *"àœßйї’«\0\n\u200d😀한हि\u0301ﷺ²Ⅷ𞤀", "AND ", "NOT ", "NEAR(", '"']
    for _ in range(300):
        sought = sought_in("".join(rng.choices(alphabet, k=rng.randrange(12))))
        if sought:
            await _asked(index, sought)


async def test_letters_of_every_kind_are_found_however_the_index_folds_them(
    index: aiosqlite.Connection,
) -> None:
    letters = [chr(code) for code in (*range(0xC0, 0x1E0), *range(0x386, 0x528), *range(0x1E00, 0x1EFA))]
    for letter in filter(str.isalpha, letters):
        assert await _finds(index, f"ab{letter}cdef", f"AB{letter}CDEF"), letter
