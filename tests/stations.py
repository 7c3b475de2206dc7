"""A station: what announces, and sends by hand what it announced, one row at a time."""

import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from bot.airing.looking import on_air
from bot.airtime import OnAir, Stage
from bot.delivery.amending import Amending
from bot.delivery.announcing import Announcing
from bot.delivery.composers import Composers
from bot.delivery.ledger import Call, Result, Skip
from bot.delivery.settling import released, skipped
from bot.delivery.stored import StoredLedger
from bot.i18n import Catalogues
from bot.model import Announcement, Content, Delivery, DeliveryState, Lane
from storage.database import Database
from tests.announcing import Announcer
from tests.clocks import ManualClock
from tests.talking import NOW


@dataclass(frozen=True)
class Posted:
    """A call as Telegram would see it."""

    method: str
    chat_id: int
    message_id: object
    said: str
    """The text or caption."""


class Station(Announcer):
    """Delivers as the sender would, in its transactions."""

    def __init__(self, db: Database, clock: ManualClock, catalogues: Catalogues) -> None:
        super().__init__(db, clock)
        self.ledger = StoredLedger(db)
        self.composers = Composers(
            Announcing(db), announcements=Announcing(db), amendments=Amending(db, catalogues, clock.now)
        )
        self.posted: list[Posted] = []
        self._messages = 100

    async def takes(self, limit: int = 100, *, now: datetime | None = None) -> list[Delivery]:
        """Claim rows, which are on their way then."""
        claimed = await self.ledger.turn(
            results=(),
            gates=(),
            wanted={Lane.BROADCAST: limit},
            resting=(),
            now=now or self.clock.now(),
            epoch=1,
        )
        return list(claimed)

    async def lands(self, *rows: Delivery, state: DeliveryState | None = None, reason: str = "") -> None:
        """Each is answered: well, or so."""
        await self.settles(*[await self._result(row, state, reason) for row in rows])

    async def settles(self, *results: Result) -> None:
        """What became of rows is written down."""
        await self.ledger.turn(
            results=results, gates=(), wanted={}, resting=(), now=self.clock.now(), epoch=1
        )

    async def sends(self, limit: int = 100) -> None:
        """Up to so many rows go out and are answered well."""
        await self.lands(*await self.takes(limit))

    async def sees(self, announcement: Announcement) -> OnAir:
        seen = await on_air(self.db, announcement.id, rate=28.0, now=self.clock.now())
        assert seen is not None
        return seen

    async def is_balanced(self) -> bool:
        async with self.db.reading() as read:
            return await read.ledger.jobs.unbalanced() == ()

    async def _result(self, row: Delivery, state: DeliveryState | None, reason: str) -> Result:
        if state is DeliveryState.READY:
            return released(row, reason)
        if state is not None:
            return Result(row, state, row.attempts + 1, reason=reason)
        call = await self.composers.compose(row)
        if isinstance(call, Skip):
            return skipped(row, call.reason)
        return self._answered(row, call)

    def _answered(self, row: Delivery, call: Call) -> Result:
        shared = {name: values[0] for name, values in parse_qs(call.shared.decode()).items()}
        message = call.payload.get("message_id", call.payload.get("message_ids"))
        said = shared.get("text") or shared.get("caption") or _captions(shared.get("media", "[]"))
        self.posted.append(Posted(call.method, row.chat_id, message, said))
        ids = tuple(range(self._messages, self._messages + call.messages))
        self._messages += call.messages
        sent = call.method.startswith("send")
        return Result(
            row,
            DeliveryState.SENT,
            1,
            message_id=ids[0] if sent else None,
            album=ids[1:] if sent else (),
        )


def _captions(media: str) -> str:
    return " ".join(each["caption"] for each in json.loads(media) if each.get("caption"))


def counts(stage: Stage) -> dict[str, int]:
    """A job's rows by state."""
    return {state.value: n for state, n in stage.count.by_state.items()}


__all__ = ["NOW", "Content", "Posted", "Station", "counts"]
