"""Spacing: how long a chat rests after a bulk message.

Telegram takes about one a second in a chat, and 20 a minute in a group or channel.
Kept in memory only: after a restart the rests have passed by the time anything is sent.
"""

from bot.model import ChatKind

PRIVATE = 1.05
SHARED = 3.1
"""Seconds, for groups and channels."""


class Spacing:
    """The chats that rest. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}

    def sent(self, chat_id: int, kind: ChatKind, now: float) -> None:
        self._until[chat_id] = now + (PRIVATE if kind is ChatKind.PRIVATE else SHARED)

    def resting(self, now: float) -> frozenset[int]:
        """The chats that rest now; the others are forgotten."""
        self._until = {chat_id: until for chat_id, until in self._until.items() if until > now}
        return frozenset(self._until)
