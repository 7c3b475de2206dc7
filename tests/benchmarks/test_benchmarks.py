"""The benchmarks still run: each quantity once, with sizes that show nothing else."""

import asyncio

import pytest

from tests.benchmarks import quantities, sending
from tests.benchmarks.__main__ import measured, merged
from tests.benchmarks.contenders import raw
from tests.benchmarks.pipeline import ours
from tests.benchmarks.promptness import first
from tests.benchmarks.row import Row, Spread, spread
from tests.benchmarks.sizes import SMALL
from tests.benchmarks.turnstile import turnstile
from tests.benchmarks.year import year


async def test_the_floor_and_the_pipeline_send_what_they_say() -> None:
    async with turnstile() as telegram:
        await raw(telegram.url, 30, 5)
        assert len(telegram.arrivals) == 35
        found = await ours(telegram.url, 40, 8)
    assert found["cpu"] > 0
    assert len({one.chat_id for one in telegram.arrivals[35:]}) >= 40


async def test_a_turnstile_refuses_what_comes_too_fast() -> None:
    async with turnstile(rate=10) as telegram:
        await raw(telegram.url, 20, 5)
    assert [one.is_taken for one in telegram.arrivals] == [True] * 10 + [False] * 15


@pytest.mark.parametrize(
    ("measure", "sizes"),
    [("fan_out", {"readers": 20}), ("wave", {"readers": 20}), ("search", {"briefs": 20})],
)
async def test_quantities_are_found_out(measure: str, sizes: dict[str, int]) -> None:
    found = await getattr(quantities, measure)(**sizes)
    assert all(value > 0 for value in found.values())


async def test_the_first_call_for_a_brief_is_timed() -> None:
    found = await first(readers=20, briefs=1)
    assert 0 < found["middle"] < 30_000


async def test_a_year_passes_through_the_packing() -> None:
    found = await year(readers=20, days=95, briefs=1)
    assert 0 < found["size"] < 5
    assert found["packing"] <= found["worst"]


def test_a_row_without_a_bound_is_there_to_compare_with() -> None:
    row = Row("a raw POST", "ms", spread([2.0]), None)
    assert row.is_reached
    assert row.target == "—"
    assert "MISSED" not in str(row)


def test_senders_are_compared_round_by_round() -> None:
    found = {
        sending.OURS.name: [{"cpu": 2.0, "rate": 30.0}, {"cpu": 4.0, "rate": 20.0}],
        sending.RAW.name: [{"cpu": 1.0, "rate": 60.0}, {"cpu": 2.0, "rate": 10.0}],
    }
    assert sending.ratios(found, sending.OURS, sending.RAW, "cpu") == [2.0, 2.0]
    rows = sending.side_by_side(found, [sending.OURS])
    assert [(row.unit, row.found.middle, row.bound) for row in rows] == [("ms", 3000, None), ("/s", 25, None)]


def test_what_is_measured_anew_takes_its_old_place() -> None:
    old = [{"name": "a", "unit": ""}, {"name": "b", "unit": ""}]
    new = [{"name": "c", "unit": "s"}, {"name": "b", "unit": "s"}]
    assert merged(old, new) == [old[0], new[1], new[0]]


async def test_what_cannot_be_measured_is_named_and_stops_nothing() -> None:
    async def broken(_: object) -> list[Row]:
        raise OSError("no such machine")

    async def sound(_: object) -> list[Row]:
        await asyncio.sleep(0)
        return [Row("a", "s", spread([1.0]), 2)]

    rows, failed = await measured({"broken": broken, "sound": sound}, SMALL)
    assert ([row.name for row in rows], failed) == (["a"], ["broken"])


def test_a_row_says_whether_it_is_reached_by_its_middle() -> None:
    found = Spread(1.0, 2.0, 9.0)
    assert "2 (1–9)" in str(Row("x", "s", found, 2.0))
    assert Row("x", "s", found, 2.0).is_reached
    assert not Row("x", "s", found, 1.9).is_reached
    assert Row("x", "s", found, 2.0, at_least=True).is_reached
    assert not Row("x", "s", found, 2.1, at_least=True).is_reached
