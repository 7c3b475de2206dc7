"""A sender and everything around it, ready to be told a story."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.delivery.flooding import Flooding
from bot.delivery.gates import Gates
from bot.delivery.ledger import Call, Skip
from bot.delivery.pace import Pace
from bot.delivery.sender import Sender
from bot.delivery.settling import DoubtPolicy
from bot.delivery.traffic import Traffic
from bot.model import Delivery
from bot.notices import Notice
from tests.clocks import ManualClock
from tests.delivery.memory_ledger import MemoryLedger
from tests.delivery.scripted_api import ScriptedApi


@dataclass
class PlainComposer:
    """Writes the same message to everybody, unless `compose_as` says something else."""

    compose_as: Callable[[Delivery], Call | Skip] = lambda row: Call(
        "sendMessage", {"chat_id": row.chat_id, "text": f"job {row.job.id} part {row.part}"}
    )

    async def compose(self, delivery: Delivery) -> Call | Skip:
        return self.compose_as(delivery)


@dataclass
class PostOffice:
    """Everything a sender needs, and the sender once it is opened."""

    clock: ManualClock = field(default_factory=ManualClock)
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    composer: PlainComposer = field(default_factory=PlainComposer)
    flooding: Flooding = field(default_factory=Flooding)
    notices: list[Notice] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.api = ScriptedApi(self.clock)
        self.pace = Pace()
        self.gates = Gates()

    def open(
        self,
        *,
        epoch: int = 1,
        policy: DoubtPolicy = DoubtPolicy.RESEND_SILENTLY,
        paid: bool = False,
        connections: int = 64,
    ) -> Sender:
        """Start the sender."""
        self.traffic = Traffic(self.clock, self.pace, self.gates, self.flooding)
        self.sender = Sender(
            ledger=self.ledger,
            composer=self.composer,
            api=self.api,
            clock=self.clock,
            traffic=self.traffic,
            epoch=epoch,
            policy=policy,
            paid=paid,
            connections=connections,
            tell=self.notices.append,
        )
        self.tasks.append(asyncio.create_task(self.sender.run()))
        return self.sender

    async def close(self, *, drain: float = 20.0, within: float = 30.0) -> None:
        """Stop the sender as a SIGTERM would."""
        stopping = asyncio.create_task(self.sender.stop(drain))
        await self.clock.advance(within)
        await stopping

    async def demolish(self) -> None:
        """Leave nothing behind."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.ledger.close()
