"""Feeds as other projects keep them for their tests: none crashes, each gives entries or a reason.

They belong to their publishers and are read where they are; without them these tests are skipped.
`STRILLONE_SHARED` names the folder that holds `data/feeds`; else it is looked for beside the project.
"""

import os
from pathlib import Path

import pytest

from bot.feeds.child.feed import read_feed
from bot.feeds.wire import Announced, feed_from_json, feed_to_json
from bot.model import ParsedFeed
from tests.feeds.written_feeds import HERE, NOW

BESIDE = Path(__file__).parent.parent.parent.parent / "shared"
FEEDS = Path(os.environ.get("STRILLONE_SHARED", BESIDE)) / "data" / "feeds"
FILES = sorted(path for path in FEEDS.rglob("*") if path.is_file() and path.stat().st_size < 120_000)

pytestmark = pytest.mark.skipif(not FILES, reason=f"there are no feeds in {FEEDS}")


def name_of(path: Path) -> str:
    return str(path.relative_to(FEEDS))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_gives_entries_or_a_reason(path: Path) -> None:
    found = read_feed(
        path.read_bytes(), url="https://site.example/feed", content_type="", publication=HERE, now=NOW
    )
    if isinstance(found, ParsedFeed):
        assert feed_from_json(feed_to_json(found)) == found
        assert all(entry.article.editions[0].title for entry in found.entries)
    elif isinstance(found, Announced):
        assert all(link.startswith("http") for link in found.links)
    else:
        assert found.reason.endswith(".")


NASTY = {
    "rss-parser/test/input/uolNoticias.rss": 15,
    "miniflux/internal/reader/encoding/testdata/koi8r.xml": 2,
    "miniflux/internal/reader/encoding/testdata/invalid-prolog.xml": 1,
    "simplepie/tests/data/feed-utf16be.xml": 1,
    "simplepie/tests/data/feed-utf16le.xml": 1,
    "feed-rs/feed-rs/fixture/rss2/rss_2.0_ilmessaggero.xml": 1,
    "feed-rs/feed-rs/fixture/rss2/rss_2.0_ilgiornale.xml": 1,
}


@pytest.mark.parametrize(("name", "entries"), NASTY.items())
def test_the_nastiest_give_all_their_entries(name: str, entries: int) -> None:
    found = read_feed(
        (FEEDS / name).read_bytes(), url="https://site.example/f", content_type="", publication=HERE, now=NOW
    )
    assert isinstance(found, ParsedFeed)
    assert len(found.entries) == entries
    assert not any("\ufffd" in entry.article.editions[0].title for entry in found.entries)
