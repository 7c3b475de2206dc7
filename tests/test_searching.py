"""A reader's words against a real full-text index."""

import random
import sqlite3
from collections.abc import Iterator

import pytest

from bot.searching import MOST_TOKENS, match_expression


@pytest.fixture
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE briefs USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')"
    )
    yield connection
    connection.close()


def _finds(index: sqlite3.Connection, words: str, text: str) -> bool:
    index.execute("DELETE FROM briefs")
    index.execute("INSERT INTO briefs (text) VALUES (?)", (text,))
    expression = match_expression(words)
    assert expression is not None
    return bool(index.execute("SELECT 1 FROM briefs WHERE briefs MATCH ?", (expression,)).fetchall())


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
def test_words_find_their_relatives(index: sqlite3.Connection, words: str, text: str) -> None:
    assert _finds(index, words, text)


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
def test_every_word_must_be_there_and_no_word_is_an_operator(
    index: sqlite3.Connection, words: str, text: str
) -> None:
    assert not _finds(index, words, text)


@pytest.mark.parametrize("words", ["", " ", "*", '"', "'", "()", "😀", "-", "\x00", "\ud800", "___"])
def test_without_words_there_is_nothing_to_search_for(words: str) -> None:
    assert match_expression(words) is None


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("ucraina", '"ucrain"*'),
        ("euro", '"euro"*'),
        ("ue", '"ue"'),
        ("guerra d’Ucraina", '"guerr"* AND "ucrain"*'),
        ("œuvre", '("œuvr"* OR "oeuvr"*)'),
    ],
)
def test_the_expression_is_quoted_stemmed_and_joined(words: str, expression: str) -> None:
    assert match_expression(words) == expression


def test_counts_only_the_first_words() -> None:
    expression = match_expression("parola " * 1_000)
    assert expression is not None
    assert expression.count("AND") == MOST_TOKENS - 1


def test_a_word_without_end_is_cut(index: sqlite3.Connection) -> None:
    assert _finds(index, "x" * 10_000, "x" * 10_000)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_string_breaks_the_query(index: sqlite3.Connection, seed: int) -> None:
    rng = random.Random(seed)
    alphabet = [*map(chr, range(32, 127)), *"àœßйї’«\0\n\u200d😀한हि\u0301ﷺ²Ⅷ𞤀", "AND ", "NOT ", "NEAR(", '"']
    for _ in range(2_000):
        expression = match_expression("".join(rng.choices(alphabet, k=rng.randrange(12))))
        if expression:
            index.execute("SELECT 1 FROM briefs WHERE briefs MATCH ?", (expression,)).fetchall()
