"""Understanding: a reader's words, from left to right, the longest known phrase first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.hours import MOST
from bot.model import Language, Quiet
from bot.schedules.lexicon import Meaning, Sense, lexicon
from bot.schedules.notes import Notes
from bot.schedules.pieces import Pieces
from bot.schedules.said_times import is_length, is_range, time_at
from bot.schedules.spoken import spoken
from bot.schedules.tokens import Kind, tokens
from bot.schedules.understood import Understood
from bot.zones import SeveralZones, UnknownPlace, ZoneFound, alike, find, places

_ENGLISH = Language("en")


def understand(words: str, languages: Sequence[Language], now: datetime) -> Understood:
    """What the words say; `languages` are the reader's own, then the publication's. Never an exception."""
    ours = tuple(dict.fromkeys((*languages, _ENGLISH)))
    pieces = Pieces(tokens(words), lexicon(ours), places(ours), spoken(ours))
    said = _Reading(pieces, now).read()
    missed = () if said.zone or said.several else said.unknown
    near = [zone for unknown in missed for zone in alike(unknown, pieces.places, now)]
    return replace(said, suggestions=tuple(dict.fromkeys(near)))


class _Reading:
    """A walk over the pieces. Each method returns the place after what it understood."""

    def __init__(self, pieces: Pieces, now: datetime) -> None:
        self._pieces = pieces
        self._now = now
        self._notes = Notes()

    def read(self) -> Understood:
        at = 0
        while at < len(self._pieces):
            at = self._next(at)
        said = self._notes.understood(most=MOST)
        if said.is_whole and not said.says_something and at:
            # `ogni ora`: each word has its use here, and all of them say nothing.
            self._notes.miss(self._pieces.written(0, at), at=0)
            return self._notes.understood(most=MOST)
        return said

    def _next(self, at: int) -> int:
        match self._pieces.kind(at):
            case Kind.TIME:
                return self._time(at)
            case Kind.ZONE:
                return self._place(at, at + 1)
            case Kind.WORD:
                return self._words(at)
            case Kind.DASH:
                return at + 1
            case _:
                return self._unknown(at)

    def _time(self, at: int) -> int:
        hour, after = time_at(self._pieces, at)
        if hour is None or is_length(self._pieces, at, after):
            return self._unknown(at)
        if is_range(self._pieces, after):
            return self._range(at, after)
        self._notes.hours.add(hour)
        return after

    def _range(self, at: int, after: int) -> int:
        """`9-17` says nothing outside of quiet hours."""
        _, end = time_at(self._pieces, after + 1)
        for place in (*range(at, after), *range(after + 1, end)):
            self._unknown(place)
        return end

    def _words(self, at: int) -> int:
        """A phrase, a time, or the name of a place, whichever is longest; in this order if none is."""
        meaning, after = self._pieces.phrase(at)
        end = self._pieces.place(at)
        hour, beyond = time_at(self._pieces, at)
        if end > max(after, beyond if hour else at):
            return self._place(at, end)
        if hour and beyond > after:
            return self._time(at)
        return self._obey(meaning, at, after) if meaning else self._unknown(at)

    def _obey(self, meaning: Meaning, at: int, after: int) -> int:
        match meaning.sense:
            case Sense.DAYS:
                return self._days(meaning.days, after)
            case Sense.QUIET:
                return self._quiet(after)
            case Sense.OFF:
                return self._off(at, after)
            case Sense.PART:
                return self._part(meaning, at, after)
            case Sense.HOUR:
                return self._time(at)
            case Sense.INSTANT:
                self._notes.instant = self._pieces.written(at, after)
            case Sense.TO | Sense.FILL:
                pass
        return after

    def _part(self, meaning: Meaning, at: int, after: int) -> int:
        """`the evening at 8`; a part of the day alone is no time."""
        start = self._pieces.past(after, Sense.FILL, Sense.TO)
        hour, end = time_at(self._pieces, start, within=meaning.parts)
        if hour is None:
            return self._unknown(at)
        self._notes.hours.add(hour)
        return end

    def _days(self, days: str, after: int) -> int:
        """A day, some days, or a range of days: `fri-mon` goes over the end of the week."""
        last, beyond = self._pieces.phrase(self._pieces.past(after, Sense.TO))
        if not self._pieces.joins(after) or last is None or len(days) != 1 or len(last.days) != 1:
            self._notes.days |= set(days)
            return after
        first, steps = int(days), (int(last.days) - int(days)) % 7
        self._notes.days |= {str((first - 1 + step) % 7 + 1) for step in range(steps + 1)}
        return beyond

    def _quiet(self, after: int) -> int:
        """Quiet hours: two times, or a word that ends them."""
        start = self._pieces.past(after, Sense.FILL, Sense.TO)
        if self._pieces.sense(start) is Sense.OFF:
            self._notes.no_quiet = True
            return self._pieces.phrase(start)[1]
        since, middle = time_at(self._pieces, start)
        until, end = time_at(self._pieces, self._pieces.past(middle, Sense.FILL, Sense.TO))
        if since is None or until is None or since == until:
            self._notes.asks_for_quiet = True
            return after
        self._notes.quiet = Quiet(since, until)
        return end

    def _off(self, at: int, after: int) -> int:
        """`no` before quiet hours ends them; alone it says nothing."""
        start = self._pieces.past(after, Sense.FILL)
        if self._pieces.sense(start) is not Sense.QUIET:
            return self._unknown(at)
        self._notes.no_quiet = True
        return self._pieces.phrase(start)[1]

    def _place(self, at: int, after: int) -> int:
        match find(self._pieces.written(at, after), self._pieces.places, self._now):
            case ZoneFound(zone):
                self._notes.zones.append(zone)
            case SeveralZones() as several:
                self._notes.several = several
            case UnknownPlace():
                return self._unknown(at)
        return after

    def _unknown(self, at: int) -> int:
        self._notes.miss(self._pieces.written(at, at + 1), at=at)
        return at + 1
