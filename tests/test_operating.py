"""docs/operating.md is true: its figures are those of /metrics, and its numbers those of the program."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot import counting
from bot.broadcasting import launching, timing
from bot.delivery import absence, rate, sender
from bot.feeds import standing
from bot.front import WEBHOOK
from bot.model import announcement
from bot.outlook import Health, Running
from bot.standby import LOOK, LOOKS
from bot.watch import airing
from bot.watch.metrics import metrics
from storage import albums
from tests.worked_examples import ROOT

DOCUMENT = (ROOT / "docs" / "operating.md").read_text("utf-8")
WORDS = " ".join(DOCUMENT.split())
NOW = datetime(2026, 1, 7, 17, 30, tzinfo=UTC)


def test_its_figures_are_those_of_the_page() -> None:
    running = Running("1", NOW, NOW, memory=0, rate=28.0, ceiling=29.0, bulk_until=None, chats=0)
    page = metrics(Health((), readers=0, briefs=0, feeds=0, waiting=0, running=running), totals={}, feeds=())
    given = re.findall(r"^# HELP (\w+) (.+)$", page, re.MULTILINE)
    assert len(given) > 10
    assert re.findall(r"^\| `(strillone_\w+)` \| (.+) \|$", DOCUMENT, re.MULTILINE) == given


@pytest.mark.parametrize(
    ("says", "holds", "meant"),
    [
        ("waits up to 20 seconds for what is on the wire", sender.DRAIN, 20),
        ("Within six hours after they were told", standing.CALM, timedelta(hours=6)),
        ("only when that has lasted for half an hour", standing.LASTING, timedelta(minutes=30)),
        ("hear of a failure after two looks in a row", standing.PATIENCE, 2),
        ("Who opened what is kept for 90 days", counting.KEPT, timedelta(days=90)),
        ("only when nobody has fetched them for half a minute", LOOK * LOOKS, 30),
        ("for two hours or more, briefs that should have gone out", absence.LATE, timedelta(hours=2)),
        ("whose time passed by more than two hours", launching.LATE, timedelta(hours=2)),
        ("remembers for ten minutes what it took", rate.REMEMBERED, 600),
        ("leaves at least 30 seconds", timing.UNDO, timedelta(seconds=30)),
        ("brought up every three seconds at most", airing.REST, 3),
        (
            "what is younger than two days is deleted",
            announcement.DELETABLE,
            timedelta(days=2) - timedelta(minutes=2),
        ),
        ("the messages that the bot saw in the last two days", albums.KEPT_FOR, timedelta(days=2)),
        ("posts to `WEBHOOK_URL` + `/telegram`", WEBHOOK, "/telegram"),
    ],
)
def test_its_numbers_are_those_of_the_program(says: str, holds: object, meant: object) -> None:
    assert says in WORDS
    assert holds == meant


def test_a_service_is_given_longer_to_end_than_the_program_takes() -> None:
    (seconds,) = re.findall(r"TimeoutStopSec=(\d+)", DOCUMENT)
    assert int(seconds) > sender.DRAIN
