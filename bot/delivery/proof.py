"""Proof: how many messages a second a server has lately shown to take.

Counted in spans of ten seconds, since a server that refills a bucket takes more than its rate for a moment.
"""

SPAN = 10
"""Seconds."""
_VALID = 6
"""Spans after which what was taken proves nothing any more."""


class Proof:
    """Messages taken, by span. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._taken: dict[int, int] = {}

    def took(self, now: float) -> None:
        """A message was taken."""
        span = int(now // SPAN)
        self._taken[span] = self._taken.get(span, 0) + 1
        if len(self._taken) > _VALID + 1:
            self._taken = {each: count for each, count in self._taken.items() if span - each <= _VALID}

    def most(self, now: float) -> float:
        """The most a second that were taken all through one span of the last minute."""
        span = now // SPAN
        return max((count for each, count in self._taken.items() if span - each <= _VALID), default=0) / SPAN
