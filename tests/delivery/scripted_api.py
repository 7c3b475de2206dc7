"""A pretend Bot API in memory, on a manual clock: what it is told to answer, and what it was asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.transport.answers import Answer
from tests.clocks import ManualClock

Rule = Callable[["Asked"], Answer | Exception | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A call as it arrived."""

    at: float
    chat_id: int
    method: str
    payload: Mapping[str, object]


@dataclass
class ScriptedApi:
    """Accepts everything after `latency` seconds, unless `rule` says something else (None: accepted)."""

    clock: ManualClock
    latency: float = 0.1
    rule: Rule = lambda asked: None
    asked: list[Asked] = field(default_factory=list)
    on_the_wire: int = 0
    most_on_the_wire: int = 0

    async def call(
        self, method: str, payload: Mapping[str, object], *, shared: bytes = b"", read_timeout: float = 20.0
    ) -> Answer:
        chat_id = payload["chat_id"]
        assert isinstance(chat_id, int)
        asked = Asked(self.clock.monotonic(), chat_id, method, payload)
        self.asked.append(asked)
        self.on_the_wire += 1
        self.most_on_the_wire = max(self.most_on_the_wire, self.on_the_wire)
        try:
            answer = self.rule(asked)
            await self.clock.sleep(self.latency)
        finally:
            self.on_the_wire -= 1
        if isinstance(answer, Exception):
            raise answer
        return answer or {"message_id": 1000 + len(self.asked)}

    @property
    def chats(self) -> list[int]:
        return [asked.chat_id for asked in self.asked]

    def times(self, chat: int | None = None) -> list[float]:
        return [asked.at for asked in self.asked if chat in (None, asked.chat_id)]
