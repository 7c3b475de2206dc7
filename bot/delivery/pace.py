"""Pace: when the next bulk message may leave.

One each 1/rate seconds and never a burst, also after a halt. A slot that came too late is made up for while
nobody is crowded: not two together, and in no second more than the server takes, counted by what really left,
replies included. Times are monotonic seconds, passed in.
"""

from math import ceil

from bot.delivery.departures import Departures
from bot.delivery.latency import Latency
from bot.delivery.rate import Rate

AFTER_HALT = 5.0
"""Seconds at half speed after a halt."""
# A slot that is overdue by so many seconds was late, or the loop was; by more, there was nothing to send.
_OVERDUE = 0.15
# How close two may follow each other when the rhythm is being regained: half of an interval.
_CLOSEST = 0.5
# At a high rate several slots pass in one turn of the loop, and what they let leave does so together.
_TURN = 0.02
# A crowd of replies must not starve the briefs: a slot is stretched at most so many times.
_MOST_STRETCHED = 4
# Ways to the server differ by this part of a message, so a second is counted a little longer.
_WAY = 0.8
# So many a second are never too close for it.
_FEW = 3
# What left within so many seconds of its slot left in it.
_LATE = 0.002


class Pace:
    """The one metronome of all bulk lanes."""

    def __init__(self, rate: float = 28.0, *, ceiling: float = 29.0, floor: float = 2.0) -> None:
        self._rate = Rate(rate, ceiling=ceiling, floor=floor)
        self._window = 1.0 + _WAY / self._rate.ceiling
        self._latency = Latency()
        self._departures = Departures()
        self._bulk = Departures()
        self._due = float("-inf")
        self._last = float("-inf")
        self._slow_until = float("-inf")

    @property
    def ceiling(self) -> float:
        """The most there may be, a second."""
        return self._rate.ceiling

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self._rate.value

    @property
    def usual_latency(self) -> float:
        return self._latency.usual

    @property
    def next_at(self) -> float:
        """The instant of the next free slot; in the past when one is free now."""
        return self._slot(self._due)

    def take(self, now: float) -> float:
        """Reserve the next slot: the instant at which one message may leave, now or later."""
        due = self._due_at(now)
        slot = self._slot(due)
        self._due = max(due, slot - self._overdue(slot)) + self._interval(slot)
        self._last = slot = max(slot, now - self._turn(slot))
        leaves = max(slot, now)
        self._departures.add(leaves)
        self._bulk.add(leaves)
        return leaves

    def left(self, planned: float, now: float) -> None:
        """What had a slot at `planned` leaves now: where that is later, it belongs to another second."""
        if now > planned + _LATE:
            self._departures.moved(planned, now)
            self._bulk.moved(planned, now)

    def allowance(self, now: float, horizon: float) -> int:
        """How many slots are free between now and so many seconds later."""
        due = self._due_at(now)
        first, end = max(self._slot(due), now), now + horizon
        if first >= end:
            return 0
        interval = self._interval(first)
        return min(ceil((end - due) / interval), ceil((end - first) / (interval * _CLOSEST)))

    def halt(self, until: float) -> None:
        """Let nothing leave before `until`, then start gently. Halting twice is halting once."""
        if until > self._slow_until - AFTER_HALT:
            self._slow_until = until + AFTER_HALT
            self._due = max(self._due, until)

    def overtaken(self, now: float) -> None:
        """A reply left: it counts in the second that both share."""
        self._departures.add(now)

    def flooded(self, now: float, *, launched_at: float, is_wide: bool = True, wait: float = 1.0) -> None:
        """A bulk message was answered 429, for `wait` seconds; `is_wide` when it is not the first chat's."""
        taken = self._departures.between(launched_at - 1.0, launched_at)
        self._rate.refused(now, launched_at=launched_at, taken=taken, is_wide=is_wide, wait=wait)

    def answered(self, now: float, *, seconds: float) -> None:
        """A bulk message was answered after so many seconds with anything but 429."""
        # What goes well at half speed says nothing about the whole.
        self._rate.taken(now, is_growing=now >= self._slow_until)
        if self._latency.note(now, seconds):
            self._rate.slowed(now)

    def _due_at(self, now: float) -> float:
        return self._due if self._due >= now - self._overdue(now) else now

    def _slot(self, due: float) -> float:
        """Where the next slot is, if by the rhythm alone it would be then."""
        interval = self._interval(due)
        slot = max(due, self._last + interval * _CLOSEST)
        room = self._room_at(self._rate.most(slot))
        return max(slot, min(room, self._last + interval * _MOST_STRETCHED))

    def _room_at(self, most: int) -> float:
        """When the second has room again. Bulk alone leaves the last place free, for ways that differ."""
        bulk = self._bulk.room_at(max(most - 1, ceil(self.rate), _FEW), self._window)
        return max(bulk, self._departures.room_at(most, self._window))

    def _interval(self, at: float) -> float:
        return (2.0 if at < self._slow_until else 1.0) / self._rate.value

    def _overdue(self, at: float) -> float:
        """How late a slot may be and still be made up for: hardly, after a halt or near a limit."""
        return _TURN if at < self._slow_until or self._rate.is_shy(at) else _OVERDUE

    def _turn(self, at: float) -> float:
        return _TURN if self._interval(at) < _TURN else 0.0
