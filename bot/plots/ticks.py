"""Ticks: round numbers for an axis, and the days to name under it. Pure."""

from math import ceil, floor

STEPS = (1, 2, 5)


def ticks(low: int, high: int, *, most: int = 4) -> tuple[int, ...]:
    """Round whole numbers, `most` or fewer, the first not above `low`, the last not below `high`."""
    if high <= low:
        high = low + 1
    for power in range(20):
        for step in (each * 10**power for each in STEPS):
            first, last = floor(low / step), ceil(high / step)
            if last - first < most:
                return tuple(place * step for place in range(first, last + 1))
    raise ValueError(f"no reader can be counted from {low} to {high}")


def spread(count: int, *, most: int = 4) -> tuple[int, ...]:
    """Places, the first and the last among them, evenly apart: 0, 10, 19, 29 of thirty."""
    if count <= most:
        return tuple(range(count))
    return tuple(round(place * (count - 1) / (most - 1)) for place in range(most))
