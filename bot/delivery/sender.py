"""The sender: ten times a second at most, one transaction records what came back and claims what goes next.

    tick: results, gates ──▶ ledger.turn ──▶ claimed rows ──▶ flights (compose, pace, post) ──▶ results ─┐
      ▲                                                                                                  │
      └────────────────────── a result, a new job, a due row, or the end of a halt ──────────────────────┘

When nothing is due it rests, and asks storage nothing, until `wake` or the instant that the backlog named.
"""

import asyncio
import logging

from bot.clock import Clock
from bot.delivery.absence import LATE, Absence
from bot.delivery.claiming import TICK, Claiming
from bot.delivery.flights import Flights
from bot.delivery.ledger import Api, Composer, Ledger
from bot.delivery.settling import DoubtPolicy
from bot.delivery.traffic import Traffic
from bot.delivery.waiting import wait_for
from bot.notices import Halted, JobHeld, Late, LateAnnouncement, StorageBack, StorageFailing, Tell, log

DRAIN = 20.0
"""Seconds that what is on the wire is given to land at the end."""
_FIRST_TROUBLE = 0.5
_LONGEST_TROUBLE = 30.0
# How often the last results are offered to a storage that fails while we are stopping.
_LAST_TRIES = 3

_log = logging.getLogger(__name__)


class Sender:
    """Sends what the ledger holds. One runs at a time for a database."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        composer: Composer,
        api: Api,
        clock: Clock,
        traffic: Traffic,
        epoch: int,
        connections: int = 64,
        policy: DoubtPolicy = DoubtPolicy.RESEND_SILENTLY,
        paid: bool = False,
        tell: Tell = log,
        absence: Absence | None = None,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._traffic = traffic
        self._epoch = epoch
        self._tell = tell
        self._stir = asyncio.Event()
        self._ended = asyncio.Event()
        self._ended.set()
        self._stopping = False
        self._drain = DRAIN
        self._recovered = False
        self._absence = absence or Absence()
        self._trouble = 0.0
        self._flights = Flights(
            api,
            composer,
            traffic,
            clock,
            self._stir,
            most=connections,
            policy=policy,
            extras={"allow_paid_broadcast": True} if paid else {},
        )
        self._claiming = Claiming(traffic, self._flights, clock, connections=connections)
        traffic.gates.listen(self._stir.set)

    @property
    def under_way(self) -> int:
        """Messages claimed and not yet answered."""
        return self._flights.count

    def wake(self) -> None:
        """Something was planned: look at the backlog now."""
        self._claiming.forget()
        self._stir.set()

    async def stop(self, drain: float = DRAIN) -> None:
        """Claim nothing more, wait so many seconds for what is on the wire, record it, and end `run`.

        Returns when `run` has ended, at once where it has not begun; a `run` begun later ends at once.
        """
        self._stopping = True
        self._drain = drain
        self._flights.ground()
        self._stir.set()
        await self._ended.wait()

    async def run(self) -> None:
        """Send until stopped, or until nothing can be sent any more (`Halted` is told, the rows stay)."""
        self._ended.clear()
        try:
            while not self._is_ending():
                await self._step()
            await self._finish()
        finally:
            await self._flights.abandon()
            self._ended.set()

    def _is_ending(self) -> bool:
        return self._stopping or self._traffic.fatal is not None

    async def _step(self) -> None:
        began = self._clock.monotonic()
        try:
            await self._tick()
        except Exception as error:
            # Results are in memory only until a turn takes them, so no failure of storage may end this loop.
            await self._suffer(error)
            return
        self._end_trouble()
        await self._clock.sleep(began + TICK - self._clock.monotonic())
        await self._rest()

    async def _tick(self) -> None:
        """Everything that needs storage, in the order in which it matters."""
        if not self._recovered:
            await self._ledger.recover(self._epoch, self._clock.now())
            self._absence.remember(await self._ledger.last_alive(self._epoch))
            self._recovered = True
        await self._come_back()
        await self._hold_jobs()
        if self._claiming.must_look(self._clock.now()):
            forgotten = self._claiming.forgotten
            self._claiming.look(await self._ledger.backlog(self._clock.now()), forgotten=forgotten)
        await self._turn()

    async def _come_back(self) -> None:
        """After a long absence, put off what is too late to be sent as if it were new, before anything is."""
        now = self._clock.now()
        if gone := self._absence.length(now):
            deferred = await self._ledger.defer_late(before=now - LATE, now=now)
            self._claiming.forget()
            if deferred.messages:
                self._tell(Late(gone, deferred.briefs, deferred.messages))
            for job_id in deferred.announcements:
                self._tell(LateAnnouncement(job_id))
        self._absence.seen(now)

    async def _hold_jobs(self) -> None:
        for job_id, reason in self._traffic.faults.to_hold():
            waits = await self._ledger.hold(job_id, reason, self._clock.now())
            self._traffic.faults.held(job_id)
            if waits:
                self._tell(JobHeld(job_id, reason))

    async def _turn(self) -> None:
        results, gates = self._flights.results(), self._traffic.gates.changes()
        # After a failure, what is known must be on disk before anything new is begun.
        must_only_record = self._stopping or (self._trouble and (results or gates))
        wanted = {} if must_only_record else self._claiming.wanted()
        if not (results or gates or wanted):
            return
        claimed = await self._ledger.turn(
            results=results,
            gates=gates,
            wanted=wanted,
            resting=self._traffic.spacing.resting(self._clock.monotonic()) | self._flights.chats,
            now=self._clock.now(),
            epoch=self._epoch,
        )
        self._flights.recorded(results)
        self._traffic.gates.stored(gates)
        self._claiming.learn(wanted, claimed, results)
        for delivery in claimed:
            self._traffic.faults.claimed(delivery.job.id)
        self._flights.launch(claimed)

    async def _rest(self) -> None:
        """Wait until there is something to do."""
        wait = 0.0 if self._has_news() else self._claiming.idle_for()
        if wait != 0.0:
            await wait_for(self._stir, self._clock, at_most=wait)
        self._stir.clear()

    def _has_news(self) -> bool:
        """Whether there is something to record, or to end for."""
        traffic = self._traffic
        return bool(
            self._is_ending()
            or self._flights.results()
            or traffic.gates.changes()
            or traffic.faults.to_hold()
        )

    async def _suffer(self, error: Exception) -> None:
        """Storage failed: keep every result, claim nothing, and try again later and later."""
        if not self._trouble:
            _log.error("a tick of delivery failed", exc_info=error)
            self._tell(StorageFailing(f"{type(error).__name__}: {error}"))
        self._claiming.forget()
        self._trouble = min(self._trouble * 2, _LONGEST_TROUBLE) or _FIRST_TROUBLE
        until = self._clock.monotonic() + self._trouble
        was_stopping = self._stopping
        while (left := until - self._clock.monotonic()) > 0 and self._stopping == was_stopping:
            self._stir.clear()
            await wait_for(self._stir, self._clock, at_most=left)

    def _end_trouble(self) -> None:
        if self._trouble:
            self._trouble = 0.0
            self._tell(StorageBack())

    async def _finish(self) -> None:
        """Land what is under way, and record it; a row that cannot be recorded is found by the next epoch."""
        if self._traffic.fatal is not None:
            self._tell(Halted(self._traffic.fatal))
        await self._flights.land(within=self._drain)
        self._stopping = True
        for _ in range(_LAST_TRIES):
            try:
                await self._turn()
                return
            except Exception as error:
                await self._suffer(error)
