"""Forms: parameters of a Bot API call in the format python-telegram-bot sends.

`application/x-www-form-urlencoded`, text as it is, everything else as JSON, nothing for None.
"""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from bot.transport.errors import Unencodable

TYPE = "application/x-www-form-urlencoded"


def encode(payload: Mapping[str, object]) -> bytes:
    """The payload as the body of a form. Raises Unencodable for a value that JSON cannot say."""
    try:
        fields = {name: _text(value) for name, value in payload.items() if value is not None}
    except (TypeError, ValueError, RecursionError) as error:
        raise Unencodable(f"a parameter cannot be encoded: {error}") from error
    # A lone surrogate cannot be UTF-8; Telegram would refuse the whole message for one broken character.
    return urlencode(fields, errors="replace").encode("ascii")


def join(*parts: bytes) -> bytes:
    """Several encoded forms as one, empty ones left out."""
    return b"&".join(part for part in parts if part)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    # Chat ids are in every call, and JSON's encoder costs twenty times what str does. A bool is no such int.
    return str(value) if type(value) is int else json.dumps(value)
