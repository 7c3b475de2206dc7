"""Waking: whatever the sender is about when something is planned, it sees it at once."""

from collections.abc import Callable
from datetime import datetime

from bot.delivery.ledger import Backlog
from tests.delivery.memory_ledger import MemoryLedger
from tests.delivery.post_office import PostOffice


class BusyLedger(MemoryLedger):
    """Something happens once while it counts what waits, after it has looked."""

    meanwhile: Callable[[], None] | None = None

    async def backlog(self, now: datetime) -> Backlog:
        found = await super().backlog(now)
        if self.meanwhile is not None:
            happens, self.meanwhile = self.meanwhile, None
            happens()
        return found


async def test_what_is_planned_during_a_look_at_the_backlog_leaves_at_once() -> None:
    ledger = BusyLedger()
    office = PostOffice(ledger=ledger)
    sender = office.open()

    def planned() -> None:
        ledger.plan([1, 2])
        sender.wake()

    ledger.meanwhile = planned
    await office.clock.advance(1)
    assert office.api.chats == [1, 2]
    await office.close()
    await office.demolish()
