"""The bell: who plans something rings it, and who delivers hears it. Neither knows the other."""

from collections.abc import Callable
from typing import Generic, ParamSpec

from bot.model import AnnouncementId, BriefId, ReaderId

P = ParamSpec("P")


class Bell(Generic[P]):
    """Rings at once, in this very loop; before anybody listens it is not heard.

    `Bell[[]]` only rings; `Bell[[BriefId]]` says of which brief.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[P, None]] = []

    def listen(self, listener: Callable[P, None]) -> None:
        self._listeners.append(listener)

    def ring(self, *told: P.args, **more: P.kwargs) -> None:
        for listener in self._listeners:
            listener(*told, **more)


class Bells:
    """What handlers and feeds tell the sender, which is there after them."""

    def __init__(self) -> None:
        self.due: Bell[[]] = Bell()
        self.changed: Bell[[BriefId]] = Bell()
        self.opened: Bell[[ReaderId, BriefId]] = Bell()
        self.turned: Bell[[ReaderId, AnnouncementId]] = Bell()
