"""Flights: the messages that are claimed and not yet answered.

A few workers take them in turn, so that a message costs no task. A worker composes the call, waits for its
slot in the pace, looks once more at everything that may hold it back, posts, and leaves a result. Whatever
happens to a worker, the row it holds gets a result; three places it can be when it ends early:

1. not launched yet: the row goes back as it was;
2. on the wire: a named doubt;
3. answered: the outcome is on record already.
"""

import asyncio
import logging
from collections.abc import Iterable
from datetime import timedelta

from telegram.error import TelegramError

from bot.clock import Clock
from bot.delivery.ledger import Api, Call, Composer, Result, Skip
from bot.delivery.outcome import (
    ContentFault,
    Failed,
    InDoubt,
    Outcome,
    is_sending,
    of_answer,
    of_failure,
)
from bot.delivery.settling import DoubtPolicy, released, settle, skipped
from bot.delivery.traffic import Traffic
from bot.delivery.waiting import wait_for
from bot.model import Delivery
from storage.database import FAILURES

_log = logging.getLogger(__name__)

# Storage that fails while a message is composed says nothing about the message.
_AFTER_STORAGE_TROUBLE = timedelta(seconds=5)


class Flights:
    """Everything under way. `stir` is set whenever a result has come in."""

    def __init__(
        self,
        api: Api,
        composer: Composer,
        traffic: Traffic,
        clock: Clock,
        stir: asyncio.Event,
        *,
        most: int,
        policy: DoubtPolicy,
        extras: dict[str, object],
    ) -> None:
        self._api = api
        self._composer = composer
        self._traffic = traffic
        self._clock = clock
        self._stir = stir
        self._most = most
        self._policy = policy
        self._extras = extras
        self._queue: asyncio.Queue[Delivery] = asyncio.Queue()
        self._workers: list[asyncio.Task[None]] = []
        self._held: dict[int, Delivery] = {}
        self._slotless: set[int] = set()
        self._wire: set[int] = set()
        self._results: list[Result] = []
        self._grounded = False
        self._landed = asyncio.Event()

    @property
    def count(self) -> int:
        """Messages claimed and not yet answered."""
        return len(self._held)

    @property
    def waiting(self) -> int:
        """Messages that have no slot of the pace yet."""
        return len(self._slotless)

    @property
    def chats(self) -> frozenset[int]:
        return frozenset(self._held)

    def launch(self, deliveries: Iterable[Delivery]) -> None:
        """Take over rows that were just claimed."""
        for delivery in deliveries:
            if delivery.chat_id in self._held:
                # One message a chat is under way at a time, whatever was claimed: order depends on it.
                self._results.append(released(delivery))
                continue
            self._held[delivery.chat_id] = delivery
            self._slotless.add(delivery.chat_id)
            self._queue.put_nowait(delivery)
        while len(self._workers) < min(self.count, self._most):
            self._workers.append(asyncio.create_task(self._work(), name=f"flight-{len(self._workers)}"))

    def results(self) -> tuple[Result, ...]:
        """What came of them so far and is not recorded yet."""
        return tuple(self._results)

    def recorded(self, results: tuple[Result, ...]) -> None:
        """Storage has the first so many of the results."""
        del self._results[: len(results)]

    def ground(self) -> None:
        """Launch nothing more."""
        self._grounded = True

    async def land(self, *, within: float) -> None:
        """Launch nothing more, wait so many seconds for what is on the wire, then give it up as doubts."""
        self.ground()
        while not self._queue.empty():
            self._end(released(self._queue.get_nowait()))
        deadline = self._clock.monotonic() + within
        while self._held and (left := deadline - self._clock.monotonic()) > 0:
            self._landed.clear()
            await wait_for(self._landed, self._clock, at_most=left)
        await self.abandon()

    async def abandon(self) -> None:
        """End every worker now."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        self._workers.clear()

    async def _work(self) -> None:
        while True:
            delivery = await self._queue.get()
            self._end(await self._fly(delivery))

    def _end(self, result: Result) -> None:
        del self._held[result.delivery.chat_id]
        self._slotless.discard(result.delivery.chat_id)
        self._results.append(result)
        self._stir.set()
        self._landed.set()

    async def _fly(self, delivery: Delivery) -> Result:
        try:
            return await self._flight(delivery)
        except asyncio.CancelledError:
            doubt = self._doubt(delivery, "given up while on the wire")
            self._end(doubt or released(delivery))
            raise
        except Exception as crash:
            # The last line of defence: whatever broke, the row gets a result and the others go on.
            _log.exception("delivery to reader %d of job %d broke", delivery.reader_id, delivery.job.id)
            reason = f"{type(crash).__name__}: {crash}"
            return self._doubt(delivery, reason) or settle(delivery, Failed(reason), self._clock.now())

    def _doubt(self, delivery: Delivery, reason: str) -> Result | None:
        """The row as a doubt if its message may be on the wire."""
        if delivery.chat_id not in self._wire:
            return None
        self._wire.discard(delivery.chat_id)
        return settle(delivery, InDoubt(reason), self._clock.now(), policy=self._policy)

    async def _flight(self, delivery: Delivery) -> Result:
        call = await self._compose(delivery)
        if not isinstance(call, Call):
            return call
        await self._turn(delivery, call.messages)
        obstacle = self._obstacle(delivery)
        if obstacle:
            return released(delivery, obstacle)
        outcome = await self._post(delivery, call)
        return settle(delivery, outcome, self._clock.now(), policy=self._policy)

    async def _turn(self, delivery: Delivery, messages: int) -> None:
        """Wait for this call's slot. One that makes several messages takes the slots after it too."""
        self._slotless.discard(delivery.chat_id)
        now = self._clock.monotonic()
        slot = self._traffic.pace.take(now)
        for _ in range(messages - 1):
            self._traffic.pace.take(now)
        if slot > now:
            await self._clock.sleep(slot - now)
            self._traffic.pace.left(slot, self._clock.monotonic())

    def _obstacle(self, delivery: Delivery) -> str | None:
        if self._grounded:
            return "stopping"
        return self._traffic.obstacle(delivery, others_on_the_wire=len(self._wire))

    async def _compose(self, delivery: Delivery) -> Call | Result:
        now = self._clock.now()
        try:
            call = await self._composer.compose(delivery)
        except FAILURES as error:
            return released(delivery, str(error), due_at=now + _AFTER_STORAGE_TROUBLE)
        except Exception as crash:
            # A message that cannot be made is a fault of its content until somebody else's can be.
            _log.exception("job %d cannot be composed for reader %d", delivery.job.id, delivery.reader_id)
            fault = ContentFault(f"{type(crash).__name__}: {crash}", certain=False)
            self._traffic.faults.note(delivery.job.id, delivery.chat_id, fault.reason, certain=False)
            return settle(delivery, fault, now)
        return skipped(delivery, call.reason) if isinstance(call, Skip) else call

    async def _post(self, delivery: Delivery, call: Call) -> Outcome:
        payload = self._payload(delivery, call)
        launched_at = self._clock.monotonic()
        self._wire.add(delivery.chat_id)
        outcome = await self._outcome(call, payload)
        self._wire.discard(delivery.chat_id)
        self._traffic.landed(delivery, outcome, launched_at=launched_at)
        return outcome

    async def _outcome(self, call: Call, payload: dict[str, object]) -> Outcome:
        try:
            return of_answer(await self._api.call(call.method, payload, shared=call.shared))
        except TelegramError as error:
            return of_failure(error, method=call.method)

    def _payload(self, delivery: Delivery, call: Call) -> dict[str, object]:
        payload = dict(call.payload)
        if is_sending(call.method):
            payload.update(self._extras)
            if delivery.silent:
                payload["disable_notification"] = True
        return payload
