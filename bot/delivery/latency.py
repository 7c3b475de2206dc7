"""Latency: how long calls take, and whether the server has begun to hold us back.

The Bot API server sits out flood waits of up to about eight seconds by itself before it answers 429, so a
rising latency is the early 429.
"""

from statistics import median

WINDOW = 2.0
"""Seconds of calls that one median is made of."""
TOO_LONG = 1.5
"""Seconds after which a single call is a sign of trouble."""
ASSUMED = 0.1
"""Seconds that a call takes as long as that is not known."""
# Below this a tripling is noise of our own event loop, not the server's answer to our rate.
_NOISE = 0.05
# How fast the usual latency follows: down and up when all is well, and slowly up when it is not, so that a
# network that has become slower for good is not taken for trouble for ever.
_FOLLOW = 0.2
_YIELD = 1.1


class Latency:
    """Medians of two seconds each, compared with what is usual. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._usual: float | None = None
        self._calls: list[float] = []
        self._since: float | None = None
        self._quiet_until = float("-inf")

    @property
    def usual(self) -> float:
        """Seconds that a call takes when nothing is wrong, between 0 and TOO_LONG."""
        return ASSUMED if self._usual is None else min(self._usual, TOO_LONG)

    def note(self, now: float, seconds: float) -> bool:
        """Take in one call that just ended; True when the server seems to hold us back.

        Calls that were under way together tell one story: at most one True each WINDOW.
        """
        troubled = seconds > TOO_LONG
        if self._since is None:
            self._since = now
        self._calls.append(seconds)
        if now - self._since >= WINDOW:
            troubled = self._close_window(now) or troubled
        if not troubled or now < self._quiet_until:
            return False
        self._quiet_until = now + WINDOW
        return True

    def _close_window(self, now: float) -> bool:
        middle = median(self._calls)
        self._calls.clear()
        self._since = now
        if self._usual is None:
            self._usual = middle
            return False
        tripled = middle > 3 * max(self._usual, _NOISE)
        self._usual = self._usual * _YIELD if tripled else self._usual + _FOLLOW * (middle - self._usual)
        return tripled
