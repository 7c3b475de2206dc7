"""The benchmarks still run: each quantity once, with sizes that show nothing else."""

import asyncio

import pytest

from tests.benchmarks import quantities
from tests.benchmarks.__main__ import measured
from tests.benchmarks.contenders import raw
from tests.benchmarks.pipeline import ours
from tests.benchmarks.row import Row, Spread, spread
from tests.benchmarks.sizes import SMALL
from tests.benchmarks.turnstile import turnstile


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
