"""Packing: what a button says back to the bot when it is tapped, typed on both sides of the wire.

    @callback("turn")
    @dataclass(frozen=True, slots=True)
    class Turn(Callback): ...        Turn(…).pack() == "turn:7:it:1"        unpack("turn:7:it:1") == Turn(…)

Whatever comes back is the reader's to forge and may be years old: `unpack` gives None for all but the exact
text that `pack` would write today. Whether the thing it names still exists, and is this reader's to touch, is
for the service to say.
"""

import re
from collections.abc import Callable as Function
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeVar, get_type_hints

from bot.model import Language

LIMIT = 64
"""Bytes that Telegram gives a button."""

_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
_YES_OR_NO = re.compile(r"[01]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
_WORDS = re.compile(r"[^\x00-\x1f\x7f]*")


@dataclass(frozen=True, slots=True)
class Callback:
    """A kind of button. Its fields are whole numbers from zero up, languages, closed sets, yes or no; the
    last one may be text."""

    def pack(self) -> str:
        """The text for the button; ValueError for one that Telegram would not take."""
        values = (getattr(self, field.name) for field in fields(self))
        parts = [_CODES[type(self)], *map(_written, values)]
        data = ":".join(parts)
        if len(data.encode()) > LIMIT:
            raise ValueError(f"more than {LIMIT} bytes: {data}")
        return data


C = TypeVar("C", bound=Callback)
_KINDS: dict[str, tuple[type[Callback], tuple[Function[[str], object], ...]]] = {}
_CODES: dict[type[Callback], str] = {}


def callback(code: str) -> Function[[type[C]], type[C]]:
    """Register a kind of button under a short code of its own."""

    def register(kind: type[C]) -> type[C]:
        if code in _KINDS or ":" in code:
            raise ValueError(f"the code {code!r} is taken or holds a colon")
        _KINDS[code] = (kind, tuple(map(_reader, _types(kind))))
        _CODES[kind] = code
        return kind

    return register


def unpack(data: str | None) -> Callback | None:
    """The callback that a tapped button says; None for anything forged, foreign or stale."""
    code, _, rest = (data or "").partition(":")
    if code not in _KINDS:
        return None
    kind, readers = _KINDS[code]
    parts = rest.split(":", len(readers) - 1) if readers else []
    try:
        made = kind(*(read(part) for read, part in zip(readers, parts, strict=True)))
        return made if made.pack() == data else None
    except ValueError:
        return None


def _written(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _types(kind: type[Callback]) -> list[object]:
    hints = get_type_hints(kind)
    return [hints[field.name] for field in fields(kind)]


def _reader(type_: object) -> Function[[str], object]:
    """How a field of a type is read; TypeError when the kind is defined with one that cannot be."""
    if type_ is Language:
        return _matching(_LANGUAGE)
    plain = getattr(type_, "__supertype__", type_)
    if plain is int:
        return lambda text: int(_matching(_NUMBER)(text))
    if plain is bool:
        return lambda text: bool(int(_matching(_YES_OR_NO)(text)))
    if plain is str:
        return _matching(_WORDS)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return plain
    raise TypeError(f"a callback cannot hold {type_}")


def _matching(pattern: re.Pattern[str]) -> Function[[str], str]:
    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return text

    return read
