"""The publication's pages and pictures."""

import re
import struct
import zlib

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.emulator.publication import Brief, Publication, Section
from bot.emulator.publication.flags import FLAGS, HEIGHT, WIDTH
from bot.emulator.publication.library import written_briefs
from bot.emulator.publication.pictures import picture

from .conftest import Browser

HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


async def page(browser: Browser, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(await (await browser.get(path)).text())


def lines(html: LexborHTMLParser) -> list[str]:
    return [node.text() for node in html.css(".article-body p")]


@pytest.mark.parametrize("path", ["/publication", "/publication/"])
async def test_the_home_page_announces_the_feeds_and_links_the_articles(
    path: str, browser: Browser, paper: Publication
) -> None:
    home = await page(browser, path)
    feeds = {link.attributes["type"]: link.attributes["href"] for link in home.css("link[rel=alternate]")}
    assert feeds["application/rss+xml"] == paper.feed_url
    assert feeds["application/atom+xml"] == paper.addresses.atom
    assert feeds["application/feed+json"] == paper.addresses.json
    assert len(home.css("ul a")) == 8


async def test_an_article_page_has_the_shape_of_a_multilingual_brief(
    browser: Browser, paper: Publication
) -> None:
    slug = "erasmus-bourse-apprentis"
    article = await page(browser, f"/publication/articles/{slug}")
    body = lines(article)
    marks = [line[:9] for line in body if line.startswith("EU/")]
    assert marks == ["EU/FRA - ", "EU/ENG - ", "EU/ITA - ", "EU/DEU - "]
    assert f"{slug}.png" in body
    assert body[-2] == "analisti associati @piazza-schuman.example*"
    assert body[-1].startswith("*This contribution is not a journalistic article")
    date = article.css_first(".date")
    tags = article.css_first(".tags")
    assert date is not None
    assert tags is not None
    assert date.text() == "07-01-2026 15:23"
    assert tags.text().startswith("Piazza Schuman, erasmus, ")
    assert tags.text().endswith("gennaio-2026,")


async def test_every_section_of_every_brief_reaches_its_page(browser: Browser, paper: Publication) -> None:
    while paper.standing[0].slug != written_briefs()[-1].slug:
        paper.publish_next()
    for brief in written_briefs():
        body = lines(await page(browser, f"/publication/articles/{brief.slug}"))
        for section in brief.sections:
            assert section.mark + section.paragraphs[0] in body
            assert set(section.paragraphs[1:]) <= set(body)


async def test_the_other_headlines_do_not_name_the_article_itself(browser: Browser) -> None:
    article = await page(browser, "/publication/articles/erasmus-bourse-apprentis")
    assert len(article.css(".ticker a")) == 7


async def test_hostile_words_stay_words_on_a_page(browser: Browser, paper: Publication) -> None:
    paper.add(Brief("hostile", HOSTILE, (Section("en", (HOSTILE,)),), HOSTILE, HOSTILE, (HOSTILE,)))
    for path in ("/publication/", "/publication/articles/hostile"):
        html = await page(browser, path)
        assert html.css("script") == []
        assert [image.attributes["src"] for image in html.css("img[onerror], img[src=x]")] == []
    assert f"EU/ENG - {HOSTILE}" in lines(html)


async def test_a_slug_with_odd_characters_has_an_address(browser: Browser, paper: Publication) -> None:
    paper.add(Brief("straße & 50 %/ё", "Odd", (Section("de", ("Ein Satz.",)),)))
    path = paper.addresses.article("straße & 50 %/ё").removeprefix(paper.base_url)
    assert "EU/DEU - Ein Satz." in lines(await page(browser, path))


async def test_a_page_allows_no_script(browser: Browser) -> None:
    response = await browser.get("/publication/articles/erasmus-bourse-apprentis")
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "script-src" not in response.headers["Content-Security-Policy"]


async def test_a_withdrawn_article_is_gone_and_an_unknown_one_was_never_there(
    browser: Browser, paper: Publication
) -> None:
    paper.withdraw("erasmus-bourse-apprentis")
    gone = await browser.get("/publication/articles/erasmus-bourse-apprentis")
    assert gone.status == 410
    assert "ritirato il 07-01-2026 18:23" in await gone.text()
    assert (await browser.get("/publication/articles/never-was")).status == 404
    assert (await browser.get("/publication/pictures/never-was.png")).status == 404


async def test_a_corrected_article_reads_corrected_on_its_page(browser: Browser, paper: Publication) -> None:
    paper.correct("erasmus-bourse-apprentis")
    body = lines(await page(browser, "/publication/articles/erasmus-bourse-apprentis"))
    assert any("45.000 apprendisti" in line for line in body)
    assert "Correction no. 1, 18:23: the editors have amended this text." in body


# Pictures -------------------------------------------------------------------------------------------


def chunks(png: bytes) -> dict[bytes, bytes]:
    found, at = {}, 8
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        data = png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(kind + data)
        found[kind] = data
        at += length + 12
    return found


@pytest.mark.parametrize("slug", ["erasmus-bourse-apprentis", "treni-di-notte-fondo-europeo"])
async def test_a_picture_is_a_png_that_every_viewer_can_read(slug: str, browser: Browser) -> None:
    response = await browser.get(f"/publication/pictures/{slug}.png")
    assert response.content_type == "image/png"
    parts = chunks(await response.read())
    assert struct.unpack(">II5B", parts[b"IHDR"]) == (WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    pixels = zlib.decompress(parts[b"IDAT"])
    assert len(pixels) == HEIGHT * (WIDTH + 1)
    assert max(pixels) < len(parts[b"PLTE"]) // 3 <= 256
    assert parts[b"IEND"] == b""


def test_the_same_slug_gives_the_same_picture_and_others_differ() -> None:
    assert picture.__wrapped__("a") == picture("a")
    assert len({picture(slug) for slug in ("a", "b", "c", "d")}) == 4


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.__name__)
@pytest.mark.parametrize("seed", [bytes(4), bytes([255] * 4), bytes([7, 80, 1, 200])])
def test_a_flag_covers_every_row_with_the_four_colours_it_has(flag: object, seed: bytes) -> None:
    assert callable(flag)
    rule = flag(seed)
    for y in range(HEIGHT):
        first, *others = rule(y)
        assert first[:2] == (0, WIDTH)
        assert all(colour in range(4) for _, _, colour in (first, *others))


def test_no_page_names_another_site() -> None:
    """The name ends in .example, which nobody can register (RFC 2606)."""
    from bot.emulator.publication import masthead, pages

    words = " ".join([masthead.SIGNATURE, masthead.MOTTO, masthead.DISCLAIMER, pages.missing_page()])
    assert re.findall(r"\b(?:https?:|//)\S*", words) == []
