"""The short-lived process: what it answers, and that it cannot take more than it may."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.feeds import wire
from bot.feeds.child import answering as child
from bot.feeds.child import bounds
from bot.model import ParsedFeed
from tests.feeds.written_feeds import HERE, LONG, entry_of, rss

ROOT = Path(__file__).parent.parent.parent


def header(op: str, **more: object) -> bytes:
    question: dict[str, object] = {
        "op": op,
        "url": "https://site.example/feed",
        "content_type": "application/rss+xml",
        "publication": wire.publication_to_json(HERE),
        "now": "2026-09-01T12:00:00+00:00",
    }
    return json.dumps(question | more).encode()


def test_answers_with_a_feed() -> None:
    found = wire.feed_answer(child.answer(header("feed"), rss("<title>x</title>").encode()))
    assert isinstance(found, ParsedFeed)
    assert found.entries[0].article.editions[0].title == "x"


def test_answers_with_the_feeds_that_a_page_announces() -> None:
    page = b"<html><link rel=alternate type=application/rss+xml href=/f>"
    assert child.answer(header("feed"), page) == {"links": ["https://site.example/f"]}


def test_answers_with_a_reason() -> None:
    assert child.answer(header("feed"), b"") == {"error": "The answer is empty.", "links": []}


def test_answers_with_an_article() -> None:
    entry = entry_of(rss("<title>x</title><link>/1</link>"))
    question = header("article", entry=wire.entry_to_json(entry))
    found = wire.article_answer(child.answer(question, f"<article>{LONG}</article>".encode()))
    assert found.editions[0].text.text == LONG.strip()


@pytest.mark.parametrize(
    "question",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        header("dance"),
        header("article"),
        header("feed", now="soon"),
        header("feed", url=None),
        header("feed", publication={}),
    ],
)
def test_a_question_that_cannot_be_understood_is_answered_with_an_error(question: bytes) -> None:
    answer = child.answer(question, b"")
    assert answer["error"]
    assert answer["links"] == []


def run(question: bytes, body: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot.feeds.child"],
        input=question + b"\n" + body,
        capture_output=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        check=False,
        timeout=30,
    )


def test_the_process_answers_on_its_output_and_says_nothing_else() -> None:
    done = run(header("feed"), rss("<title>Perché</title>").encode())
    assert (done.returncode, done.stderr) == (0, b"")
    found: Any = json.loads(done.stdout)
    assert found["feed"]["entries"][0]["article"]["editions"][0]["title"] == "Perché"


@pytest.mark.parametrize(
    "item",
    [
        "<title>Lisbona, cinque firme</title><description>I governi di cinque Paesi hanno firmato la carta"
        " dei porti, che entra in vigore a maggio per le navi e per i traghetti.</description>",
        "<title>Power grid joins shared reserve</title><content:encoded><![CDATA["
        "<p>EU/ENG - The ministers agreed on the reserve of the winter.</p><p>It is the first of a kind.</p>"
        "<p>EU/ITA - I ministri hanno deciso la riserva per l'inverno.</p><p>È la prima di questo tipo.</p>"
        "]]></content:encoded>",
    ],
)
def test_where_words_are_plain_no_detector_is_loaded(item: str) -> None:
    """It takes longer than all the rest, and for each look at a feed."""
    environment = {"PYTHONPROFILEIMPORTTIME": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "bot.feeds.child"],
        input=header("feed") + b"\n" + rss(f"<link>/1</link>{item}").encode(),
        capture_output=True,
        env={**os.environ, **environment},
        check=True,
    )
    assert isinstance(wire.feed_answer(json.loads(done.stdout)), ParsedFeed)
    assert b"feedparser" in done.stderr
    assert b"py3langid" not in done.stderr


def test_the_process_binds_itself() -> None:
    """Its limits, read in a process that has set them as the child does."""
    names = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_NOFILE", "RLIMIT_CORE")
    program = (
        "import json, resource; from bot.feeds.child.answering import limit; limit(); "
        f"print(json.dumps([resource.getrlimit(getattr(resource, name)) for name in {names!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=True, timeout=30
    )
    most = (bounds.MEMORY_BYTES, bounds.CPU_SECONDS, bounds.FILES, 0)
    for limits, wanted in zip(json.loads(done.stdout), most, strict=True):
        assert limits[0] == limits[1] <= wanted


def test_too_much_memory_ends_in_a_reason_or_in_its_end() -> None:
    program = (
        "import sys; from bot.feeds.child import answering as child, bounds; "
        "bounds.MEMORY_BYTES = 120 << 20; child.limit(); "
        "print(child.answer(sys.stdin.buffer.readline(), b'<rss>' + b'<x>y</x>' * (40 << 20))['error'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=header("feed") + b"\n",
        capture_output=True,
        cwd=ROOT,
        check=False,
        timeout=30,
    )
    assert done.returncode != 0 or b"memory" in done.stdout
