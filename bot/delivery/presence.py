"""Presence: when the sender was last there is on disk, so that the next run knows for how long nobody was.

Written is the instant up to which the sender has put off what is late, and not the time of day: a run that
is killed in the middle of that leaves its absence to the next one.
"""

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.delivery.absence import Absence
from bot.delivery.waiting import wait_for
from storage.database import Database

PRECISION = timedelta(minutes=1)
"""How exactly the next run knows it."""

_A_MOMENT = 0.5
"""Seconds."""


class Presence:
    """One run's, by its epoch."""

    def __init__(self, db: Database, absence: Absence, clock: Clock, *, run: int) -> None:
        self._db = db
        self._clock = clock
        self._absence = absence
        self._run = run
        self._written: datetime | None = None

    async def is_certain(self) -> bool:
        """Whether what is late has been put off: what waits is offered together, so no wave goes before.

        A run that has just begun is given a moment for its first look.
        """
        await wait_for(self._absence.looked, self._clock, at_most=_A_MOMENT)
        return self._absence.looked.is_set() and self._absence.length(self._clock.now()) is None

    async def write(self) -> None:
        """Keep when the sender was last there, the first time and whenever that has moved on."""
        seen_at = self._absence.seen_at
        if seen_at is None or self._is_written(seen_at):
            return
        async with self._db.transaction() as tx:
            await tx.runs.alive(self._run, now=seen_at)
        self._written = seen_at

    def _is_written(self, seen_at: datetime) -> bool:
        """Near enough, either way: the clock may have been set back."""
        return self._written is not None and abs(seen_at - self._written) < PRECISION
