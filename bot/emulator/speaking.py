"""Speaking: what people say and send, and how it reaches the bot."""

from dataclasses import dataclass
from typing import Any

from .args import Upload
from .chats import Chat
from .composing import answering, entities_json, head
from .messages import Data, Message
from .people import User
from .stage import Stage
from .texts.detect import found_in
from .texts.entities import Kind


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody speaks: a chat (None is his own with the bot), a thread of it, a message he answers."""

    chat: Chat | None = None
    thread: int | None = None
    reply_to: Message | int | None = None


def say(stage: Stage, user: User, text: str, where: Where, entities: list[Data] | None = None) -> Message:
    """Somebody writes; mentions, commands and links are found unless `entities` are given."""
    if not text:
        raise ValueError("nobody can say nothing")
    if entities is None:
        entities = entities_json(found_in(text), stage.world)
    return utter(stage, user, {"text": text, **({"entities": entities} if entities else {})}, where)


def send_photo(stage: Stage, user: User, content: bytes, caption: str, where: Where, **extra: Any) -> Message:
    """Somebody sends a picture."""
    file = stage.files.add("photo", Upload("photo.jpg", content, "image/jpeg"))
    sizes = [{**file.identity(), "width": width, "height": width * 9 // 16} for width in (320, 1280)]
    return utter(stage, user, {"photo": sizes, **_caption(stage, caption), **extra}, where)


def send_document(stage: Stage, user: User, name: str, content: bytes, caption: str, where: Where) -> Message:
    """Somebody sends a file."""
    file = stage.files.add("document", Upload(name, content))
    document = {**file.identity(), "file_name": file.name, "mime_type": file.mime_type}
    return utter(stage, user, {"document": document, **_caption(stage, caption)}, where)


def send_album(stage: Stage, user: User, contents: list[bytes], caption: str, where: Where) -> list[Message]:
    """Somebody sends several pictures at once; the caption stands under the first."""
    album = {"media_group_id": str(next(stage.album_ids))}
    captions = [caption, *[""] * len(contents)]
    return [
        send_photo(stage, user, content, words, where, **album)
        for content, words in zip(contents, captions, strict=False)
    ]


def share_location(stage: Stage, user: User, latitude: float, longitude: float, where: Where) -> Message:
    """Somebody shows where he is."""
    return utter(stage, user, {"location": {"latitude": latitude, "longitude": longitude}}, where)


def _caption(stage: Stage, text: str) -> Data:
    entities = entities_json(found_in(text), stage.world)
    marks = {"caption_entities": entities} if entities else {}
    return {"caption": text, **marks} if text else {}


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
