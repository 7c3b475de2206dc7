"""The world: everyone and every chat the emulated Telegram knows, and every message in them."""

import itertools
from collections import deque
from collections.abc import Iterable, Iterator

from .bounds import BOUNDS
from .chats import Chat, ChatKind, private_chat
from .messages import Data, Message
from .people import User

_FIRST_PERSON = 100_000_001
_FIRST_GROUP = -4_000_000_001
_FIRST_SUPERGROUP = -1_002_000_000_001


class World:
    """The state. Message ids rise over all private chats and groups together; big chats count their own."""

    def __init__(self, bot: User, *, keeps_history: bool = True) -> None:
        self.bot = bot
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.keeps_history = keeps_history
        self.inline: dict[str, tuple[int, int]] = {}
        self._people = itertools.count(_FIRST_PERSON)
        self._groups = itertools.count(_FIRST_GROUP, -1)
        self._supergroups = itertools.count(_FIRST_SUPERGROUP, -1)
        self._sequence = itertools.count(1)
        self._last_small_id = 0
        self._stored: deque[tuple[Chat, int]] = deque()

    @property
    def most_messages(self) -> int:
        """Messages kept over all chats."""
        return BOUNDS["messages" if self.keeps_history else "messages_in_counts"]

    def next_sequence(self) -> int:
        """A number that rises with everything that happens."""
        return next(self._sequence)

    @property
    def last_small_id(self) -> int:
        """Id of the last message in any private chat or group."""
        return self._last_small_id

    def go_on(self, *, sequence: int, small_id: int) -> None:
        """Number what comes as if that much had happened already."""
        self._sequence = itertools.count(sequence + 1)
        self._last_small_id = small_id

    def remember_stored(self, messages: Iterable[Message]) -> None:
        """These messages are in their chats, oldest first, and will make room in that order."""
        self._stored.extend((self.chats[message.chat_id], message.message_id) for message in messages)

    def add_person(self, user: User, *, started: bool) -> Chat:
        """Make somebody known, with his private chat."""
        self.users[user.id] = user
        self.chats[user.id] = chat = private_chat(user, started=started)
        return chat

    def free_user_id(self) -> int:
        """An id nobody has yet."""
        return next(number for number in self._people if number not in self.users)

    def add_chat(self, title: str, kind: ChatKind, *, forum: bool, members: dict[int, str]) -> Chat:
        """Make a group, supergroup or channel."""
        ids = self._groups if kind == "group" else self._supergroups
        chat_id = next(number for number in ids if number not in self.chats)
        self.chats[chat_id] = chat = Chat(chat_id, kind, title, forum=forum, members=members)
        return chat

    def chat_named(self, name: str) -> Chat | None:
        """The chat with this username."""
        wanted = name.lower()
        return next((chat for chat in self.chats.values() if (chat.username or "").lower() == wanted), None)

    def next_message_id(self, chat: Chat) -> int:
        """The id of the next message of the chat."""
        if chat.id <= _FIRST_SUPERGROUP:
            chat.last_message_id += 1
            return chat.last_message_id
        self._last_small_id += 1
        return self._last_small_id

    def store(
        self,
        chat: Chat,
        data: Data,
        *,
        from_bot: bool,
        silent: bool = False,
        reply_keyboard: Data | None = None,
    ) -> Message:
        """Put a new message into the chat; the oldest make room."""
        sequence = self.next_sequence()
        message = Message(chat.id, data["message_id"], data, sequence, from_bot, silent, reply_keyboard)
        chat.messages[message.message_id] = message
        self._stored.append((chat, message.message_id))
        if len(chat.messages) > BOUNDS["messages_per_chat"]:
            del chat.messages[next(iter(chat.messages))]
        while len(self._stored) > self.most_messages:
            old_chat, old_id = self._stored.popleft()
            old_chat.messages.pop(old_id, None)
        return message

    def change(self, chat: Chat, message: Message, data: Data) -> Message:
        """Put the next state of a message in the place of the present one."""
        changed = message.changed(data, self.next_sequence(), keep=self.keeps_history)
        chat.messages[message.message_id] = changed
        return changed

    def transcript(self, chat: Chat) -> Iterator[Message]:
        """The messages of the chat, oldest first."""
        return iter(chat.messages.values())
