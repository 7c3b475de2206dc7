"""The engine: the parts of delivery that share one pace and one set of gates, put together.

limiter (replies) ──┐
                    ├── pace, gates, flooding
sender (bulk) ──────┘
"""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.delivery.absence import Absence
from bot.delivery.flooding import Flooding
from bot.delivery.gates import Gates
from bot.delivery.ledger import Api, Composer
from bot.delivery.limiter import Lanes
from bot.delivery.pace import Pace
from bot.delivery.presence import Presence
from bot.delivery.sender import Sender
from bot.delivery.stored import StoredLedger, stored_gates
from bot.delivery.traffic import Traffic
from bot.notices import Tell
from bot.promptness import ReplyTimes
from storage.database import Database

CONNECTIONS = 512
"""Bulk messages on the wire at a time, at most: enough for a thousand a second at half a second each."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One run's. `epoch` is its number: what an older one left in flight is in doubt."""

    epoch: int
    pace: Pace
    limiter: Lanes
    traffic: Traffic
    times: ReplyTimes
    """Of the replies."""
    absence: Absence
    """Of the sender."""
    db: Database
    clock: Clock

    def sender(self, api: Api, composer: Composer, *, paid: bool, tell: Tell) -> Sender:
        """The sender of this run, still to be run."""
        return Sender(
            ledger=StoredLedger(self.db),
            composer=composer,
            api=api,
            clock=self.clock,
            traffic=self.traffic,
            epoch=self.epoch,
            connections=CONNECTIONS,
            paid=paid,
            tell=tell,
            absence=self.absence,
        )

    def presence(self) -> Presence:
        """What the next run shall know of this one."""
        return Presence(self.db, self.absence, self.clock, run=self.epoch)


async def engine(db: Database, clock: Clock, *, rate: float, ceiling: float) -> Engine:
    """An engine for a new run; gates that an older run closed still are. Rates in messages a second."""
    pace, flooding = Pace(rate, ceiling=ceiling), Flooding()
    gates = Gates(await stored_gates(db, now=clock.now()))
    return Engine(
        epoch=await _begin(db, clock.now()),
        pace=pace,
        limiter=Lanes(clock, pace, gates, flooding),
        traffic=Traffic(clock, pace, gates, flooding),
        times=ReplyTimes(clock),
        absence=Absence(),
        db=db,
        clock=clock,
    )


async def _begin(db: Database, now: datetime) -> int:
    async with db.transaction() as tx:
        return await tx.ledger.begin_run(now=now)
