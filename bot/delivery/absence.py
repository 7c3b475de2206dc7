"""Absence: for how long was nobody there? The program was down, or its machine asleep.

Only an absence makes late: what waits for its turn in a long queue is sent, however long that takes.
"""

import asyncio
from datetime import datetime, timedelta

LATE = timedelta(hours=2)
"""Late by more than this is not sent as if it were new."""


class Absence:
    """When somebody was last there, by the wall clock, which goes on while a machine sleeps."""

    def __init__(self) -> None:
        self._seen_at: datetime | None = None
        self.looked = asyncio.Event()
        """Set when this run has looked for the first time, and put off what was late."""

    @property
    def seen_at(self) -> datetime | None:
        """Up to when everything late has been dealt with; None before the first look at it."""
        return self._seen_at

    def remember(self, seen_at: datetime | None) -> None:
        """What an earlier run left behind; None where that is not known."""
        self._seen_at = seen_at

    def length(self, now: datetime) -> timedelta | None:
        """How long it was, where it was long enough to make late; else None."""
        gone = now - self._seen_at if self._seen_at is not None else timedelta()
        return gone if gone >= LATE else None

    def leap(self, by: timedelta) -> None:
        """The wall clock was set ahead by hand, which is no absence."""
        if self._seen_at is not None:
            self._seen_at += by

    def seen(self, now: datetime) -> None:
        """Somebody is here."""
        self._seen_at = now
        self.looked.set()
