"""Waves: when a reader's time comes, what waited for it goes out as one message.

tick ──▶ whoever is in quiet hours meanwhile waits for their end
     └─▶ slot after slot, the oldest first; each in pages, and each page in a transaction of its own
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.hours import next_time, quiet_until
from storage.database import Database
from storage.planning import Timed

PAGE = 1_000
"""Readers a transaction: it must end before a reply would be felt to wait for it."""

AGAIN = timedelta(minutes=1)
"""When what is left is looked at again for a reader with no hours of his own."""


class Waves:
    """`wake` tells the sender that there is something to deliver."""

    def __init__(self, db: Database, clock: Clock, *, wake: Callable[[], None], page: int = PAGE) -> None:
        self._db = db
        self._clock = clock
        self.wake = wake
        self._page = page

    async def tick(self) -> None:
        """Take up everything whose time has come."""
        if await self._due(self._clock.now()):
            await self._respect_quiet_hours()
        while slot := await self._due(self._clock.now()):
            await self._take(slot)
            self.wake()
        await self._close()

    async def _due(self, now: datetime) -> datetime | None:
        async with self._db.reading() as read:
            return await read.ledger.waves.due(now=now)

    async def _take(self, slot: datetime) -> None:
        now = self._clock.now()
        async with self._db.transaction() as tx:
            left = await tx.ledger.waves.gather(slot, now=now, limit=self._page)
            await tx.ledger.waves.postpone(_later(left, max(slot, now)))
            await tx.ledger.waves.close(now=now)

    async def _close(self) -> None:
        """End the slots that nobody is left to end."""
        async with self._db.reading() as read:
            if not await read.ledger.waves.is_open():
                return
        async with self._db.transaction() as tx:
            await tx.ledger.waves.close(now=self._clock.now())
        self.wake()

    async def _respect_quiet_hours(self) -> None:
        """A slot that was missed must not come in the middle of the night."""
        now = self._clock.now()
        async with self._db.reading() as read:
            silent = await read.ledger.waves.silent(now=now)
        for timed in silent:
            if until := quiet_until(timed[1].quiet, timed[0], now):
                await self._defer(timed, until, now)

    async def _defer(self, timed: Timed, until: datetime, now: datetime) -> None:
        deferred = self._page
        while deferred == self._page:
            async with self._db.transaction() as tx:
                deferred = await tx.ledger.waves.defer(timed, until, now=now, limit=self._page)


def _later(left: Iterable[Timed], after: datetime) -> dict[Timed, datetime]:
    """When what is left comes: at the next slot, for those who have any."""
    return {(zone, schedule): next_time(schedule, zone, after) or after + AGAIN for zone, schedule in left}
