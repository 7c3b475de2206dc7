"""Fields of a control request, read with their type; a ValueError says which is missing or wrong."""

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from .acting import Acting
from .chats import Chat
from .people import User

T = TypeVar("T")
_WORDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false", list: "a list"}


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields by name, from a JSON body or from a query."""

    values: dict[str, Any]

    def text(self, name: str, default: str | None = None) -> str:
        """A text; required without a default."""
        value = self._get(name, default)
        if not isinstance(value, str):
            raise self._wrong(name, str)
        return value

    def optional_text(self, name: str) -> str | None:
        """A text, or nothing."""
        return None if self.values.get(name) is None else self.text(name)

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number, also written as digits; required without a default."""
        value = self._get(name, default)
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}", value):
            return int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(name, int)
        return value

    def optional_number(self, name: str) -> int | None:
        """A whole number, or nothing."""
        return None if self.values.get(name) is None else self.number(name)

    def decimal(self, name: str, default: float | None = None) -> float:
        """A number, not negative and not endless; required without a default."""
        value = self._get(name, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e9:
            raise self._wrong(name, float)
        return float(value)

    def signed(self, name: str) -> float:
        """A number of any sign, not endless; required."""
        value = self._get(name, None)
        if not isinstance(value, int | float) or isinstance(value, bool) or not -1e9 < value < 1e9:
            raise self._wrong(name, float)
        return float(value)

    def flag(self, name: str) -> bool:
        """True or false; false when absent."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self._wrong(name, bool)
        return value

    def items(self, name: str) -> list[Any] | None:
        """A list, or nothing."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, list):
            raise self._wrong(name, list)
        return value

    def _get(self, name: str, default: T | None) -> Any | T:
        value = self.values.get(name)
        if value is not None:
            return value
        if default is None:
            raise ValueError(f"the field {name!r} is missing")
        return default

    def _wrong(self, name: str, kind: type) -> ValueError:
        return ValueError(f"the field {name!r} must be {_WORDS[kind]}, not {self.values.get(name)!r}")


def user_of(acting: Acting, user_id: object) -> User:
    """The person with this id; LookupError when there is none."""
    user = acting.stage.world.users.get(user_id) if isinstance(user_id, int) else None
    if user is None or user is acting.stage.bot:
        raise LookupError(f"nobody has the id {user_id!r}")
    return user


def chat_of(acting: Acting, fields: Fields) -> Chat:
    """The chat of the field chat_id; LookupError when there is none."""
    return acting.chat(fields.number("chat_id"))
