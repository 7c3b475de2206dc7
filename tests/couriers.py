"""A courier: a station whose rows are posted to a pretend Telegram, and answered by it."""

from datetime import datetime

from telegram.error import TelegramError

from bot.delivery.ledger import Result, Skip
from bot.delivery.outcome import of_answer, of_failure
from bot.delivery.settling import settle, skipped
from bot.i18n import Catalogues
from bot.model import Delivery, DeliveryState
from bot.transport.api import BotApi
from storage.database import Database
from tests.clocks import ManualClock
from tests.stations import Station


class Courier(Station):
    """Posts as the sender would, at once."""

    def __init__(self, db: Database, clock: ManualClock, catalogues: Catalogues, api: BotApi) -> None:
        super().__init__(db, clock, catalogues)
        self._api = api

    async def _result(self, row: Delivery, state: DeliveryState | None, reason: str) -> Result:
        assert state is None, "only Telegram answers here"
        call = await self.composers.compose(row)
        if isinstance(call, Skip):
            return skipped(row, call.reason)
        try:
            answer = await self._api.call(call.method, call.payload, shared=call.shared)
        except TelegramError as error:
            return settle(row, of_failure(error, method=call.method), self._now())
        return settle(row, of_answer(answer), self._now())

    def _now(self) -> datetime:
        return self.clock.now()
