"""Answers: status and body of a Bot API answer → its result, or python-telegram-bot's error for it.

The mapping is the one of `telegram.request.BaseRequest`, for calls that do not pass through it, with one
difference: an answer that comes from between us and the server (502, 504, a body that is no answer) leaves
the call in doubt.
"""

import json
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.transport.errors import InDoubt

Answer = dict[str, Any] | list[Any] | bool
"""What a method returns: an object, several, or just True."""

_BY_STATUS: dict[int, type[TelegramError]] = {
    400: BadRequest,
    401: InvalidToken,
    403: Forbidden,
    404: InvalidToken,
    409: Conflict,
    # A gateway lost the answer of a server that may have carried the call out.
    502: InDoubt,
    504: InDoubt,
}

# A day. Longer waits have not been seen, and what a broken server says must stay a number we can add.
_LONGEST_WAIT = 86_400


def result(status: int, body: bytes) -> Answer:
    """The `result` of an answer; raises a TelegramError for a refusal, InDoubt for what is no answer."""
    said = _read(body)
    if 200 <= status < 300:
        found = said.get("result")
        if said.get("ok") is True and isinstance(found, dict | list | bool):
            return found
        raise InDoubt(f"HTTP {status} without a result")
    raise _refusal(status, said)


def _read(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _refusal(status: int, said: dict[str, Any]) -> TelegramError:
    parameters = said.get("parameters")
    if isinstance(parameters, dict):
        if new_chat_id := _whole(parameters.get("migrate_to_chat_id")):
            return ChatMigrated(new_chat_id)
        if wait := _whole(parameters.get("retry_after")):
            return RetryAfter(min(max(wait, 1), _LONGEST_WAIT))
    if status == 429:
        return RetryAfter(1)
    kind = _BY_STATUS.get(status, NetworkError)
    return kind(str(said.get("description") or f"HTTP {status}"))


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
