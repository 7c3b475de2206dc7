"""Ticks: round numbers that hold all that is drawn between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plots.ticks import spread, ticks


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0, (0, 1)),
        (5, 5, (5, 6)),
        (12_013, 12_547, (12_000, 12_200, 12_400, 12_600)),
        (1_360, 1_803, (1_000, 1_500, 2_000)),
        (0, 3, (0, 1, 2, 3)),
    ],
)
def test_they_are_round(low: int, high: int, expected: tuple[int, ...]) -> None:
    assert ticks(low, high) == expected


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_they_hold_what_is_between_them_and_are_few(one: int, two: int) -> None:
    low, high = sorted((one, two))
    found = ticks(low, high)
    assert found[0] <= low <= high <= found[-1]
    assert 2 <= len(found) <= 4


@pytest.mark.parametrize(
    ("count", "places"), [(1, (0,)), (4, (0, 1, 2, 3)), (7, (0, 2, 4, 6)), (30, (0, 10, 19, 29))]
)
def test_days_are_named_from_the_first_to_the_last(count: int, places: tuple[int, ...]) -> None:
    assert spread(count) == places
