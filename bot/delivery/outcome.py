"""Outcomes: what became of one call, as a value. Pure: an answer or an error in, an outcome out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.delivery.wording import Fault, fault_of, is_unknown_method, is_unwanted
from bot.transport import errors
from bot.transport.answers import Answer


@dataclass(frozen=True, slots=True)
class Sent:
    """Accepted. `message_id` where the answer names one; `album` are the other messages of an album."""

    message_id: int | None = None
    album: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocked:
    """The reader sent the bot away; he may come back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The chat, or our right to write in it, is no more."""

    reason: str


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group became a supergroup with another id."""

    new_chat_id: int


@dataclass(frozen=True, slots=True)
class Flooded:
    """Refused for now. Never an attempt."""

    retry_after: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class ContentFault:
    """The message itself is refused; `certain` when the words leave no other reading."""

    reason: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class NotSent:
    """No byte left. Never an attempt."""

    reason: str


@dataclass(frozen=True, slots=True)
class InDoubt:
    """It may have been sent."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Something else went wrong, and may go right later."""

    reason: str


@dataclass(frozen=True, slots=True)
class Futile:
    """It can never succeed for this row, whatever the chat does: the message to edit is no more."""

    reason: str


@dataclass(frozen=True, slots=True)
class Fatal:
    """Nothing can be sent by this run: the token is revoked, or another poller took over."""

    reason: str


Outcome = (
    Sent | Blocked | Gone | Migrated | Flooded | ContentFault | NotSent | InDoubt | Failed | Futile | Fatal
)


def of_answer(answer: Answer) -> Sent:
    """What an accepted call brought: the ids of its messages, or none."""
    messages = answer if isinstance(answer, list) else [answer]
    ids = [found for each in messages if (found := _message_id(each)) is not None]
    return Sent(ids[0], tuple(ids[1:])) if ids else Sent()


def _message_id(message: object) -> int | None:
    found = message.get("message_id") if isinstance(message, Mapping) else None
    return found if type(found) is int else None


def of_failure(error: TelegramError, *, method: str) -> Outcome:
    """What a failed call means for one chat. `method` tells what a repeat would do."""
    match error:
        case RetryAfter():
            return Flooded(errors.wait_of(error))
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case Forbidden():
            return Blocked(error.message) if is_unwanted(error.message) else Gone(error.message)
        case errors.Unencodable():
            return ContentFault(error.message)
        # A BadRequest is a NetworkError to python-telegram-bot, so it has to come first.
        case BadRequest():
            return _refused(error.message)
        case InvalidToken() if is_unknown_method(error.message):
            return ContentFault(error.message)
        case InvalidToken() | Conflict():
            return Fatal(error.message)
        case errors.NotSent():
            return NotSent(error.message)
        case errors.InDoubt():
            return InDoubt(error.message) if is_sending(method) else Failed(error.message)
    return Failed(error.message)


def is_sending(method: str) -> bool:
    """Whether the method makes a new message, so that repeating it makes a second one."""
    return method.startswith(("send", "copy", "forward")) and method != "sendChatAction"


def _refused(description: str) -> Outcome:
    match fault_of(description):
        case Fault.DONE:
            return Sent()
        case Fault.MESSAGE_GONE:
            return Futile(description)
        case Fault.CHAT:
            return Gone(description)
        case Fault.CONTENT:
            return ContentFault(description)
        case Fault.UNKNOWN:
            return ContentFault(description, certain=False)
        case unexpected:
            assert_never(unexpected)
