"""Times of the day as people write them: `8`, `8:00`, `18.30`, `8,30`, `18h30`, `h20`, `1830`; `8` pm."""

import re
from collections.abc import Iterable

Span = tuple[int, int]
"""A part of the day, in hours from midnight: from the first until before the second."""

_TIME = re.compile(r"(?:h\.?)?(?P<hour>\d{1,2})(?:[:.,h]?(?P<minute>\d{2})|h)?", re.IGNORECASE)


def clock_time(written: str, parts: Iterable[Span] = ()) -> str | None:
    """`18.30` → `18:30`. `parts` are the part of the day that was named with it: `8` in the evening is 20:00.

    None for what is no time, and for one that the part of the day does not have.
    """
    found = _TIME.fullmatch(written)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if parts := tuple(parts):
        hours = (hour,) if hour > 12 else (hour % 12, hour % 12 + 12)
        hour = next((each for each in hours if _within(each, parts)), 24)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _within(hour: int, parts: Iterable[Span]) -> bool:
    return any(since <= hour < until for since, until in parts)
