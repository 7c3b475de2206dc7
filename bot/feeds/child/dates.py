"""Dates read from what the publisher wrote, day first, in the publication's zone unless they name another.

feedparser's own reading is not used: it takes `07-01-2026 18:23` for 2007, `CET` for UTC, `2026-02-30`
for the 2nd of March, and a date without a zone for UTC or for nothing.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.feeds.child import datewords

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
FUTURE = timedelta(hours=48)
"""Dates before the first feeds or after two days from now are mistakes of the publisher."""

_TIME = (
    r"(?P<hour>\d{1,2})\s?[:.h]\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?"
)
_AT = r"(?:[,t\s|–—-]|\b(?:alle|ore|at|a|um|las|kl|om|uhr|h)\b)*"
_END = rf"(?:{_AT}(?:{_TIME}))?\s*(?:(?:uhr|h)\b)?\s*(?P<zone>[^()]*?)\s*(?:\([^()]*\))?\s*\Z"

_SPACES = re.compile(r"\s+")
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d+)?\Z|(\d{12,13})\Z")
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?(?P<zone>.*)\Z"
)
_WORD_DAY = re.compile(r"(?P<word>[^\W\d_]+)[.,]*\s+(?=\S)")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?(?!\d)" + _END)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?!\d)" + _END)
_OF = r"(?:[\s.,-]|\b(?:de|di|del|of)\b)*"
_DAY_MONTH_YEAR = re.compile(
    rf"(?P<day>\d{{1,2}})(?:°|º|er|st|nd|rd|th)?{_OF}(?P<name>[^\W\d_]+)\.?{_OF}(?P<year>\d{{4}}|\d{{2}})(?!\d)"
    + _END
)
_MONTH_DAY_YEAR = re.compile(
    r"(?P<name>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)" + _END
)
_ASCTIME = re.compile(
    rf"(?P<name>[^\W\d_]+)\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+(?P<zone>[a-z]{{1,5}}\s+)?(?P<year>\d{{4}})\Z"
)
_SHAPES = (_YEAR_FIRST, _DAY_FIRST, _DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _ASCTIME)


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment in UTC. `date_only`: the publisher gave the day alone, and `moment` is noon there."""

    moment: datetime
    date_only: bool


def read_date(raw: str | None, *, zone: tzinfo, now: datetime) -> Dated | None:
    """The moment that a publisher's date means; None where it means none, or one beyond all sense."""
    text = _SPACES.sub(" ", datewords.folded((raw or "")[:120])).strip()
    read = _read(text, zone) if text else None
    if read is None or not EARLIEST <= read.moment <= now + FUTURE:
        return None
    return read


def _read(text: str, zone: tzinfo) -> Dated | None:
    try:
        if (epoch := _EPOCH.match(text)) is not None:
            seconds, milliseconds = epoch.groups()
            moment = int(seconds) if seconds else int(milliseconds) / 1000
            return Dated(datetime.fromtimestamp(moment, UTC), date_only=False)
        return _read_shapes(text, zone)
    except (ValueError, OverflowError):  # a 30th of February, an hour 25
        return None


def _read_shapes(text: str, zone: tzinfo) -> Dated | None:
    if (compact := _COMPACT.match(text)) is not None:
        return _compact(compact, zone)
    for candidate in (text, _without_weekday(text)):
        for shape in _SHAPES:
            if (match := shape.match(candidate)) is not None:
                return _dated(match.groupdict(), zone)
    return None


def _without_weekday(text: str) -> str:
    match = _WORD_DAY.match(text)
    return text if match is None else text[match.end() :]


def _compact(match: re.Match[str], zone: tzinfo) -> Dated | None:
    hour, minute, second = match.group(4, 5, 6)
    parts = match.groupdict() | {"hour": hour, "minute": minute, "second": second}
    return _dated(parts, zone)


def _dated(parts: dict[str, str | None], zone: tzinfo) -> Dated | None:
    day = _day(parts)
    here = _zone(parts, zone)
    if day is None or here is None:
        return None
    if parts.get("hour") is None:
        return Dated(_utc(day, time(12), here), date_only=True)
    hour, minute = _hour(parts), int(parts["minute"] or 0)
    if (hour, minute) == (24, 0):
        day, hour = day + timedelta(days=1), 0
    second = min(int(parts.get("second") or 0), 59)
    return Dated(_utc(day, time(hour, minute, second), here), date_only=False)


def _utc(day: date, hour: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(UTC)


def _day(parts: dict[str, str | None]) -> date | None:
    name = parts.get("name")
    month = int(parts["month"] or 0) if name is None else datewords.month(name)
    day = int(parts["day"] or 1)
    if month is None:
        return None
    if month > 12 >= day and name is None:  # month first, as written in America
        day, month = month, day
    return date(_year(parts["year"] or ""), month, day)


def _year(digits: str) -> int:
    """Two digits are of this century up to 69 (RFC 2822 has 49; feeds began in 1999)."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def _hour(parts: dict[str, str | None]) -> int:
    hour = int(parts["hour"] or 0)
    half = parts.get("half")
    if half is None:
        return hour
    return hour % 12 + (12 if half.startswith("p") else 0)


def _zone(parts: dict[str, str | None], default: tzinfo) -> tzinfo | None:
    name = (parts.get("zone") or "").strip()
    return datewords.zone(name) if name else default
