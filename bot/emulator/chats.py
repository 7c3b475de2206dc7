"""Chats: private ones, groups, supergroups with or without topics, channels; how the bot stands in each."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Literal

from .bounds import BOUNDS
from .messages import Message
from .people import User

ChatKind = Literal["private", "group", "supergroup", "channel"]
IN_CHAT = frozenset({"creator", "administrator", "member", "restricted"})
GENERAL = 1
"""Thread id of the General topic of a forum; messages there carry no thread."""


@dataclass(slots=True, eq=False)
class Chat:
    """One chat, as it is now. `status` is the bot's own membership, spelt as in ChatMember."""

    id: int
    kind: ChatKind
    title: str
    username: str | None = None
    forum: bool = False
    person: User | None = None
    status: str = "member"
    started: bool = True
    blocked: bool = False
    deactivated: bool = False
    may_post: bool = True
    deleted: bool = False
    upgraded_to: int | None = None
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    menu_button: dict[str, Any] | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    journal: deque[Message] = field(default_factory=lambda: deque(maxlen=BOUNDS["journal_per_chat"]))
    read_up_to: int = 0
    last_message_id: int = 0
    _json: dict[str, Any] | None = None

    @property
    def is_private(self) -> bool:
        """Whether the chat is a person's own with the bot."""
        return self.kind == "private"

    @property
    def is_crowded(self) -> bool:
        """Whether the group and channel limits hold here."""
        return not self.is_private

    def message(self, message_id: int) -> Message:
        """The message with this id, deleted or not; LookupError when there is none."""
        found = self.messages.get(message_id)
        if found is None:
            raise LookupError(f"no message {message_id} in the chat {self.id}")
        return found

    def as_json(self) -> dict[str, Any]:
        """The Chat object of the Bot API; one object for all messages of the chat, not to be changed."""
        if self._json is None:
            self._json = self._made_json()
        return self._json

    def _made_json(self) -> dict[str, Any]:
        made: dict[str, Any] = {"id": self.id}
        if self.person is not None:
            made["first_name"] = self.person.first_name
            if self.person.last_name:
                made["last_name"] = self.person.last_name
        else:
            made["title"] = self.title
        if self.username:
            made["username"] = self.username
        if self.forum:
            made["is_forum"] = True
        return {**made, "type": self.kind}


def private_chat(person: User, *, started: bool) -> Chat:
    """The chat of a person with the bot; until he has started it the bot cannot write to him."""
    return Chat(
        person.id, "private", person.first_name, username=person.username, person=person, started=started
    )
