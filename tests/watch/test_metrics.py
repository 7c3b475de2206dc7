"""Metrics: the text format that Prometheus reads."""

import re
from dataclasses import replace
from datetime import timedelta

from bot.model import Feed, FeedId, Lane
from bot.outlook import Health, Running
from bot.watch.metrics import metrics
from tests.places import COPY
from tests.talking import NOW

SAMPLE = re.compile(r'[a-z_]+(\{[a-z]+="[^"\\\n]*"\})? -?[0-9.e+-]+')
RUN = Running("1.0", NOW - timedelta(days=9), NOW, 80_000_123, 20.0, 29.0, None, 3)
WELL = Health((), readers=0, briefs=2, feeds=1, waiting=0, lanes={Lane.BRIEF: 7}, running=RUN)
FEED = Feed(FeedId(1), "https://example.org/feed.xml", "https://example.org/feed.xml", NOW)


def lines(state: Health = WELL) -> list[str]:
    return metrics(state, totals={"sent": 1_234_567}, feeds=[FEED]).splitlines()


def test_every_line_is_one_that_prometheus_reads() -> None:
    assert metrics(WELL, totals={}, feeds=[]).endswith("\n")
    samples = [line for line in lines() if not line.startswith("# ")]
    assert len(samples) > 10
    assert [line for line in samples if not SAMPLE.fullmatch(line)] == []


def test_every_number_has_its_meaning_and_kind_above_it() -> None:
    named = [line.split()[2] for line in lines() if line.startswith("# HELP ")]
    assert len(named) == len(set(named)) > 10
    assert [line.split()[2:] for line in lines() if line.startswith("# TYPE ")] == [
        [n, "gauge"] for n in named
    ]


def test_the_numbers_are_those_of_the_moment() -> None:
    assert {
        "strillone_up 1",
        "strillone_paused 0",
        "strillone_readers 0",
        "strillone_doubts 0",
        "strillone_pace 20",
        "strillone_memory_bytes 80000123",
        "strillone_uptime_seconds 777600",
        'strillone_lane_waiting{lane="brief"} 7',
        'strillone_deliveries{state="sent"} 1234567',
        'strillone_feed_failures{feed="1"} 0',
    } <= set(lines())


def test_a_copy_that_waits_to_be_adopted_is_down_and_paused() -> None:
    paused = replace(WELL, copy=COPY, problems=("paused",))
    assert {"strillone_up 0", "strillone_paused 1"} <= set(lines(paused))
