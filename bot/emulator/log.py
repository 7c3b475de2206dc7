"""The log: which calls the bot made, what they were answered, and what reached which chat how often."""

import re
from collections import Counter, deque
from dataclasses import dataclass
from typing import Any, Literal

from .bounds import BOUNDS

Record = Literal["full", "counts"]


@dataclass(frozen=True, slots=True)
class Call:
    """One call: `method` as the Bot API spells it, `ms` spent on it, `time` in seconds since 1970."""

    id: int
    method: str
    params: dict[str, Any]
    answer: dict[str, Any] | None
    status: int
    ms: float
    time: float

    @property
    def chat_id(self) -> int | None:
        """The chat it was about, when that was given as a number."""
        value = str(self.params.get("chat_id", ""))
        return int(value) if re.fullmatch(r"-?[0-9]{1,18}", value) else None

    @property
    def result(self) -> Any:
        """What a successful call gave."""
        return (self.answer or {}).get("result")

    @property
    def description(self) -> str:
        """What a refused call was told."""
        return str((self.answer or {}).get("description", ""))

    def as_json(self) -> dict[str, Any]:
        """The entry as the control API gives it. Status 0 means that the connection was dropped."""
        return {
            "id": self.id,
            "method": self.method,
            "params": self.params,
            "answer": self.answer,
            "status": self.status,
            "ms": round(self.ms, 3),
            "time": self.time,
        }


class Log:
    """The calls, newest last, and the counts. With record "counts" only the counts are kept."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.calls: deque[Call] = deque(maxlen=BOUNDS["log"])
        self.counts: Counter[tuple[str, int]] = Counter()
        self.deliveries: Counter[tuple[int, str]] = Counter()
        self._texts: dict[str, str] = {}
        self._last_id = 0

    def add(
        self,
        method: str,
        params: dict[str, Any],
        answer: dict[str, Any] | None,
        *,
        status: int,
        ms: float,
        time: float,
    ) -> Call | None:
        """Note a call; the entry, when entries are kept."""
        self.counts[method, status] += 1
        self._last_id += 1
        if self.record == "counts":
            return None
        call = Call(self._last_id, method, params, answer, status, ms, time)
        self.calls.append(call)
        return call

    def delivered(self, chat_id: int, text: str) -> None:
        """Count one arrival of this text in this chat."""
        if len(self.deliveries) < BOUNDS["deliveries"]:
            self.deliveries[chat_id, self._texts.setdefault(text, text)] += 1

    def after(self, call_id: int) -> list[Call]:
        """The calls later than the one with this id."""
        return [call for call in self.calls if call.id > call_id]

    def clear(self) -> None:
        """Forget calls and counts."""
        self.calls.clear()
        self.counts.clear()
        self.deliveries.clear()
        self._texts.clear()
