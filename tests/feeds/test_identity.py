"""How an entry is known again, and what counts as a change of it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.feeds.child.bounds import cut
from bot.feeds.child.identity import fingerprint, identity_of, link_key, title_key
from bot.model import Edition, Language, RichText, Span, Style

ROME = ZoneInfo("Europe/Rome")
LATE = datetime(2026, 1, 7, 23, 30, tzinfo=UTC)


def edition(title: str = "Titolo", standfirst: str = "", text: RichText | str = "Testo") -> Edition:
    return Edition(Language("it"), title, standfirst, RichText(text) if isinstance(text, str) else text)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.site.example/a",
        "http://site.example/a/",
        "https://SITE.example:443/a#top",
        "https://site.example/a?utm_source=rss&utm_medium=feed",
        "https://site.example/a?fbclid=x&xtor=RSS-1",
    ],
)
def test_one_page_has_one_key(link: str) -> None:
    assert link_key(link) == "site.example/a"


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("https://site.example/?p=12", "site.example?p=12"),
        ("https://site.example/a?id=1&utm_source=x&b=", "site.example/a?id=1&b="),
        ("https://site.example:8080/a", "site.example:8080/a"),
        ("https://site.example/A", "site.example/A"),
        (None, None),
        ("", None),
        ("mailto:a@b.example", None),
        ("https://[", None),
    ],
)
def test_two_pages_have_two(link: str | None, key: str | None) -> None:
    assert link_key(link) == key


def test_a_query_of_hundreds_of_fields_is_kept_whole() -> None:
    query = "&".join(f"a{number}=1" for number in range(150))
    assert link_key(f"https://site.example/?{query}") == f"site.example?{query}"


def test_the_title_key_is_the_words_and_the_publications_day() -> None:
    assert title_key("L’Unione, oggi!", LATE, ROME) == "l-unione-oggi 2026-01-08"
    assert title_key("L'UNIONE OGGI", LATE, ROME) == title_key("L’Unione, oggi!", LATE, ROME)
    assert title_key("Titolo", None, ROME) is None
    assert title_key("…", LATE, ROME) is None


def test_the_fingerprint_is_of_what_a_reader_sees() -> None:
    before = fingerprint([edition(text="Un testo  qui.\n")])
    assert before == fingerprint([edition(text=RichText("Un testo qui.", (Span(0, 2, Style.BOLD),)))])
    for changed in (
        edition("Altro"),
        edition(standfirst="x"),
        edition(text="Un testo là."),
        edition(text="un testo qui."),
    ):
        assert fingerprint([changed]) != before
    assert fingerprint([edition("ab", "c")]) != fingerprint([edition("a", "bc")])
    assert fingerprint([edition(), edition()]) != fingerprint([edition()])
    assert len(fingerprint([edition("\ud800")])) == 64


def test_an_entry_has_the_keys_that_it_can_give() -> None:
    bare = identity_of(guid=" ", link=None, editions=(), published_at=None, zone=ROME)
    assert (bare.guid, bare.link, bare.title) == (None, None, None)
    full = identity_of(
        guid=" g ", link="https://s.example/1", editions=(edition(),), published_at=LATE, zone=ROME
    )
    assert (full.guid, full.link, full.title) == ("g", "s.example/1", "titolo 2026-01-08")


def test_what_is_cut_ends_at_a_word() -> None:
    assert cut("una frase lunga", 12) == "una frase…"
    assert cut("x" * 20, 10) == "x" * 9 + "…"
    assert cut("breve", 10) == "breve"
