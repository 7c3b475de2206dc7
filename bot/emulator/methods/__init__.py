"""The methods of the Bot API, one family a file; `METHODS` is the table of all, by lower-cased name."""

from . import answer, chats, copy, delete, edit, files, profile, receive, send
from .registry import Method

_FAMILIES = (send, edit, delete, copy, answer, chats, profile, files, receive)
NAMES: dict[str, str] = {name.lower(): name for family in _FAMILIES for name in family.METHODS}
METHODS: dict[str, Method] = {
    name.lower(): method for family in _FAMILIES for name, method in family.METHODS.items()
}
