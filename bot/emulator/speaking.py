"""Speaking: what people say, and how it reaches the bot. What else they send stands in `sharing`."""

from dataclasses import dataclass

from .chats import Chat
from .composing import answering, head, text_fields
from .messages import Data, Message
from .people import User
from .stage import Stage
from .texts.detect import found_in
from .texts.entities import Kind
from .texts.formatted import Formatted, formatted
from .texts.given import given_text


@dataclass(frozen=True, slots=True)
class Words:
    """A text or caption as somebody gives it: plain, with entities, or in a parse_mode, as calls have them.

    In plain words mentions, commands and links are found, and nothing else is changed.
    """

    text: str = ""
    entities: list[Data] | None = None
    parse_mode: str = ""

    def fields(self, stage: Stage, *, caption: bool = False) -> Data:
        """The fields of a message that says this; none for no text. Refused where the marks are wrong."""
        if not self.text:
            return {}
        if self.entities is None and not self.parse_mode:
            return text_fields(Formatted(self.text, tuple(found_in(self.text))), stage.world, caption=caption)
        given = given_text(self.text, self.parse_mode, self.entities)
        return text_fields(formatted(*given), stage.world, caption=caption)


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody speaks: a chat (None is his own with the bot), a thread of it, a message he answers."""

    chat: Chat | None = None
    thread: int | None = None
    reply_to: Message | int | None = None


def say(stage: Stage, user: User, words: Words, where: Where) -> Message:
    """Somebody writes."""
    if not words.text:
        raise ValueError("nobody can say nothing")
    return utter(stage, user, words.fields(stage), where)


def utter(stage: Stage, user: User, fields: Data, where: Where) -> Message:
    """Put a message of somebody's into the chat, and tell the bot if Telegram would."""
    chat = where.chat or stage.world.chats[user.id]
    if chat.is_private:
        _open(stage, chat)
    answered = _answered(chat, where.reply_to)
    data = head(stage.world, chat, user, stage.time(), thread=where.thread)
    data.update({**answering(answered, chat), **fields})
    message = stage.world.store(chat, data, from_bot=False)
    chat.read_up_to = message.sequence
    stage.announce("message", chat, message)
    if reaches_bot(stage, chat, data, answered):
        kind = "channel_post" if chat.kind == "channel" else "message"
        stage.update(kind, data, source=chat.id)
    return message


def _open(stage: Stage, chat: Chat) -> None:
    """Whoever writes to the bot has started it, and has taken it back if he had blocked it."""
    if chat.blocked:
        raise ValueError(f"{chat.title} has blocked the bot; unblock first")
    chat.started = True


def _answered(chat: Chat, reply_to: Message | int | None) -> Message | None:
    if reply_to is None:
        return None
    return chat.message(reply_to if isinstance(reply_to, int) else reply_to.message_id)


def reaches_bot(stage: Stage, chat: Chat, data: Data, answered: Message | None) -> bool:
    """Whether the bot gets this message. In groups privacy mode lets through what is meant for it:

    commands, replies to it, mentions of it; and everything when it is an administrator.
    """
    if chat.is_private or chat.kind == "channel":
        return chat.status != "kicked" or chat.is_private
    if chat.status not in ("member", "administrator", "restricted"):
        return False
    if not stage.privacy or chat.status == "administrator":
        return True
    return (answered is not None and answered.from_bot) or _is_addressed(stage.bot, data)


def _is_addressed(bot: User, data: Data) -> bool:
    text = str(data.get("text", data.get("caption", "")))
    name = f"@{(bot.username or '').lower()}"
    for one in data.get("entities") or data.get("caption_entities") or ():
        part = text.encode("utf-16-le")[2 * one["offset"] : 2 * (one["offset"] + one["length"])]
        words = part.decode("utf-16-le", "ignore").lower()
        if one["type"] == Kind.BOT_COMMAND and ("@" not in words or words.endswith(name)):
            return True
        if one["type"] == Kind.MENTION and words == name:
            return True
    return False
