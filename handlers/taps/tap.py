"""A tap: a kind of button, and who answers it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic

from bot.context import Context
from bot.render.packing import C
from handlers.command import Audience
from handlers.replying import Tapped


@dataclass(frozen=True, slots=True)
class Tap(Generic[C]):
    """`changes`: in a group it is for administrators only. To anybody else an editor's button is unknown."""

    kind: type[C]
    handle: Callable[[Context, C], Awaitable[Tapped]]
    changes: bool = True
    audience: Audience = Audience.READER
