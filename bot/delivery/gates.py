"""Gates: instants before which nothing, no bulk message, or nothing for one chat may be sent.

Of several deadlines for one gate the largest wins. They are wall-clock instants, because storage keeps them:
a restart inside a halt waits for the rest of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(days=1)
"""No gate is closed for longer at a time, whatever a broken server asks for."""
# Forget open gates when so many are remembered: a storm may close one for each reader.
_SWEEP = 1024


class Door(StrEnum):
    """The gates that are not one chat's."""

    ALL = "all"
    BULK = "bulk"


Key = int | Door
"""A chat id, or a door."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Closed until an instant; `closed_at` tells how long that was meant to be."""

    key: Key
    until: datetime
    closed_at: datetime

    def remaining(self, now: datetime) -> timedelta:
        """How long it stays closed; a clock that was set back does not make that longer."""
        return min(self.until - now, self.until - self.closed_at)


class Gates:
    """Every gate that is closed. What changed is kept until storage has it."""

    def __init__(self, stored: Iterable[Gate] = ()) -> None:
        self._gates: dict[Key, Gate] = {gate.key: gate for gate in stored}
        self._changed: dict[Key, Gate] = {}
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever a gate closes or closes for longer."""
        self._listeners.append(listener)

    def close(self, key: Key, until: datetime, *, now: datetime) -> None:
        """Keep one gate closed until then, at most LONGEST; a nearer deadline changes nothing."""
        until = min(until, now + LONGEST)
        if now + self._remaining(key, now) >= until:
            return
        self._gates[key] = self._changed[key] = Gate(key, until, now)
        if len(self._gates) > _SWEEP:
            self._sweep(now)
        for listener in self._listeners:
            listener()

    def wait(self, *keys: Key, now: datetime) -> float:
        """Seconds until all of these gates are open; 0 when they are."""
        return max((self._remaining(key, now) for key in keys), default=timedelta()).total_seconds()

    def closed_until(self, *keys: Key, now: datetime) -> datetime | None:
        """When all of these gates are open; None when they are."""
        wait = self.wait(*keys, now=now)
        return now + timedelta(seconds=wait) if wait > 0 else None

    def chats_closed(self, now: datetime) -> int:
        """How many chats have a closed gate of their own."""
        return sum(
            isinstance(key, int) and gate.remaining(now) > timedelta() for key, gate in self._gates.items()
        )

    def until(self, chat_id: int | None, now: datetime) -> datetime:
        """The instant from which a reply to the chat may leave: now, or when its gates have opened."""
        keys: tuple[Key, ...] = (Door.ALL,) if chat_id is None else (Door.ALL, chat_id)
        return now + timedelta(seconds=self.wait(*keys, now=now))

    def changes(self) -> tuple[Gate, ...]:
        """The gates that storage does not know yet."""
        return tuple(self._changed.values())

    def stored(self, gates: Iterable[Gate]) -> None:
        """Storage has these now."""
        for gate in gates:
            if self._changed.get(gate.key) == gate:
                del self._changed[gate.key]

    def _remaining(self, key: Key, now: datetime) -> timedelta:
        gate = self._gates.get(key)
        return max(gate.remaining(now), timedelta()) if gate else timedelta()

    def _sweep(self, now: datetime) -> None:
        self._gates = {key: gate for key, gate in self._gates.items() if gate.remaining(now) > timedelta()}
