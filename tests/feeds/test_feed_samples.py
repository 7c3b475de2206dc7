"""Feeds with a quirk, each a file as its publisher wrote it, beside what its entries become.

`tests/data/feeds/<name>.json` has an object for each entry, with the fields that the quirk is about.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.feeds.child.feed import read_feed
from bot.feeds.wire import article_to_json
from bot.model import ParsedFeed
from tests.feeds.written_feeds import HERE

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
SAMPLES = Path(__file__).parent.parent / "data" / "feeds"
NAMES = sorted(path.stem for path in SAMPLES.iterdir() if path.suffix != ".json")


def entries_of(sample: Path) -> list[dict[str, Any]]:
    """The articles of its entries, with the first edition's fields among theirs."""
    found = read_feed(
        sample.read_bytes(), url="https://site.example/feed", content_type="", publication=HERE, now=NOW
    )
    assert isinstance(found, ParsedFeed)
    articles = [article_to_json(entry.article) for entry in found.entries]
    return [{**article, **article["editions"][0]} for article in articles]


@pytest.mark.parametrize("name", NAMES)
def test_a_feed_becomes_what_stands_beside_it(name: str) -> None:
    (sample,) = (path for path in SAMPLES.glob(f"{name}.*") if path.suffix != ".json")
    expected = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    found = entries_of(sample)
    assert len(found) == len(expected)
    assert [
        {key: entry[key] for key in want} for entry, want in zip(found, expected, strict=True)
    ] == expected


def test_every_sample_has_what_it_becomes() -> None:
    assert NAMES
    assert {path.stem for path in SAMPLES.glob("*.json")} == set(NAMES)
