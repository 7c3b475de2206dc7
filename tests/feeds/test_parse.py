"""The spawner: bytes to a short-lived process and values back, however the process behaves."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import process
from bot.errors import Unparsable
from bot.feeds import parse, wire
from bot.feeds.fetch import Fetched
from bot.feeds.parse import AT_ONCE, Parser
from bot.feeds.publication import Publication
from bot.feeds.wire import Announced
from bot.model import Article, Edition, Entry, Identity, Language, ParsedFeed, RichText

NOW = datetime(2026, 1, 7, 18, 23, tzinfo=UTC)
PUBLICATION = Publication((Language("it"), Language("en")), "Europe/Rome", "Pretend")
FETCHED = Fetched(200, "https://site.example/feed?key=secret", b"<rss/>", content_type="text/xml")
ARTICLE = Article("https://site.example/a", (Edition(Language("it"), "Ciao", "", RichText("ciao")),))
ENTRY = Entry(Identity("g", "site.example/a", "ciao", "f"), ARTICLE, False)
FEED = ParsedFeed("Pretend", Language("it"), 300, (ENTRY,))


def program(text: str) -> Sequence[str]:
    """A process that runs a program of Python; `head` and `body` are what it was given."""
    given = (
        "import sys, json, os, time; i = sys.stdin.buffer; head = json.loads(i.readline()); body = i.read()\n"
    )
    return (sys.executable, "-I", "-S", "-c", given + text)


def answering(answer: object) -> Parser:
    return Parser(command=program(f"print({json.dumps(answer)!r})"))


async def reason(parser: Parser) -> str:
    with pytest.raises(Unparsable) as failed:
        await parser.parse_feed(FETCHED, PUBLICATION, NOW)
    return str(failed.value)


async def test_gives_the_feed() -> None:
    parser = answering({"feed": wire.feed_to_json(FEED)})
    assert await parser.parse_feed(FETCHED, PUBLICATION, NOW) == FEED


async def test_gives_the_feeds_that_a_page_announces() -> None:
    parser = answering({"links": ["https://site.example/rss"]})
    assert await parser.parse_feed(FETCHED, PUBLICATION, NOW) == Announced(("https://site.example/rss",))


async def test_gives_the_article() -> None:
    parser = answering({"article": wire.article_to_json(ARTICLE)})
    assert await parser.parse_article(FETCHED, ENTRY, PUBLICATION, NOW) == ARTICLE


async def test_tells_the_process_all_it_must_know() -> None:
    parser = Parser(
        command=program("print(json.dumps({'error': json.dumps(head)[:450] + body.decode(), 'links': []}))")
    )
    said = await reason(parser)
    assert '{"op": "feed", "url": "https://site.example/feed?key=secret", "content_type": "text/xml"' in said
    assert '"publication": {"languages": ["it", "en"], "zone": "Europe/Rome", "name": "Pretend"}' in said
    assert '"now": "2026-01-07T18:23:00+00:00"' in said
    assert said.endswith("<rss/>")


async def test_hands_over_the_entry_whose_page_it_is() -> None:
    parser = Parser(command=program("print(json.dumps({'article': head['entry']['article']}))"))
    assert await parser.parse_article(FETCHED, ENTRY, PUBLICATION, NOW) == ARTICLE


async def test_tells_the_process_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "1:secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://secret")
    parser = Parser(command=program("print(json.dumps({'error': ' '.join(sorted(os.environ))}))"))
    said = await reason(parser)
    assert "PATH" in said
    assert "BOT_TOKEN" not in said
    assert "PROXY" not in said


async def test_names_the_feed_and_not_its_secret() -> None:
    said = await reason(answering({"error": "it is a picture."}))
    assert said == "https://site.example/feed?… cannot be read: it is a picture."


MISBEHAVING = {
    "fails": ("sys.exit(3)", "the process that reads it failed (exit code 3)"),
    "crashes": ("os.abort()", "failed (signal 6)"),
    "is killed": ("os.kill(os.getpid(), 9)", "too much computing or memory"),
    "runs out of CPU": ("os.kill(os.getpid(), 24)", "too much computing or memory"),
    "says nothing": ("", "without an answer"),
    "says half": ("print('{\"feed\": {')", "without an answer"),
    "says no text": ("sys.stdout.buffer.write(bytes([255,254,0]))", "without an answer"),
    "says a number": ("print(7)", "expected an object"),
    "says nonsense": ("print('{\"feed\": []}')", "expected an object"),
    "nests": ("print('[' * 100_000)", "without an answer"),
    "nests widely": ("print('[' * 200_000)", "too many places"),
    "writes without end": ("while True: sys.stdout.write('a' * 9999)", "too much in it"),
    "complains without end and then answers": (
        "sys.stderr.write('a' * 999_999); print(7)",
        "expected an object",
    ),
}


@pytest.mark.parametrize(("text", "words"), MISBEHAVING.values(), ids=MISBEHAVING)
async def test_a_process_that_misbehaves_is_a_reason_in_words(text: str, words: str) -> None:
    assert words in await reason(Parser(command=program(text), largest=1_000_000))


async def test_a_large_answer_is_read_as_well() -> None:
    article = Article(None, (Edition(Language("it"), "t", "", RichText("à" * 700_000)),))
    before = json.dumps({"article": wire.article_to_json(replace(article, editions=()))})
    edition = json.dumps(wire.edition_to_json(Edition(Language("it"), "t", "", RichText("LONG"))))
    parser = Parser(
        command=program(
            f"said = {before!r}.replace('[]', '[' + {edition!r} + ']', 1).replace('LONG', 'à' * 700_000)\n"
            "sys.stdout.buffer.write(said.encode())"
        )
    )
    assert await parser.parse_article(FETCHED, ENTRY, PUBLICATION, NOW) == article


def assert_no_process_is_left() -> None:
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def sleeper(note: Path) -> Sequence[str]:
    """A process that says to a named pipe that it runs, and then does not end."""
    os.mkfifo(note)
    return program(f"open({str(note)!r}, 'w').close()\ntime.sleep(60)")


async def test_a_process_that_hangs_is_killed() -> None:
    parser = Parser(command=program("time.sleep(60)"), seconds=0.05)
    assert "longer than 0.05 seconds" in await reason(parser)
    assert_no_process_is_left()


async def test_a_process_is_killed_when_nobody_waits_for_it_any_more(tmp_path: Path) -> None:
    parser = Parser(command=sleeper(tmp_path / "runs"))
    asking = asyncio.ensure_future(parser.parse_feed(FETCHED, PUBLICATION, NOW))
    await asyncio.to_thread((tmp_path / "runs").read_text)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert_no_process_is_left()


def processes() -> int:
    """How many processes this one has started that still live (Linux tells)."""
    lists = Path("/proc/self/task").glob("*/children")
    return sum(len(one.read_text().split()) for one in lists)


@pytest.mark.skipif(not list(Path("/proc/self/task").glob("*/children")), reason="needs Linux to count by")
async def test_a_third_process_waits_for_its_turn(tmp_path: Path) -> None:
    for name in "012":
        os.mkfifo(tmp_path / name)
    parser = Parser(command=program(f"open({str(tmp_path)!r} + '/' + head['url'][-1], 'w')\ntime.sleep(60)"))
    asking = [
        asyncio.ensure_future(parser.parse_feed(Fetched(200, f"https://site.example/{at}"), PUBLICATION, NOW))
        for at in range(3)
    ]
    await asyncio.gather(*(asyncio.to_thread((tmp_path / name).read_text) for name in "01"))
    assert processes() == AT_ONCE
    asking[0].cancel()
    await asyncio.to_thread((tmp_path / "2").read_text)
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    assert_no_process_is_left()


async def test_a_process_that_does_not_listen_is_heard_all_the_same() -> None:
    deaf = (sys.executable, "-I", "-S", "-c", "print('{\"links\": []}')")
    large = Fetched(200, FETCHED.url, bytes(3_000_000))
    assert await Parser(command=deaf).parse_feed(large, PUBLICATION, NOW) == Announced(())


async def test_a_command_that_does_not_exist_raises() -> None:
    with pytest.raises(FileNotFoundError):
        await process.run(("/nowhere/at-all",), (), folder=Path("/"), seconds=1, largest=1)


def test_the_process_is_this_pythons_and_finds_this_package() -> None:
    assert (sys.executable, "-m", "bot.feeds.child") == parse.CHILD
    assert (parse.FOLDER / "bot" / "feeds").is_dir()
