"""A server whose limit nobody knows, and a crowd sent to it, in virtual time: no task, no socket, no waiting.

Between a message's departure and its answer lies its latency, half of it on the way there.
"""

import heapq
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Protocol

from bot.delivery.flooding import Flooding
from bot.delivery.gates import Gates
from bot.delivery.outcome import Flooded, Outcome, Sent
from bot.delivery.pace import Pace
from bot.delivery.traffic import Traffic
from tests.clocks import NOON
from tests.delivery.memory_ledger import delivery


class Server(Protocol):
    def takes(self, at: float) -> bool:
        """Whether a message that arrives then is taken."""


@dataclass
class Window:
    """Takes so many messages in any second."""

    limit: int
    _taken: deque[float] = field(default_factory=deque)

    def takes(self, at: float) -> bool:
        while self._taken and self._taken[0] <= at - 1.0:
            self._taken.popleft()
        if len(self._taken) >= self.limit:
            return False
        self._taken.append(at)
        return True


@dataclass
class Bucket:
    """Takes a burst of one second's messages, and then so many a second."""

    limit: int
    _level: float = 0.0
    _at: float = 0.0

    def takes(self, at: float) -> bool:
        self._level = max(self._level - (at - self._at) * self.limit, 0.0)
        self._at = at
        if self._level + 1 > self.limit:
            return False
        self._level += 1
        return True


@dataclass
class Faulty:
    """Refuses this share of all messages for no reason."""

    server: Server
    share: float
    random: Random

    def takes(self, at: float) -> bool:
        return self.random.random() >= self.share and self.server.takes(at)


@dataclass
class SetClock:
    """A clock that shows what it is set to."""

    elapsed: float = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.elapsed)

    def monotonic(self) -> float:
        return self.elapsed

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody sleeps in virtual time")


@dataclass(frozen=True, slots=True)
class Journey:
    """A message on its way: when it left, for whom, and whether it was taken."""

    left_at: float
    chat_id: int
    is_taken: bool


@dataclass
class Sending:
    """A crowd that is sent to through one pace, and what came of it."""

    server: Server
    latency: Callable[[], float]
    pace: Pace = field(default_factory=Pace)
    clock: SetClock = field(default_factory=SetClock)
    journeys: list[Journey] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.traffic = Traffic(self.clock, self.pace, Gates(), Flooding())
        self._wire: list[tuple[float, int, Journey]] = []
        self._chats = count(1)

    def send(self, messages: int) -> None:
        """Until so many more have left."""
        until = len(self.journeys) + messages
        while len(self.journeys) < until:
            self._leave()

    def send_for(self, seconds: float) -> None:
        until = self.clock.elapsed + seconds
        while self.clock.elapsed < until:
            self._leave()

    @property
    def refused(self) -> int:
        return sum(not one.is_taken for one in self.journeys)

    @property
    def throughput(self) -> float:
        """Messages taken a second, from the first departure to the last."""
        taken = len(self.journeys) - self.refused
        return (taken - 1) / (self.journeys[-1].left_at - self.journeys[0].left_at)

    def _leave(self) -> None:
        """One message takes its slot and leaves, or is held back until something changes."""
        if closed := self.traffic.closed_for():
            self._pass_to(self.clock.elapsed + closed)
            return
        self._pass_to(self.pace.take(self.clock.elapsed))
        chat_id = next(self._chats)
        if self.traffic.obstacle(delivery(chat_id), others_on_the_wire=len(self._wire)):
            self._pass_to(self._wire[0][0] if self._wire else self.clock.elapsed)
            return
        self._launch(chat_id)

    def _launch(self, chat_id: int) -> None:
        now, latency = self.clock.elapsed, self.latency()
        journey = Journey(now, chat_id, self.server.takes(now + latency / 2))
        self.journeys.append(journey)
        self.rates.append(self.pace.rate)
        heapq.heappush(self._wire, (now + latency, chat_id, journey))

    def _pass_to(self, instant: float) -> None:
        """Let time pass, and what is answered meanwhile be answered."""
        while self._wire and self._wire[0][0] <= instant:
            self.clock.elapsed, chat_id, journey = heapq.heappop(self._wire)
            self._land(journey, chat_id)
        self.clock.elapsed = max(self.clock.elapsed, instant)

    def _land(self, journey: Journey, chat_id: int) -> None:
        outcome: Outcome = Sent(chat_id) if journey.is_taken else Flooded(1.0)
        self.traffic.landed(delivery(chat_id), outcome, launched_at=journey.left_at)
