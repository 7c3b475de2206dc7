"""Faults: what goes wrong on purpose. A rule says which calls it hits, how often, and what happens then."""

import math
from dataclasses import dataclass, fields
from typing import Any

from .clock import Clock
from .refusals import Refused, flooded

_FOREVER = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule. Empty conditions match every call; `skip` calls pass before the first is hit, then `times` are.

    What happens, in this order: `delay` seconds pass; `reset` drops the connection before anything is done;
    `garbage` answers 502 with HTML before anything is done; `status` (or `retry_after`, or
    `migrate_to_chat_id`) answers that error; else the call is done, then `lost` drops the connection without
    an answer, or `drip` spreads the answer over that many seconds. A rule with `seconds` is lifted after so
    many of them.
    """

    method: str | None = None
    chat_id: int | None = None
    text: str | None = None
    times: int = 1
    skip: int = 0
    status: int = 0
    description: str = ""
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    delay: float = 0.0
    lost: bool = False
    reset: bool = False
    garbage: bool = False
    drip: float = 0.0
    seconds: float = 0.0

    def matches(self, method: str, chat_id: str, text: str) -> bool:
        """Whether the rule is about such a call; `method` in any case."""
        if self.method is not None and self.method.lower() != method.lower():
            return False
        if self.chat_id is not None and str(self.chat_id) != chat_id:
            return False
        return self.text is None or self.text in text

    def refusal(self) -> Refused | None:
        """The error the rule answers with, when it answers with one."""
        if self.retry_after is not None and not self.description:
            return flooded(self.retry_after)
        if self.migrate_to_chat_id is not None and not self.description:
            text = "group chat was upgraded to a supergroup chat"
            return Refused(text, migrate_to_chat_id=self.migrate_to_chat_id)
        if not self.status and self.retry_after is None and self.migrate_to_chat_id is None:
            return None
        return Refused(
            self.description or "fault injected",
            status=self.status or (429 if self.retry_after is not None else 400),
            retry_after=self.retry_after,
            migrate_to_chat_id=self.migrate_to_chat_id,
        )


NONE = Fault()
"""Nothing goes wrong."""
ALWAYS = _FOREVER
"""A value of `times` that never runs out."""


def fault_from(raw: dict[str, Any]) -> Fault:
    """The rule that JSON describes; ValueError names a field that does not exist or has the wrong shape."""
    known = {one.name: one.type for one in fields(Fault)}
    for name, value in raw.items():
        if name not in known:
            raise ValueError(f"a fault has no field {name!r}; it has {', '.join(known)}")
        if not _fits(value, str(known[name])):
            raise ValueError(f"the field {name!r} of a fault is {known[name]}, not {value!r}")
    return Fault(**raw)


def _fits(value: object, annotation: object) -> bool:
    kinds: dict[str, type | tuple[type, ...]] = {"int": int, "str": str, "float": (int, float), "bool": bool}
    for name in str(annotation).replace("<class '", "").replace("'>", "").split(" | "):
        if name == "None" and value is None:
            return True
        if name in kinds and isinstance(value, kinds[name]) and isinstance(value, bool) == (name == "bool"):
            return True
    return False


@dataclass(slots=True)
class _Rule:
    fault: Fault
    skip: int
    times: int
    until: float


class Faults:
    """The rules in force, oldest first; the first that matches a call is the one that hits it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rules: list[_Rule] = []

    def __len__(self) -> int:
        if self._rules:
            self._expire()
        return len(self._rules)

    def add(self, fault: Fault) -> None:
        """Put a rule in force."""
        until = self._clock.monotonic() + fault.seconds if fault.seconds else math.inf
        self._rules.append(_Rule(fault, fault.skip, fault.times, until))

    def clear(self) -> None:
        """Lift all rules."""
        self._rules.clear()

    def remaining(self) -> list[tuple[Fault, int]]:
        """The rules in force, and how many more calls each will hit."""
        self._expire()
        return [(rule.fault, rule.times) for rule in self._rules]

    def strike(self, method: str, chat_id: str, text: str) -> Fault:
        """What happens to this call; a rule that has run out is lifted."""
        self._expire()
        for rule in self._rules:
            if rule.fault.matches(method, chat_id, text):
                if rule.skip:
                    rule.skip -= 1
                    continue
                rule.times -= 1
                if rule.times <= 0:
                    self._rules.remove(rule)
                return rule.fault
        return NONE

    def _expire(self) -> None:
        now = self._clock.monotonic()
        self._rules = [rule for rule in self._rules if rule.until > now]
