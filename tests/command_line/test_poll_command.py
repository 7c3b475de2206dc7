"""`python -m bot poll`: one look at feeds, printed; nothing is stored, nothing is sent."""

from pathlib import Path

from tests.command_line.conftest import Run
from tests.feeds.pretend_site import answer, pretend_site
from tests.programs import left_in

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Prova</title><language>it</language>
<item><title>Vertice a Parma</title><link>https://example.org/vertice?utm_source=rss</link><guid>v-1</guid>
<pubDate>Wed, 07 Jan 2026 18:23:00 +0100</pubDate><category>ucraina</category>
<description>I ministri si sono riuniti ieri per parlare di difesa e di energia.</description></item>
<item><title>Secondo &#27;[31m brief</title><link>https://example.org/secondo</link>
<description>Il Parlamento ha votato una risoluzione sulla pesca nel Mediterraneo.</description></item>
</channel></rss>"""
EMPTY = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Vuoto</title></channel></rss>'
HERE = {"ALLOW_PRIVATE_HOSTS": "true"}


async def test_prints_one_object_a_brief(run: Run, folder: Path) -> None:
    async with pretend_site() as site:
        site.answers["/feed"] = answer(FEED, Content_Type="application/rss+xml")
        done = await run("poll", "--json", f"{site.url}/feed", **HERE)
    assert (done.code, done.err) == (0, "")
    first, second = done.objects
    assert first == {
        "feed": f"{site.url}/feed",
        "id": "v-1",
        "published": "2026-01-07T17:23:00+00:00",
        "languages": ["it"],
        "title": "Vertice a Parma",
        "topics": ["Ucraina"],
        "link": first["link"],
    }
    assert str(first["link"]).startswith("https://example.org/vertice")
    assert second["published"] is None
    assert second["id"]
    assert left_in(folder) == []


async def test_prints_for_people_too_and_lets_no_feed_steer_their_terminal(run: Run) -> None:
    async with pretend_site() as site:
        site.answers["/feed"] = answer(FEED, Content_Type="application/rss+xml")
        done = await run("poll", f"{site.url}/feed", **HERE)
    assert done.code == 0
    assert done.out.splitlines()[:3] == [
        f"{site.url}/feed",
        "  Prova: 2 entries",
        "  2026-01-07 18:23  [it] Vertice a Parma  (Ucraina)",
    ]
    assert "\x1b" not in done.out


async def test_a_feed_that_fails_gives_its_reason_and_the_next_ones_are_looked_at(run: Run) -> None:
    async with pretend_site() as site:
        site.answers["/feed"] = answer(EMPTY, Content_Type="application/rss+xml")
        done = await run("poll", "--json", f"{site.url}/gone", f"{site.url}/feed", **HERE)
    assert done.code == 1
    failed, empty = done.objects
    assert failed["feed"] == f"{site.url}/gone"
    assert "404" in str(failed["error"])
    assert empty == {"feed": f"{site.url}/feed", "note": "a feed without entries"}


async def test_a_private_address_is_refused_unless_it_is_meant(run: Run) -> None:
    done = await run("poll", "http://127.0.0.1/feed")
    assert done.code == 1
    assert done.out.startswith("http://127.0.0.1/feed\n  ")
    assert "Set ALLOW_PRIVATE_HOSTS=true if it is meant." in done.out


async def test_what_is_no_address_is_a_failure_in_words(run: Run) -> None:
    done = await run("poll", "ftp://example.org/feed", "file:///etc/passwd")
    assert done.code == 1
    assert done.out.count("\n  ") == 2
    assert "ALLOW_PRIVATE_HOSTS" not in done.out
