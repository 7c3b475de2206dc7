"""Limits: how fast a bot may send before it is told to wait.

Telegram says about one message a second to one chat, twenty a minute to a group, thirty a second over all, or
a thousand when it is paid for; how its counters work it does not say. Each limit here can be switched on
alone.
"""

import math
from collections import deque
from dataclasses import dataclass, field

from .clock import Clock
from .refusals import flooded


@dataclass(slots=True)
class _Window:
    """At most `most` events in any `seconds`."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more fits; zero when it fits now."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        return self.times[-self.most] + self.seconds - now if len(self.times) >= self.most else 0.0


@dataclass(slots=True)
class _Bucket:
    """One event each `every` seconds, and up to `burst` at once after a rest."""

    every: float
    burst: int
    full_at: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more fits; zero when it fits now."""
        return max(0.0, self.full_at - now - self.every * (self.burst - 1))

    def take(self, now: float) -> None:
        """Count an event."""
        self.full_at = max(self.full_at, now) + self.every


@dataclass(slots=True)
class Limits:
    """The switches, the sizes, and what was sent lately.

    `polls`: who asks for the same updates again within 3 s is made to wait, as on the real server.
    `patience`: a wait up to so many seconds is not refused but sat out, as the real server does up to about
    8.
    """

    clock: Clock
    overall: bool = False
    per_chat: bool = False
    crowds: bool = False
    polls: bool = False
    overall_rate: int = 30
    paid_rate: int = 1000
    chat_seconds: float = 1.0
    chat_burst: int = 3
    crowd_rate: int = 20
    patience: float = 0.0
    _all: dict[str, _Window] = field(default_factory=dict)
    _chats: dict[int, _Bucket] = field(default_factory=dict)
    _crowds: dict[int, _Window] = field(default_factory=dict)

    def check(self, chat_id: int, *, crowded: bool, paid: bool = False, count: int = 1) -> None:
        """Count `count` messages to a chat; Refused with 429, nothing counted, when they come too soon."""
        if not (self.overall or self.per_chat or self.crowds):
            return
        now = self.clock.monotonic()
        windows, buckets = self._concerned(chat_id, crowded, paid)
        wait = max(*(one.wait(now) for one in windows), *(one.wait(now) for one in buckets), 0.0, 0.0)
        if wait > 0.0:
            raise flooded(max(1, math.ceil(wait)))
        for window in windows:
            window.times.extend([now] * count)
        for bucket in buckets:
            for _ in range(count):
                bucket.take(now)

    def forget(self) -> None:
        """Start counting anew, for instance after a change of sizes."""
        self._all.clear()
        self._chats.clear()
        self._crowds.clear()

    def _concerned(self, chat_id: int, crowded: bool, paid: bool) -> tuple[list[_Window], list[_Bucket]]:
        windows: list[_Window] = []
        buckets: list[_Bucket] = []
        if self.overall:
            windows.append(self._overall(paid))
        if self.crowds and crowded:
            windows.append(self._crowds.setdefault(chat_id, _Window(self.crowd_rate, 60.0)))
        if self.per_chat:
            buckets.append(self._chats.setdefault(chat_id, _Bucket(self.chat_seconds, self.chat_burst)))
        return windows, buckets

    def _overall(self, paid: bool) -> _Window:
        if paid:
            return self._all.setdefault("paid", _Window(self.paid_rate, 1.0))
        return self._all.setdefault("free", _Window(self.overall_rate, 1.0))

    def settings(self) -> dict[str, float]:
        """The switches and sizes, by name."""
        names = [
            "overall",
            "per_chat",
            "crowds",
            "polls",
            "overall_rate",
            "paid_rate",
            "chat_seconds",
            "chat_burst",
            "crowd_rate",
            "patience",
        ]
        return {name: getattr(self, name) for name in names}

    def change(self, wanted: dict[str, float]) -> None:
        """Set switches and sizes; ValueError names one that does not exist or is no number."""
        known = self.settings()
        for name, value in wanted.items():
            if name not in known:
                raise ValueError(f"there is no limit {name!r}; there are {', '.join(known)}")
            if not _is_size(value):
                raise ValueError(f"the limit {name!r} takes a number or a truth value, not {value!r}")
        for name, value in wanted.items():
            setattr(self, name, type(known[name])(value))
        self.forget()


def _is_size(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value < 1e9
