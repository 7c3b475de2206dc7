"""Forms: parameters of a Bot API call in the format python-telegram-bot sends.

`application/x-www-form-urlencoded`, text as it is, everything else as JSON, nothing for None.
"""

import json
from collections.abc import Mapping
from string import ascii_letters, digits

from bot.transport.errors import Unencodable

_PLAIN = frozenset(f"{ascii_letters}{digits}_.-~")
_QUOTED = tuple(
    "+" if byte == 32 else chr(byte) if chr(byte) in _PLAIN else f"%{byte:02X}" for byte in range(256)
)

TYPE = "application/x-www-form-urlencoded"


def encode(payload: Mapping[str, object]) -> bytes:
    """The payload as the body of a form. Raises Unencodable for a value that JSON cannot say."""
    if all(type(value) is int or value is None for value in payload.values()):
        # An address alone, as each of many messages has it: numbers need no quoting, and nor do their names.
        return "&".join([f"{name}={value}" for name, value in payload.items() if value is not None]).encode()
    try:
        fields = {name: _text(value) for name, value in payload.items() if value is not None}
    except (TypeError, ValueError, RecursionError) as error:
        raise Unencodable(f"a parameter cannot be encoded: {error}") from error
    return "&".join([f"{_quoted(name)}={_quoted(text)}" for name, text in fields.items()]).encode("ascii")


def _quoted(text: str) -> str:
    """As `urllib.parse.quote_plus` has it, in a third of its time: most of a reply is one long text."""
    # A lone surrogate cannot be UTF-8; Telegram would refuse the whole message for one broken character.
    return "".join([_QUOTED[byte] for byte in text.encode("utf-8", "replace")])


def join(*parts: bytes) -> bytes:
    """Several encoded forms as one, empty ones left out."""
    return b"&".join(part for part in parts if part)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    # Chat ids are in every call, and JSON's encoder costs twenty times what str does. A bool is no such int.
    return str(value) if type(value) is int else json.dumps(value)
