"""editMessage…: what changes a message that stands already."""

from collections.abc import Callable

from .. import markup
from ..bodies import caption_fields, caption_given, text_body
from ..chats import Chat
from ..media import family, media_body, one_medium
from ..messages import Data, Message
from ..refusals import Refused
from ..sending import change
from ..stage import Request
from ..targets import Access, message_in, message_meant, refuse_blocked
from .registry import Method

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_TEXT = ("text", "entities", "link_preview_options", "rich_message")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_MEDIA = ("photo", "document", "animation", "video", "audio", "voice", "has_media_spoiler", *_CAPTION)
Remade = Callable[[Chat, Message], Data]
"""Makes the data with the new content, without keyboard, from the message as it is."""


def edit_text(request: Request) -> object:
    """editMessageText"""
    content = text_body(request.args, request.world)

    def remade(chat: Chat, message: Message) -> Data:
        if "text" not in message.data:
            raise Refused("There is no text in the message to edit")
        return {**_without(message.data, _TEXT), **content(chat)}

    return _edit(request, remade)


def edit_caption(request: Request) -> object:
    """editMessageCaption"""
    given = caption_given(request.args)

    def remade(_chat: Chat, message: Message) -> Data:
        if not any(name in message.data for name in _MEDIA):
            raise Refused("There is no caption in the message to edit")
        fields = caption_fields(given, request.world)
        if fields and request.args.flag("show_caption_above_media"):
            fields["show_caption_above_media"] = True
        return {**_without(message.data, _CAPTION), **fields}

    return _edit(request, remade)


def edit_media(request: Request) -> object:
    """editMessageMedia"""
    if not request.args.text("media"):
        raise Refused("There is no media in the request")
    medium = one_medium(request.args.json("media", "Can't parse media JSON object"))
    content = media_body(request, medium)

    def remade(chat: Chat, message: Message) -> Data:
        if not any(name in message.data for name in (*_MEDIA, "text")):
            raise Refused("There is no media in the message to edit")
        if "media_group_id" in message.data and family(medium.kind) not in map(family, message.data):
            raise Refused("Can't change media type in the album")
        return {**_without(message.data, (*_MEDIA, *_TEXT)), **content(chat)}

    return _edit(request, remade)


def edit_markup(request: Request) -> object:
    """editMessageReplyMarkup"""
    return _edit(request, lambda _chat, message: _without(message.data, ()))


def _edit(request: Request, remade: Remade) -> object:
    """The road all edits take; True for a message sent inline, else the message."""
    raw = request.args.json("reply_markup", "Can't parse reply keyboard markup JSON object")
    asked = markup.read(raw)
    chat, message, inline = _meant(request)
    if not message.from_bot:
        raise Refused("Message can't be edited")
    keyboard = markup.accept(markup.inline_only(asked), channel=chat.kind == "channel")
    data = remade(chat, message)
    if keyboard is not None:
        data["reply_markup"] = keyboard
    markup.refuse_remote(keyboard, private=chat.is_private)
    refuse_blocked(chat)
    if _dated_alike(data) == _dated_alike(message.data):
        raise Refused(_NOT_MODIFIED)
    changed = change(request, chat, message, data)
    return True if inline else changed.data


def _meant(request: Request) -> tuple[Chat, Message, bool]:
    args, world = request.args, request.world
    if args.text("chat_id") or args.number("message_id"):
        return *message_meant(world, args, Access.EDIT, "message to edit"), False
    if not args.text("inline_message_id"):
        raise Refused("message identifier is not specified")
    place = world.inline.get(args.text("inline_message_id"))
    if place is None:
        raise Refused("MESSAGE_ID_INVALID")
    chat = world.chats[place[0]]
    return chat, message_in(chat, place[1], "message to edit"), True


def _without(data: Data, names: tuple[str, ...]) -> Data:
    """The data without these fields and without the keyboard: an edit that brings none removes it."""
    return {name: value for name, value in data.items() if name not in (*names, "reply_markup")}


def _dated_alike(data: Data) -> Data:
    return {name: value for name, value in data.items() if name != "edit_date"}


METHODS: dict[str, Method] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_markup,
}
