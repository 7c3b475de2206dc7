"""Pages as found in the world, in words of our own, and the articles they become."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.feeds.child.article import read_article
from bot.feeds.publication import Publication
from bot.feeds.wire import article_from_json, article_to_json
from bot.model import Article, Entry, Language, RichText
from tests.feeds.written_feeds import HERE, LONG, NOW, entry_of, rss

SAMPLES = Path(__file__).parent.parent / "data" / "articles"
TITLES = {
    "lines": "A port fund for small islands opens in spring",
    "semantic": "Un canal rouvre entre deux fleuves",
    "unknown": "Orchards return to the old railway",
}
QUADRANTE = Publication(HERE.languages, HERE.zone, "Il Quadrante")


def entry(title: str, rest: str = "") -> Entry:
    return entry_of(rss(f"<title>{title}</title><link>https://site.example/news/1</link>{rest}"))


def read(page: str | bytes, of: Entry, publication: Publication = QUADRANTE) -> Article:
    body = page.encode() if isinstance(page, str) else page
    return read_article(
        body,
        of,
        url="https://site.example/news/1",
        content_type="text/html",
        publication=publication,
        now=NOW,
    )


@pytest.mark.parametrize("name", TITLES)
def test_a_page_becomes_its_article(name: str) -> None:
    expected = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    found = read((SAMPLES / f"{name}.html").read_bytes(), entry(TITLES[name]))
    assert article_to_json(found) == expected
    assert article_from_json(expected) == found


def test_every_sample_has_its_test() -> None:
    assert {path.stem for path in SAMPLES.iterdir()} == TITLES.keys()


def test_the_same_page_in_paragraphs_or_with_breaks_becomes_the_same() -> None:
    html = (SAMPLES / "lines.html").read_text("utf-8")
    expected = read(html, entry(TITLES["lines"]))
    for opening, closing in (("<p>", "</p>"), ("", "<br>"), ("<section><p><span>", "</span></p></section>")):
        other = html.replace("<div>", opening).replace("</div>", closing)
        assert [e.text.text for e in read(other, entry(TITLES["lines"])).editions] == [
            e.text.text for e in expected.editions
        ]


def test_what_the_page_lacks_stays_as_the_feed_had_it() -> None:
    mine = entry(
        "Titolo",
        "<pubDate>07-01-2026 18:23</pubDate><author>Anna</author><category>Mare</category>"
        "<enclosure url='/f.jpg' type='image/jpeg'/>"
        "<description>Un sommario del giornale di oggi.</description>",
    )
    for page in ("", "<html><body><p>Accetta i cookie</p></body></html>", b"\x00\xff", "<p>" * 40_000):
        assert read(page, mine) == mine.article


def test_a_page_with_less_text_than_the_feed_gives_no_text() -> None:
    mine = entry("Titolo", f"<description>{LONG * 3}</description>")
    page = f"<html><body><article><h1>Titolo</h1><p>{LONG}</p></article></body></html>"
    assert read(page, mine).editions == mine.article.editions


def test_a_day_alone_is_completed_by_the_page() -> None:
    mine = entry("Titolo", "<pubDate>05/03/2026</pubDate>")
    page = "<html><body><h1>Titolo</h1><time datetime='2026-03-05'></time>"
    page += f"<div>Titolo</div><div>05-03-2026 17:40</div><p>{LONG}</p></body></html>"
    found = read(page, mine)
    assert (found.published_at, found.date_only) == (datetime(2026, 3, 5, 16, 40, tzinfo=UTC), False)
    assert found.editions[0].text.text == LONG.strip()
    assert read(page.replace(" 17:40", ""), mine).date_only


def test_a_moment_of_the_feed_is_kept() -> None:
    mine = entry("Titolo", "<pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate>")
    page = f'<meta property="article:published_time" content="2026-03-01T00:00:00Z"><article>{LONG}</article>'
    assert read(page, mine).published_at == datetime(2026, 3, 5, 10, tzinfo=UTC)


def test_a_description_that_repeats_the_text_is_no_standfirst() -> None:
    page = f"<meta name=description content='{LONG[:80]}…'><article><p>{LONG}</p></article>"
    assert read(page, entry("Titolo")).editions[0].standfirst == ""
    other = f"<meta name=description content='Tutt&#39;altro sommario.'><article><p>{LONG}</p></article>"
    assert read(other, entry("Titolo")).editions[0].standfirst == "Tutt'altro sommario."


def test_sections_outside_the_elements_that_hold_articles_are_found() -> None:
    marked = "<div>EU/ENG - The fund opens.</div><div>EU/ITA - Il fondo apre.</div>"
    page = f"<article><p>{LONG}</p></article>{marked}"
    found = read(page, entry("Titolo"))
    assert [(e.language, e.text.text) for e in found.editions] == [
        ("en", "The fund opens."),
        ("it", "Il fondo apre."),
    ]


def test_a_title_cut_out_of_the_text_gives_way_to_the_pages() -> None:
    mine = entry("", f"<description>{LONG}</description>")
    edition = replace(mine.article.editions[0], title="Una frase…")
    cut = replace(mine, article=replace(mine.article, editions=(edition,)))
    page = f"<title>Sito</title><h1>Il titolo vero</h1><article>{LONG * 2}</article>"
    assert read(page, cut).editions[0].title == "Il titolo vero"


def test_a_page_that_is_no_html_changes_nothing() -> None:
    mine = entry("Titolo", "<description>In breve.</description>")
    assert read(b"%PDF-1.7\n" + bytes(range(256)) * 20, mine).editions == mine.article.editions


@pytest.mark.parametrize(
    "data", ["{", "[[" * 50_000, '{"@type": "Article", "author": [[["x"]]], "image": 3}', "null"]
)
def test_odd_json_ld_is_passed_over(data: str) -> None:
    page = f"<script type='application/ld+json'>{data}</script><article>{LONG}</article>"
    assert read(page, entry("Titolo")).editions[0].text.text == LONG.strip()


def test_an_entry_without_editions_gets_the_pages() -> None:
    mine = entry("Titolo")
    bare = replace(mine, article=replace(mine.article, editions=()))
    found = read(f"<h1>Titolo</h1><article>{LONG}</article>", bare)
    assert [(e.language, e.title) for e in found.editions] == [(Language("it"), "Titolo")]
    assert found.editions[0].text == RichText(LONG.strip())
