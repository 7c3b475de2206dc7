"""Departures: what left in the last seconds, and when one more would not be too many for any one second.

Times are monotonic seconds. A slot is given a little ahead, so some of them lie in the future.
"""

from collections import deque
from collections.abc import Iterator
from itertools import takewhile

_KEPT = 3.0
"""Seconds for which a departure is remembered: a second, and as long as an answer may take to speak of it."""


class Departures:
    """Instants at which messages left or will leave, in order."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()

    def add(self, at: float) -> None:
        """A message leaves then."""
        times = self._times
        if times and times[-1] > at:
            times.insert(len(times) - self._after(at), at)
        else:
            times.append(at)
        while times[0] < at - _KEPT:
            times.popleft()

    def moved(self, planned: float, at: float) -> None:
        """What was to leave at `planned` left later, at `at`."""
        behind = self._after(planned)
        if behind < len(self._times) and self._times[-1 - behind] == planned:
            del self._times[-1 - behind]
            self.add(at)

    def room_at(self, most: int, window: float) -> float:
        """From when on one more makes at most so many in a window of so many seconds."""
        return self._times[-most] + window if len(self._times) >= most else float("-inf")

    def between(self, start: float, end: float) -> int:
        """How many left after `start` and before `end`."""
        return sum(at < end for at in self._later_than(start))

    def _after(self, at: float) -> int:
        return sum(1 for _ in self._later_than(at))

    def _later_than(self, start: float) -> Iterator[float]:
        return takewhile(lambda at: at > start, reversed(self._times))
