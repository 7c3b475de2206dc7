"""What crosses between the program and its parsing process comes home the same, or is refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Unparsable
from bot.feeds import wire
from bot.feeds.publication import Publication
from bot.model import Article, Edition, Entry, Identity, Language, ParsedFeed, RichText, Span, Style

RICH = RichText(
    "Un testo con un legame",
    (Span(0, 22, Style.QUOTE), Span(0, 8, Style.BOLD), Span(16, 22, Style.LINK, "https://a.example/")),
)
ARTICLE = Article(
    link="https://site.example/1",
    editions=(Edition(Language("it"), "Titolo", "Sommario", RICH),),
    tags=("a", "b"),
    published_at=datetime(2026, 1, 7, 17, 23, tzinfo=UTC),
    date_only=True,
    author="Anna",
    image="https://site.example/1.jpg",
    signature="redazione",
    disclaimer="nota",
)
ENTRY = Entry(Identity("g", "site.example/1", "titolo 2026-01-07", "f" * 64), ARTICLE, complete=True)
FEED = ParsedFeed("Feed", Language("it"), 60, (ENTRY, ENTRY), dropped=1)
HERE = Publication((Language("it"), Language("en")), "Europe/Rome", None)


def over_the_wire(value: object) -> Any:
    return json.loads(json.dumps(value))


def test_everything_comes_home_the_same() -> None:
    assert wire.feed_answer(over_the_wire({"feed": wire.feed_to_json(FEED)})) == FEED
    assert wire.article_answer(over_the_wire({"article": wire.article_to_json(ARTICLE)})) == ARTICLE
    assert wire.publication_from_json(over_the_wire(wire.publication_to_json(HERE))) == HERE


def test_what_is_missing_comes_home_missing() -> None:
    bare = Article(None, ())
    assert wire.article_from_json(over_the_wire(wire.article_to_json(bare))) == bare
    empty = ParsedFeed("", None, None, ())
    assert wire.feed_from_json(over_the_wire(wire.feed_to_json(empty))) == empty


def test_announced_feeds_come_home() -> None:
    assert wire.feed_answer({"links": ["https://a.example/f"]}) == wire.Announced(("https://a.example/f",))


def test_a_reason_comes_home_as_a_failure() -> None:
    with pytest.raises(Unparsable, match="It is empty"):
        wire.feed_answer({"error": "It is empty.", "links": []})
    with pytest.raises(Unparsable, match="It is empty"):
        wire.article_answer({"error": "It is empty."})


def changed(path: str, value: object) -> Callable[[], object]:
    """The feed's answer with one value replaced."""

    def make() -> object:
        answer = over_the_wire({"feed": wire.feed_to_json(FEED)})
        at = answer
        *steps, last = path.split(".")
        for step in steps:
            at = at[int(step)] if step.isdigit() else at[step]
        at[int(last) if last.isdigit() else last] = value
        return answer

    return make


ARTICLE_AT = "feed.entries.0.article"
TEXT_AT = f"{ARTICLE_AT}.editions.0.text"
HOSTILE: list[tuple[str, object]] = [
    ("feed", None),
    ("feed", []),
    ("feed.title", 3),
    ("feed.title", "\ud800"),
    ("feed.language", "ita"),
    ("feed.language", "<b"),
    ("feed.ttl", -1),
    ("feed.ttl", True),
    ("feed.ttl", 10**12),
    ("feed.dropped", "1"),
    ("feed.entries", {}),
    ("feed.entries.0", "x"),
    ("feed.entries.0.complete", 1),
    ("feed.entries.0.identity", None),
    ("feed.entries.0.identity.fingerprint", None),
    (f"{ARTICLE_AT}.link", "javascript:alert(1)"),
    (f"{ARTICLE_AT}.image", "file:///etc/passwd"),
    (f"{ARTICLE_AT}.tags", [1]),
    (f"{ARTICLE_AT}.published_at", "soon"),
    (f"{ARTICLE_AT}.published_at", "2026-01-07T17:23:00"),
    (f"{ARTICLE_AT}.published_at", "0001-01-01T00:00:00+14:00"),
    (f"{ARTICLE_AT}.date_only", None),
    (f"{ARTICLE_AT}.editions.0.language", "IT"),
    (f"{TEXT_AT}.text", None),
    (f"{TEXT_AT}.spans", [[0, 1, "bold"]]),
    (f"{TEXT_AT}.spans", [[0, 1, "blink", None]]),
    (f"{TEXT_AT}.spans", [[0, 1, [], None]]),
    (f"{TEXT_AT}.spans", [[0, 1, "bold", "https://a.example/"]]),
    (f"{TEXT_AT}.spans", [[0, 1, "link", None]]),
    (f"{TEXT_AT}.spans", [[0, 1, "link", "tg://user?id=1"]]),
    (f"{TEXT_AT}.spans", [[0, 23, "bold", None]]),
    (f"{TEXT_AT}.spans", [[3, 3, "bold", None]]),
    (f"{TEXT_AT}.spans", [[-1, 3, "bold", None]]),
    (f"{TEXT_AT}.spans", [[0, 5, "bold", None], [3, 8, "italic", None]]),
    (f"{TEXT_AT}.spans", [[4, 8, "bold", None], [0, 2, "italic", None]]),
    (f"{TEXT_AT}.spans", [[0, 2, "bold", None], [0, 8, "italic", None]]),
]


@pytest.mark.parametrize(("path", "value"), HOSTILE)
def test_a_hostile_answer_is_refused(path: str, value: object) -> None:
    with pytest.raises(Unparsable):
        wire.feed_answer(changed(path, value)())


@pytest.mark.parametrize(
    "answer", [None, 3, [], {}, {"links": "x"}, {"links": [None]}, {"links": ["ftp://x"]}]
)
def test_an_answer_of_no_known_form_is_refused(answer: object) -> None:
    with pytest.raises(Unparsable):
        wire.feed_answer(answer)


@pytest.mark.parametrize(
    "publication",
    [
        {"languages": [], "zone": "Europe/Rome"},
        {"languages": ["it"], "zone": "Nowhere/Land"},
        {"languages": ["it"], "zone": "../../etc/passwd"},
        {"languages": ["it"]},
        {"languages": "it", "zone": "UTC"},
    ],
)
def test_a_publication_that_cannot_be_is_refused(publication: object) -> None:
    with pytest.raises(Unparsable):
        wire.publication_from_json(publication)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["feed", "title", "entries", "links", "text", "spans"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(JSON)
@settings(max_examples=30, deadline=None)
def test_no_json_makes_another_failure(value: object) -> None:
    for read in (wire.feed_answer, wire.article_answer, wire.entry_from_json, wire.publication_from_json):
        try:
            read(value)
        except Unparsable:
            continue


def test_the_publication_knows_its_default_and_its_clock() -> None:
    assert HERE.default_language == "it"
    assert replace(HERE, zone="UTC").clock_zone.key == "UTC"
