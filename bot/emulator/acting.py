"""Acting: everything a test or the chat page can make people do, and see, in the emulated Telegram."""

from . import casting, sharing, speaking, tapping, watching
from .args import Upload
from .chats import Chat
from .faults import Faults
from .limits import Limits
from .log import Call
from .messages import Data, Message
from .people import User
from .sharing import Item
from .speaking import Where, Words
from .stage import Stage
from .tapping import Answer, Results

_PICTURE = b"\xff\xd8\xff\xe0 a picture \xff\xd9"
Place = Chat | User | int | Message
"""A chat, or what stands for one: a person for the private chat with him, an id, a message in it."""


class Acting:
    """The people, their acts and the view from outside, over one stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    # --- who there is

    def person(
        self,
        first_name: str = "Anna",
        language_code: str | None = "it",
        username: str | None = None,
        id: int | None = None,
        *,
        last_name: str | None = None,
        started: bool = False,
        is_bot: bool = False,
    ) -> User:
        """Somebody the bot may meet; until he says something, or `started`, it cannot write to him."""
        return casting.person(
            self.stage,
            first_name,
            language_code,
            username=username,
            last_name=last_name,
            id=id,
            started=started,
            is_bot=is_bot,
        )

    def crowd(self, count: int, language_code: str | None = "it") -> list[User]:
        """Many people who have all started the bot already."""
        return casting.crowd(self.stage, count, language_code)

    def group(
        self,
        title: str,
        members: list[User] | None = None,
        kind: str = "group",
        forum: bool = False,
        *,
        username: str | None = None,
        status: str | None = None,
    ) -> Chat:
        """A "group", "supergroup" or "channel" the bot is put into."""
        return casting.group(
            self.stage, title, members, kind=kind, forum=forum, username=username, status=status
        )

    def topic(self, chat: Chat, name: str) -> int:
        """A new topic of a forum; its thread id."""
        return casting.topic(self.stage, chat, name)

    def block(self, user: User) -> None:
        """The person blocks the bot."""
        casting.block(self.stage, user)

    def unblock(self, user: User) -> None:
        """The person takes the bot back."""
        casting.unblock(self.stage, user)

    def deactivate(self, user: User) -> None:
        """The person deletes his account."""
        casting.deactivate(self.stage, user)

    def kick(self, chat: Chat) -> None:
        """The bot is thrown out of the chat."""
        casting.kick(self.stage, chat)

    def upgrade(self, chat: Chat) -> Chat:
        """The group becomes a supergroup; the new chat."""
        return casting.upgrade(self.stage, chat)

    # --- what people do

    async def say(
        self,
        user: User,
        text: str,
        chat: Place | None = None,
        reply_to: Message | int | None = None,
        entities: list[Data] | None = None,
        thread: int | None = None,
        *,
        parse_mode: str = "",
    ) -> Message:
        """Somebody writes, to the bot or into a chat."""
        words = Words(text, entities, parse_mode)
        return speaking.say(self.stage, user, words, self._where(chat, thread, reply_to))

    async def send_photo(
        self,
        user: User,
        content: bytes = _PICTURE,
        caption: str | Words = "",
        *,
        chat: Place | None = None,
        reply_to: Message | int | None = None,
    ) -> Message:
        """Somebody sends a picture."""
        where = self._where(chat, None, reply_to)
        return sharing.send(self.stage, user, [_photo(content)], _words(caption), where)[0]

    async def send_album(
        self,
        user: User,
        contents: list[bytes] | None = None,
        caption: str | Words = "",
        *,
        chat: Place | None = None,
    ) -> list[Message]:
        """Somebody sends several pictures at once."""
        items = [_photo(content) for content in contents or [_PICTURE, _PICTURE + b"2"]]
        return await self.send_items(user, items, caption, chat=chat)

    async def send_document(
        self,
        user: User,
        name: str = "notes.txt",
        content: bytes = b"notes",
        caption: str | Words = "",
        *,
        chat: Place | None = None,
    ) -> Message:
        """Somebody sends a file."""
        item = Item("document", Upload(name, content))
        return (await self.send_items(user, [item], caption, chat=chat))[0]

    async def send_items(
        self,
        user: User,
        items: list[Item],
        caption: str | Words = "",
        *,
        chat: Place | None = None,
        reply_to: Message | int | None = None,
        thread: int | None = None,
    ) -> list[Message]:
        """Somebody sends pictures or files, several as an album."""
        where = self._where(chat, thread, reply_to)
        return sharing.send(self.stage, user, items, _words(caption), where)

    async def share_location(
        self, user: User, latitude: float = 41.9, longitude: float = 12.5, *, chat: Place | None = None
    ) -> Message:
        """Somebody shows where he is."""
        return sharing.share_location(self.stage, user, latitude, longitude, self._where(chat, None, None))

    async def tap(
        self,
        user: User,
        message: Message,
        button_text_or_data: str,
        *,
        timeout: float = 5.0,  # noqa: ASYNC109
    ) -> Answer:
        """Somebody taps an inline button and waits for the bot's answer; NoAnswer when there comes none."""
        return await tapping.tap(self.stage, user, message, button_text_or_data, seconds=timeout)

    async def inline(
        self,
        user: User,
        query: str,
        *,
        offset: str = "",
        timeout: float = 5.0,  # noqa: ASYNC109
    ) -> Results:
        """Somebody types @bot and a question; NoAnswer when there comes none."""
        return await tapping.inline(self.stage, user, query, offset=offset, seconds=timeout)

    async def choose(
        self, user: User, result: Data, chat: Place | None = None, *, query: str = ""
    ) -> Message:
        """Somebody sends one of the inline results into a chat."""
        return tapping.choose(self.stage, user, result, self.chat(chat or user), query=query)

    # --- what can be seen

    def chat(self, place: Place) -> Chat:
        """The chat that `place` stands for; LookupError when there is none."""
        if isinstance(place, Chat):
            return place
        chat_id = (
            place if isinstance(place, int) else place.chat_id if isinstance(place, Message) else place.id
        )
        chat = self.stage.world.chats.get(chat_id)
        if chat is None:
            raise LookupError(f"no chat has the id {chat_id}")
        return chat

    def transcript(self, chat: Place) -> list[Message]:
        """Every message of the chat in its present state, oldest first, deleted ones marked."""
        return list(self.stage.world.transcript(self.chat(chat)))

    async def next_message(
        self,
        chat: Place,
        after: Message | None = None,
        timeout: float = 5.0,  # noqa: ASYNC109
    ) -> Message:
        """The bot's next new or edited message in the chat; NoAnswer when none comes."""
        return await watching.next_message(self.stage, self.chat(chat), after, timeout)

    @property
    def calls(self) -> list[Call]:
        """Every call the bot made, oldest first."""
        return list(self.stage.log.calls)

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        wanted = method.lower()
        return [call for call in self.stage.log.calls if call.method.lower() == wanted]

    def counts(self) -> dict[str, dict[int, int]]:
        """How many calls ended with which status, by method."""
        counted: dict[str, dict[int, int]] = {}
        for (method, status), number in self.stage.log.counts.items():
            counted.setdefault(method, {})[status] = number
        return counted

    def deliveries(self) -> dict[tuple[int, str], int]:
        """How often each text arrived in each chat."""
        return dict(self.stage.log.deliveries)

    # --- what can be turned

    @property
    def faults(self) -> Faults:
        """What goes wrong on purpose."""
        return self.stage.faults

    @property
    def limits(self) -> Limits:
        """How fast the bot may send; all off at first."""
        return self.stage.limits

    @property
    def latency(self) -> float:
        """Seconds every answer takes at least."""
        return self.stage.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.stage.latency = seconds

    def _where(self, chat: Place | None, thread: int | None, reply_to: Message | int | None) -> Where:
        return Where(None if chat is None else self.chat(chat), thread, reply_to)


def _photo(content: bytes) -> Item:
    return Item("photo", Upload("photo.jpg", content, "image/jpeg"))


def _words(caption: str | Words) -> Words:
    return Words(caption) if isinstance(caption, str) else caption
