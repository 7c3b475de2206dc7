"""Reading: a reader's words about a mute, from left to right, the longest known phrase first."""

import re
from collections.abc import Sequence

from bot.mutes.lexicon import UNITS, Lexicon, Sense
from bot.mutes.notes import Notes
from bot.mutes.said import Date, Said
from bot.mutes.tokens import Kind, Token
from bot.schedules.clock_times import Span, clock_time
from bot.schedules.lexicon import Meaning
from bot.schedules.lexicon import Sense as Scheduled
from bot.tags.slug import open_slug

_PHRASE = 5
"""Words in the longest phrase that is looked for."""
_NUMBERS = re.compile(r"[0-9]+")
_CENTURY = 2000


def read(tokens: Sequence[Token], known: Lexicon) -> Said:
    """What the pieces say. Never an exception."""
    return _Reading(tokens, known).read()


class _Reading:
    """A walk over the pieces. Each method returns the place after what it understood."""

    def __init__(self, tokens: Sequence[Token], known: Lexicon) -> None:
        self._tokens = tokens
        self._known = known
        self._notes = Notes()

    def read(self) -> Said:
        at = 0
        while at < len(self._tokens):
            at = self._next(at)
        return self._notes.said()

    def _next(self, at: int) -> int:
        match self._tokens[at].kind:
            case Kind.DATE:
                return self._date(at)
            case Kind.TIME:
                return self._time(self._tokens[at].text, at, at + 1)
            case Kind.NUMBER:
                return self._number(at)
            case Kind.WORD:
                return self._word(at)
            case Kind.ODD:
                return self._unknown(at)

    def _date(self, at: int) -> int:
        """`2026-12-01`, `1/12`, `1.12.26`: the day first, unless that cannot be."""
        numbers = _NUMBERS.findall(self._tokens[at].text)
        day, month, *year = map(int, reversed(numbers) if len(numbers[0]) == 4 else numbers)
        if month > 12 >= day:
            day, month = month, day
        self._notes.on(Date(day, month, _full(year[0]) if year else None))
        return at + 1

    def _number(self, at: int) -> int:
        number = int(self._tokens[at].text)
        sense, after = self._sense(at + 1)
        if sense in UNITS:
            return self._amount(number, sense, at, after)
        after = self._past_fill(at + 1)
        if month := self._month(after):
            return self._year(number, month, after + 1)
        if self._notes.clock or self._parts(at + 1)[0]:
            return self._time(self._tokens[at].text, at, at + 1)
        return self._unknown(at)

    def _amount(self, number: int, unit: Sense, at: int, after: int) -> int:
        """`2 h`, `2h30`. After `until` or a day `18h30` is a time."""
        minutes = self._minutes(after) if unit is Sense.HOUR else None
        beyond = after + (minutes is not None)
        if unit is Sense.HOUR and self._notes.clock:
            return self._time(f"{number}:{minutes or 0:02}", at, beyond)
        self._notes.lasts(number, unit)
        self._notes.lasts(minutes or 0, Sense.MINUTE)
        return beyond

    def _minutes(self, at: int) -> int | None:
        """The `30` of `2h30`."""
        is_number = at < len(self._tokens) and self._tokens[at].kind is Kind.NUMBER
        is_bare = self._sense(at + 1)[0] not in UNITS and not self._month(at + 1)
        return int(self._tokens[at].text) if is_number and is_bare else None

    def _word(self, at: int) -> int:
        sense, after = self._sense(at)
        if sense is not None:
            return self._obey(sense, at, after)
        meaning, after = self._meaning(at)
        if meaning and meaning.sense is Scheduled.DAYS and len(meaning.days) == 1:
            self._notes.on(int(meaning.days))
            return after
        if meaning and meaning.sense is Scheduled.HOUR:
            self._notes.time = meaning.hour
            return after
        return self._month_first(at) or self._number_in_words(at) or self._unknown(at)

    def _number_in_words(self, at: int) -> int | None:
        """`due ore`; alone a number says nothing."""
        for end in self._ends(at):
            number, (unit, beyond) = self._known.numbers.get(self._slug(at, end)), self._sense(end)
            if number and unit in UNITS and not self._notes.clock:
                self._notes.lasts(number, unit)
                return beyond
        return None

    def _obey(self, sense: Sense, at: int, after: int) -> int:
        match sense:
            case Sense.OFF:
                self._notes.off = True
            case Sense.TODAY:
                self._notes.on("today")
            case Sense.TOMORROW:
                self._notes.on("tomorrow")
            case Sense.OVERMORROW:
                self._notes.on("overmorrow")
            case Sense.UNTIL | Sense.AT:
                self._notes.clock = True
            case Sense.FOR:
                self._notes.clock = False
            case Sense.HALF:
                return self._half(at, after)
            case Sense.HALF_PAST:
                return self._half_past(at, after)
            case Sense.ONE:
                return self._one(at, after)
            case Sense.FILL:
                pass
            case _:
                self._lonely(sense)
        return after

    def _one(self, at: int, after: int) -> int:
        """`a week`."""
        unit, beyond = self._sense(after)
        if unit not in UNITS:
            return after
        self._notes.lasts(1, unit)
        return beyond

    def _half(self, at: int, after: int) -> int:
        """`mezz'ora`, `half an hour`; behind a time or a length, half of its unit more."""
        start = self._sense(after)[1] if self._sense(after)[0] is Sense.ONE else after
        unit, beyond = self._sense(start)
        if unit in UNITS:
            self._notes.lasts_half(unit)
            return beyond
        return after if self._notes.and_a_half() else self._unknown(at)

    def _half_past(self, at: int, after: int) -> int:
        """`half past 8`, with the part of the day behind it."""
        if after < len(self._tokens) and self._tokens[after].kind is Kind.NUMBER:
            return self._time(f"{self._tokens[after].text}:30", at, after + 1)
        return self._unknown(at)

    def _lonely(self, unit: Sense) -> None:
        """`week` is one; `ore` before a time says nothing."""
        if not self._notes.clock:
            self._notes.lasts(1, unit)

    def _month_first(self, at: int) -> int | None:
        """`December 1`."""
        month, day = self._month(at), at + 1
        if not month or day >= len(self._tokens) or self._tokens[day].kind is not Kind.NUMBER:
            return None
        return self._year(int(self._tokens[day].text), month, day + 1)

    def _year(self, day: int, month: int, at: int) -> int:
        """The year that may stand behind a day and a month."""
        where = self._past_fill(at)
        token = self._tokens[where] if where < len(self._tokens) else None
        has_year = token is not None and token.kind is Kind.NUMBER and len(token.text) == 4
        self._notes.on(Date(day, month, int(token.text) if token and has_year else None))
        return where + 1 if has_year else at

    def _time(self, written: str, at: int, after: int) -> int:
        """A time of the day, with the part of it that may stand behind it."""
        parts, beyond = self._parts(after)
        time = clock_time(written, parts)
        if time is None or self._notes.time is not None:
            return self._unknown(at)
        self._notes.time = time
        return beyond

    def _parts(self, at: int) -> tuple[tuple[Span, ...], int]:
        start = self._past_fill(at)
        meaning, after = self._meaning(start)
        is_part = meaning is not None and meaning.sense is Scheduled.PART
        return (meaning.parts, after) if meaning and is_part else ((), at)

    def _past_fill(self, at: int) -> int:
        """The first place from here that says something."""
        while self._sense(at)[0] is Sense.FILL:
            at = self._sense(at)[1]
        return at

    def _sense(self, at: int) -> tuple[Sense | None, int]:
        for end in self._ends(at):
            if sense := self._known.senses.get(self._slug(at, end)):
                return sense, end
        return None, at

    def _meaning(self, at: int) -> tuple[Meaning | None, int]:
        for end in self._ends(at):
            if meaning := self._known.schedule.get(self._slug(at, end)):
                return meaning, end
        return None, at

    def _month(self, at: int) -> int | None:
        return self._known.months.get(self._slug(at, at + 1)) if at < len(self._tokens) else None

    def _ends(self, at: int) -> range:
        """Where something that begins here may end, furthest first."""
        return range(min(at + _PHRASE, len(self._tokens)), at, -1)

    def _slug(self, at: int, end: int) -> str:
        tokens = self._tokens[at:end]
        is_words = all(token.kind is Kind.WORD for token in tokens)
        return open_slug(" ".join(token.text for token in tokens)) if is_words else ""

    def _unknown(self, at: int) -> int:
        self._notes.unknown.append(self._tokens[at].text)
        return at + 1


def _full(year: int) -> int:
    return year if year >= 100 else _CENTURY + year
