"""Times in a request: written or spoken, with what is said of their minutes and the part of the day.

half past      8         e mezza     di sera
└ before ┘  └ base ┘   └ after ┘    └ part ┘      `18:30`, `otto` and noon are bases; the rest may be missing
"""

import re
from dataclasses import dataclass

from bot.schedules.clock_times import Span, clock_time
from bot.schedules.lexicon import Sense
from bot.schedules.pieces import Pieces
from bot.schedules.tokens import Kind

_DAY = 24 * 60
_WHOLE = re.compile(r"(?:h\.?)?\d{1,2}h?", re.IGNORECASE)
_MINUTES = re.compile(r"\d\d")
_NO_HOUR = 24
"""The first number that is none."""


@dataclass(frozen=True, slots=True)
class _Base:
    """What a time begins with; `is_whole`: it says nothing of minutes. `after` is the place behind."""

    written: str
    is_whole: bool
    after: int


def time_at(pieces: Pieces, at: int, *, within: tuple[Span, ...] = ()) -> tuple[str | None, int]:
    """The time that begins here, `HH:MM`, and the place after it; None, and here, where none does.

    `within` is the part of the day that stood before it; none may follow then.
    """
    before, start = pieces.longest(at, pieces.spoken.before)
    base = _base(pieces, start)
    if base is None or (before is not None and not base.is_whole):
        return None, at
    minutes, end = (before, base.after) if before is not None else _minutes(pieces, base)
    parts, beyond = (within, end) if within else _parts(pieces, end)
    hour = clock_time(base.written, parts)
    return (_moved(hour, minutes), beyond) if hour else (None, at)


def is_range(pieces: Pieces, after: int) -> bool:
    """Whether a time that ends before this place is the first end of `9-17`."""
    return pieces.kind(after) is Kind.DASH and time_at(pieces, after + 1)[0] is not None


def is_length(pieces: Pieces, at: int, after: int) -> bool:
    """Whether what looks like a time is the length of `every 2 hours`."""
    before = (pieces.longest(start, pieces.spoken.every) for start in range(max(at - 2, 0), at))
    is_every = any(said is not None and end == at for said, end in before)
    behind = (pieces.longest(place, pieces.spoken.lengths)[0] for place in (at + 1, after - 1, after))
    return is_every and any(said is not None for said in behind)


def _base(pieces: Pieces, at: int) -> _Base | None:
    if pieces.kind(at) is Kind.TIME:
        written = pieces.tokens[at].text
        return _Base(written, bool(_WHOLE.fullmatch(written)), at + 1)
    meaning, after = pieces.phrase(at)
    if meaning and meaning.sense is Sense.HOUR:
        return _Base(meaning.hour, True, after)
    number, after = pieces.longest(at, pieces.spoken.hours)
    return None if number is None else _Base(str(number), True, after)


def _minutes(pieces: Pieces, base: _Base) -> tuple[int, int]:
    """`e mezza`, `heures et demie`, the `30` of `8 h 30`; none where they are written with the hour."""
    if not base.is_whole:
        return 0, base.after
    _, past_unit = pieces.longest(base.after, pieces.spoken.units)
    for start in (base.after, past_unit):
        said, end = pieces.longest(start, pieces.spoken.after)
        if said is not None:
            return said, end
    return _bare_minutes(pieces, base, past_unit)


def _bare_minutes(pieces: Pieces, base: _Base, past_unit: int) -> tuple[int, int]:
    """Behind a unit any minutes, behind `e` those that are no hour: `8 e 20` are two times."""
    has_unit = past_unit > base.after or base.written.lower().endswith("h")
    _, past_and = pieces.longest(base.after, pieces.spoken.joined)
    start, least = (past_unit, 0) if has_unit else (past_and, _NO_HOUR)
    if not (has_unit or past_and > base.after) or not _is_minutes(pieces, start):
        return 0, base.after
    minutes = int(pieces.tokens[start].text)
    return (minutes, start + 1) if least <= minutes < 60 else (0, base.after)


def _is_minutes(pieces: Pieces, at: int) -> bool:
    """Two digits that no comma keeps apart, and that are not the hour of a time of their own."""
    if pieces.kind(at) is not Kind.TIME or pieces.tokens[at].is_apart:
        return False
    is_hour = pieces.longest(at + 1, pieces.spoken.units)[0] is not None
    return bool(_MINUTES.fullmatch(pieces.tokens[at].text)) and not is_hour


def _parts(pieces: Pieces, at: int) -> tuple[tuple[Span, ...], int]:
    """The part of the day that may stand behind; one behind `and` belongs to what follows."""
    start = at
    while pieces.sense(start) is Sense.FILL and pieces.longest(start, pieces.spoken.joined)[0] is None:
        start = pieces.phrase(start)[1]
    meaning, after = pieces.phrase(start)
    is_part = meaning is not None and meaning.sense is Sense.PART
    return (meaning.parts, after) if meaning and is_part else ((), at)


def _moved(hour: str, minutes: int) -> str:
    """`08:00` by so many minutes, around midnight where need be."""
    hours, written = map(int, hour.split(":"))
    moment = (hours * 60 + written + minutes) % _DAY
    return f"{moment // 60:02}:{moment % 60:02}"
