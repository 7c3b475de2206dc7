"""Arguments of a call: from the query, a form, multipart parts or a JSON body, all as strings.

Reading is as forgiving as the server's: unknown names are ignored, numbers are their leading digits, numbers
out of range are clamped, "true", "yes" and "1" are true.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from .refusals import Refused

_TRUE = frozenset({"true", "yes", "1"})
_LEADING_NUMBER = re.compile(r"-?[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Args:
    """The arguments by name, and the files by the name of their part."""

    values: dict[str, str] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """The argument as it came."""
        return self.values.get(name, default)

    def flag(self, name: str) -> bool:
        """Whether the argument is true."""
        return self.values.get(name, "").strip().lower() in _TRUE

    def number(self, name: str, default: int = 0, *, low: int | None = None, high: int | None = None) -> int:
        """The argument as a number, within `low` and `high`."""
        match = _LEADING_NUMBER.match(self.values.get(name, "").strip())
        value = int(match[0]) if match else default
        value = value if low is None else max(low, value)
        return value if high is None else min(high, value)

    def decimal(self, name: str) -> float | None:
        """The argument as a decimal; None when it is absent or none."""
        try:
            return float(self.values.get(name, ""))
        except ValueError:
            return None

    def shown(self) -> dict[str, Any]:
        """The arguments as the log keeps them, with the names of the files."""
        if not self.uploads:
            return dict(self.values)
        return {**self.values, **{name: f"<{upload.name}>" for name, upload in self.uploads.items()}}

    def json(self, name: str, wrong: str) -> Any:
        """The argument read as JSON, None when it is absent; Refused with `wrong` when it cannot be read."""
        value = self.values.get(name, "")
        return parsed(value, wrong) if value else None


def parsed(value: str, wrong: str) -> Any:
    """The value of a JSON text; Refused with `wrong` when it is not one."""
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as unreadable:
        raise Refused(wrong) from unreadable


def as_argument(value: object) -> str:
    """A value of a JSON body as the string that a form would carry."""
    return value if isinstance(value, str) else json.dumps(value)
