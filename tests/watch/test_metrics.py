"""Metrics: the text format that Prometheus reads."""

import re

from bot.delivery.pace import Pace
from bot.watch.metrics import Gauge, metrics, page
from storage.database import Database
from tests.talking import NOW

SAMPLE = re.compile(r'[a-z_]+(\{[a-z]+="[^"\\\n]*"\})? -?[0-9.e+-]+')


async def test_every_line_is_one_that_prometheus_reads(db: Database) -> None:
    text = await metrics(db, Pace(28.0), now=NOW, halted=None)
    assert text.endswith("\n")
    samples = [line for line in text.splitlines() if not line.startswith("# ")]
    assert len(samples) > 5
    assert [line for line in samples if not SAMPLE.fullmatch(line)] == []


async def test_every_number_has_its_meaning_and_kind_above_it(db: Database) -> None:
    lines = (await metrics(db, Pace(28.0), now=NOW, halted=None)).splitlines()
    named = [line.split()[2] for line in lines if line.startswith("# HELP ")]
    assert len(named) == len(set(named)) > 5
    assert [line.split()[2:] for line in lines if line.startswith("# TYPE ")] == [[n, "gauge"] for n in named]


async def test_the_numbers_are_those_of_the_moment(db: Database) -> None:
    lines = (await metrics(db, Pace(20.0), now=NOW, halted=None)).splitlines()
    assert {"strillone_up 1", "strillone_readers 0", "strillone_doubts 0", "strillone_pace 20"} <= set(lines)
    assert 'strillone_feed_failures{feed="1"} 0' in lines


async def test_a_program_that_is_not_well_is_down(db: Database) -> None:
    text = await metrics(db, Pace(), now=NOW, halted="Unauthorized")
    assert "strillone_up 0\n" in text
    assert "Unauthorized" not in text


def test_numbers_by_label_stand_one_below_the_other() -> None:
    gauge = Gauge("deliveries", "by state", {'state="sent"': 3, 'state="dead"': 0.5})
    assert page([gauge]).splitlines()[2:] == ['deliveries{state="sent"} 3', 'deliveries{state="dead"} 0.5']
