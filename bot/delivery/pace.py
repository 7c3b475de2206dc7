"""Pace: when the next bulk message may leave.

One each 1/rate seconds and never a burst, also after a halt. The rate is cut when the server objects, by a
429 or by answering late, and grows back while all is well. Times are monotonic seconds, passed in.
"""

from math import ceil

from bot.delivery.latency import Latency

FLOODED = 0.75
SLOWED = 0.9
STEP = 0.5
"""Messages a second that are added after each CLEAN seconds without an objection."""
CLEAN = 10.0
AFTER_HALT = 5.0
"""Seconds at half speed after a halt."""
# How late the event loop may come to a slot without losing it: at a high rate several slots pass in one turn
# of the loop. At 30 a second it is less than a slot, so two never leave together.
_LATENESS = 0.02
# Telegram counts replies too in the 30 a second, but a crowd of them must not starve the briefs: a slot is
# stretched by at most so many replies, which leaves bulk a quarter of its pace.
_YIELDED_AT_ONCE = 3
# Only replies of the last second share a budget with what leaves now.
_MEMORY = 1.0


class Pace:
    """The one metronome of all bulk lanes."""

    def __init__(self, rate: float = 28.0, *, ceiling: float = 29.0, floor: float = 2.0) -> None:
        self._ceiling = max(ceiling, floor)
        self._floor = floor
        self._rate = min(max(rate, floor), self._ceiling)
        self._latency = Latency()
        self._next = float("-inf")
        self._slow_until = float("-inf")
        self._cut_at = float("-inf")
        self._clean_since: float | None = None
        self._last_answer = float("-inf")
        self._owed = 0
        self._last_reply = float("-inf")

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self._rate

    @property
    def usual_latency(self) -> float:
        return self._latency.usual

    @property
    def next_at(self) -> float:
        """The instant of the next free slot; in the past when one is free now."""
        return self._next

    def take(self, now: float) -> float:
        """Reserve the next slot: the instant at which one message may leave, now or later."""
        slot = now if self._next < now - _LATENESS else self._next
        self._next = slot + self._interval(slot) * (1 + self._yielded(now))
        return max(slot, now)

    def allowance(self, now: float, horizon: float) -> int:
        """How many slots are free between now and so many seconds later."""
        first = max(self._next, now)
        if first >= now + horizon:
            return 0
        stretched = self._interval(first) * (1 + min(self._owed_at(now), _YIELDED_AT_ONCE))
        return ceil((now + horizon - first) / stretched)

    def halt(self, until: float) -> None:
        """Let nothing leave before `until`, then start gently. Halting twice is halting once."""
        if until > self._slow_until - AFTER_HALT:
            self._slow_until = until + AFTER_HALT
            self._next = max(self._next, until)

    def overtaken(self, now: float) -> None:
        """A reply left: leave its room in the budget that both share."""
        self._owed = min(self._owed_at(now) + 1, int(self._ceiling))
        self._last_reply = now

    def flooded(self, now: float, *, launched_at: float) -> None:
        """A bulk message was answered 429. Messages launched before the last cut say nothing new."""
        self._clean_since = now
        if launched_at > self._cut_at:
            self._cut(FLOODED, now)

    def answered(self, now: float, *, seconds: float) -> None:
        """A bulk message was answered after so many seconds with anything but 429."""
        if self._clean_since is None or now - self._last_answer > CLEAN:
            # Time without traffic proves nothing.
            self._clean_since = now
        self._last_answer = now
        if self._latency.note(now, seconds):
            self._clean_since = now
            self._cut(SLOWED, now)
        elif now - self._clean_since >= CLEAN:
            self._clean_since = now
            self._rate = min(self._rate + STEP, self._ceiling)

    def _cut(self, factor: float, now: float) -> None:
        self._rate = max(self._rate * factor, self._floor)
        self._cut_at = now

    def _interval(self, at: float) -> float:
        return (2.0 if at < self._slow_until else 1.0) / self._rate

    def _owed_at(self, now: float) -> int:
        return self._owed if now - self._last_reply <= _MEMORY else 0

    def _yielded(self, now: float) -> int:
        yielded = min(self._owed_at(now), _YIELDED_AT_ONCE)
        self._owed = self._owed_at(now) - yielded
        return yielded
