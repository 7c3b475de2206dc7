"""Promptness: how long people wait for an answer, measured where updates come in and are done."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from bot.airtime import Promptness
from bot.clock import Clock

WINDOW = 60.0
"""Seconds that are looked back."""
MOST = 1_000
"""Answers that are remembered."""


class ReplyTimes:
    """From the moment an update is taken to the moment Telegram has accepted the last answer to it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._times: deque[tuple[float, float]] = deque(maxlen=MOST)

    @contextmanager
    def one(self) -> Iterator[None]:
        """An update is being answered inside."""
        began = self._clock.monotonic()
        yield
        now = self._clock.monotonic()
        self._times.append((now, now - began))

    def of_late(self) -> Promptness | None:
        """What the last minute was like; None where nobody asked anything."""
        since = self._clock.monotonic() - WINDOW
        waits = sorted(wait for at, wait in self._times if at >= since)
        if not waits:
            return None
        return Promptness(_share(waits, 0.5), _share(waits, 0.95))


def _share(waits: list[float], share: float) -> float:
    """The time in which this share of the answers was there."""
    return waits[min(len(waits) - 1, int(len(waits) * share))]
