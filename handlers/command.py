"""A command: its name, what it does in one line, who may give it, and who answers it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.context import Context
from handlers.replying import Reply

Handle: TypeAlias = Callable[[Context, str], Awaitable[Reply]]
"""Takes the words after the command, returns what to say."""


class Audience(StrEnum):
    READER = "reader"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Command:
    """`changes`: in a group it is for administrators, and a forum's thread gets choices of its own by it.
    `begins`: as the first word of somebody unknown it asks for briefs."""

    name: str
    handle: Handle
    does: str
    """A sentence still to be translated."""
    audience: Audience = Audience.READER
    changes: bool = False
    begins: bool = False
