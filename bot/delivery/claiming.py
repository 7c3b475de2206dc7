"""Claiming: how many rows to ask the ledger for now, and when it makes sense to ask again.

Claimed is what the pace lets leave until the next tick has been written, as far as rate × latency needs it
under way. More would only be more doubts after a kill.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import ceil

from bot.clock import Clock
from bot.delivery import lanes
from bot.delivery.flights import Flights
from bot.delivery.ledger import Backlog, Result
from bot.delivery.traffic import Traffic
from bot.model import Delivery, DeliveryState, Lane

TICK = 0.1
"""Seconds from one transaction to the next, at least."""
# What leaves while the next tick's transaction is being written has to be claimed before it.
_AHEAD = TICK + 0.03
# Seconds that a call takes at the least: what is claimed must have an end, however near the server is.
_SHORTEST_CALL = 0.02
LONGEST_REST = 300.0
"""Seconds after which an idle sender looks at the backlog all the same: the wall clock may have been set."""
# Seconds after which a backlog that was seen is looked at again while something is under way.
_STALE = 1.0
# Ticks that claim nothing although something seemed ready (its chats rest) come at half the pace each time.
_MOST_FRUITLESS = 3


class Claiming:
    """What is known of the backlog, and the shares of its lanes."""

    def __init__(self, traffic: Traffic, flights: Flights, clock: Clock, *, connections: int) -> None:
        self._traffic = traffic
        self._flights = flights
        self._clock = clock
        self._connections = connections
        self._backlog: Backlog | None = None
        self._seen_at = float("-inf")
        self._credit: lanes.Credit = {}
        self._next_credit: lanes.Credit = {}
        self._fruitless = 0
        self.forgotten = 0
        """How often the backlog was forgotten: what was counted before the last time may be out of date."""

    def forget(self) -> None:
        """The backlog may have changed: look at it again before anything else."""
        self._backlog = None
        self._fruitless = 0
        self.forgotten += 1

    def must_look(self, now: datetime) -> bool:
        """Whether the backlog is unknown or out of date."""
        backlog = self._backlog
        if backlog is None or self._clock.monotonic() - self._seen_at > _STALE:
            return True
        return backlog.next_due is not None and backlog.next_due <= now

    def look(self, backlog: Backlog, *, forgotten: int) -> None:
        """Take in a backlog that was counted when it had been `forgotten` so often."""
        self._backlog = backlog if forgotten == self.forgotten else None
        self._seen_at = self._clock.monotonic()

    def wanted(self) -> Mapping[Lane, int]:
        """How many rows of each lane to claim now."""
        backlog = self._backlog or Backlog()
        shares, self._next_credit = lanes.share(self._slots(), backlog.ready, self._credit)
        return shares

    def learn(
        self, wanted: Mapping[Lane, int], claimed: Sequence[Delivery], results: Iterable[Result]
    ) -> None:
        """What a turn says about the backlog that was thought to be there."""
        if wanted:
            self._credit = self._next_credit
        short = len(claimed) < sum(wanted.values())
        self._fruitless = min(self._fruitless + 1, _MOST_FRUITLESS) if short and not claimed else 0
        if short or any(result.state is DeliveryState.READY for result in results):
            self._backlog = None
        elif self._backlog is not None:
            self._backlog = self._backlog.less(delivery.job.lane for delivery in claimed)

    def idle_for(self) -> float | None:
        """Seconds until another look or claim makes sense; None until something stirs."""
        if self._backlog is None:
            return TICK * ((1 << self._fruitless) - 1)
        if self._backlog.total == 0:
            return self._until_due(self._backlog)
        if closed := self._traffic.closed_for():
            return closed
        if self._room() <= 0:
            return None
        if self._slots() > 0:
            return 0.0
        return max(self._traffic.pace.next_at - self._clock.monotonic() - _AHEAD, TICK)

    def _slots(self) -> int:
        """How many messages may be claimed now."""
        if self._traffic.closed_for() > 0:
            return 0
        due = self._traffic.pace.allowance(self._clock.monotonic(), _AHEAD) - self._flights.waiting
        return max(0, min(self._room(), due))

    def _room(self) -> int:
        """How many more messages may be under way."""
        if self._traffic.is_probing():
            return 1 - self._flights.count
        pace = self._traffic.pace
        # As many as the connections carry until the next tick, where they carry less than the pace allows.
        rate = min(pace.rate, self._connections / max(pace.usual_latency, _SHORTEST_CALL))
        return ceil(rate * (pace.usual_latency + TICK)) + 1 - self._flights.count

    def _until_due(self, backlog: Backlog) -> float:
        if backlog.next_due is None:
            return LONGEST_REST
        wait = (backlog.next_due - self._clock.now()).total_seconds()
        return min(max(wait, 0.0), LONGEST_REST)
