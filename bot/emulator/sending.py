"""Sending: the one road by which everything the bot says gets into a chat.

content → reply and keyboard → chat → topic → message answered → addresses, text, length → Telegram's own
checks (rights, keyboard, flood, blocked) → stored, counted, told.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from . import markup
from .chats import Chat
from .composing import answering, head
from .messages import Data, Message
from .refusals import Refused
from .stage import Request
from .targets import (
    Access,
    ReplyTo,
    chat_meant,
    check_rights,
    refuse_blocked,
    reply_asked,
    reply_meant,
    topic_meant,
)

Content = Callable[[Chat], Data]
"""Makes the fields of the content once the chat is known; the checks that come late stand in it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sending call asks for beside its content, read but not yet checked against the chat."""

    reply: ReplyTo
    markup: markup.Markup | None
    silent: bool
    protected: bool
    paid: bool
    effect: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes."""

    chat: Chat
    thread: int | None
    answered: Message | None


def asked_of(request: Request) -> Asked:
    """Read the arguments that all sending calls share."""
    args = request.args
    keyboard = markup.read(args.json("reply_markup", "Can't parse reply keyboard markup JSON object"))
    return Asked(
        reply=reply_asked(args),
        markup=keyboard,
        silent=args.flag("disable_notification"),
        protected=args.flag("protect_content"),
        paid=args.flag("allow_paid_broadcast"),
        effect=args.text("message_effect_id"),
    )


def place_of(request: Request, asked: Asked) -> Place:
    """Find where the message goes."""
    chat = chat_meant(request.world, request.args.text("chat_id"), Access.WRITE)
    thread = topic_meant(chat, request.args)
    answered = reply_meant(request.world, chat, asked.reply)
    if thread is None and answered is not None and answered.chat_id == chat.id:
        thread = answered.thread
    return Place(chat, thread, answered)


def send(request: Request, content: Content, *, what: str) -> Message:
    """Send one message; `what` is it called when the bot has no right to post it."""
    asked = asked_of(request)
    place = place_of(request, asked)
    return send_all(request, asked, place, [content], what=what)[0]


def send_all(
    request: Request, asked: Asked, place: Place, contents: list[Content], *, what: str, album: str = ""
) -> list[Message]:
    """Send messages that arrive together or not at all."""
    chat = place.chat
    keyboard = markup.accept(asked.markup, channel=chat.kind == "channel")
    fields = [_content(content, chat, number, album) for number, content in enumerate(contents, 1)]
    check_rights(chat, what)
    markup.refuse_remote(keyboard, private=chat.is_private)
    if asked.effect and not chat.is_private:
        raise Refused("EFFECT_ID_INVALID")
    refuse_blocked(chat)
    limits = request.stage.limits
    limits.check(chat.id, crowded=chat.is_crowded, paid=asked.paid, count=len(fields))
    extra = _extra(asked, album)
    return [_put(request, asked, place, {**one, **extra}, keyboard) for one in fields]


def _content(content: Content, chat: Chat, number: int, album: str) -> Data:
    try:
        return content(chat)
    except Refused as refused:
        if not album:
            raise
        text = f'failed to send message #{number} with the error message "{refused.text}"'
        raise Refused(text) from refused


def _extra(asked: Asked, album: str) -> Data:
    extra: Data = {}
    if asked.protected:
        extra["has_protected_content"] = True
    if asked.effect:
        extra["effect_id"] = asked.effect
    if album:
        extra["media_group_id"] = album
    if asked.paid:
        extra["is_paid_post"] = False
    return {name: value for name, value in extra.items() if value}


def _put(
    request: Request, asked: Asked, place: Place, fields: Data, keyboard: markup.Markup | None
) -> Message:
    stage, chat = request.stage, place.chat
    data = head(stage.world, chat, stage.bot, stage.time(), thread=place.thread)
    data.update(answering(place.answered, chat, quote=asked.reply.quote))
    data.update(fields)
    inline = keyboard is not None and "inline_keyboard" in keyboard
    if inline:
        data["reply_markup"] = keyboard
    message = stage.world.store(
        chat, data, from_bot=True, silent=asked.silent, reply_keyboard=None if inline else keyboard
    )
    stage.log.delivered(chat.id, message.text)
    stage.announce("message", chat, message)
    return message


def change(request: Request, chat: Chat, message: Message, data: Data) -> Message:
    """Put a new state of a message of the bot's into its chat."""
    stage = request.stage
    stage.limits.check(chat.id, crowded=chat.is_crowded)
    changed = stage.world.change(chat, message, {**data, "edit_date": stage.time()})
    stage.announce("edited", chat, changed)
    return changed


def delete(request: Request, chat: Chat, message: Message) -> None:
    """Take a message out of its chat; the transcript keeps it, marked."""
    stage = request.stage
    gone = replace(message, deleted=True, sequence=stage.world.next_sequence())
    chat.messages[message.message_id] = gone
    stage.announce("deleted", chat, gone)
