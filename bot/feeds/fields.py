"""JSON values read with suspicion: each function gives the asked type or raises `Unparsable`.

They stand between the short-lived process, which has touched hostile bytes, and the program.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from bot.errors import Unparsable

T = TypeVar("T")


def mapping(value: object) -> dict[str, object]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise Unparsable(f"expected an object, got {type(value).__name__}")
    return value


def text(holder: dict[str, object], name: str) -> str:
    """A required string without lone surrogates (they cannot be stored nor sent)."""
    value = optional_text(holder, name)
    if value is None:
        raise Unparsable(f"{name} is missing")
    return value


def optional_text(holder: dict[str, object], name: str) -> str | None:
    """A string, or None where it is absent or null."""
    value = holder.get(name)
    if value is None:
        return None
    return string(value, name)


def string(value: object, name: str) -> str:
    """`value` as a string that UTF-8 can hold."""
    if not isinstance(value, str):
        raise Unparsable(f"{name} is not a text")
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise Unparsable(f"{name} holds half a character")
    return value


def flag(holder: dict[str, object], name: str) -> bool:
    """A required boolean."""
    value = holder.get(name)
    if not isinstance(value, bool):
        raise Unparsable(f"{name} is neither true nor false")
    return value


def whole(value: object, name: str) -> int:
    """An integer from zero to a thousand millions."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10**9:
        raise Unparsable(f"{name} is not a whole number")
    return value


def optional_whole(holder: dict[str, object], name: str) -> int | None:
    """An integer, or None where it is absent or null."""
    value = holder.get(name)
    return None if value is None else whole(value, name)


def each(holder: dict[str, object], name: str, read: Callable[[object], T]) -> tuple[T, ...]:
    """A required list, each of its values read by `read`."""
    value = holder.get(name)
    if not isinstance(value, list):
        raise Unparsable(f"{name} is not a list")
    return tuple(read(item) for item in value)


def moment(value: str, name: str) -> datetime:
    """An aware moment in UTC of its ISO 8601 form."""
    try:
        read = datetime.fromisoformat(value)
        if read.tzinfo is not None:
            return read.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unparsable(f"{name} is not a moment") from error
    raise Unparsable(f"{name} has no time zone")


def optional_moment(holder: dict[str, object], name: str) -> datetime | None:
    """A moment, or None where it is absent or null."""
    value = optional_text(holder, name)
    return None if value is None else moment(value, name)


def address(holder: dict[str, object], name: str, *schemes: str) -> str | None:
    """An address with one of the schemes, or None where it is absent or null."""
    value = optional_text(holder, name)
    if value is not None and not value.lower().startswith(tuple(f"{scheme}:" for scheme in schemes)):
        raise Unparsable(f"{name} is not an address of the web")
    return value
