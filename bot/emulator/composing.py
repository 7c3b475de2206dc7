"""Composing: the Message object of the Bot API, field by field as the server writes it."""

from collections.abc import Iterable

from .chats import Chat
from .messages import Data, Message
from .people import User
from .texts.entities import Entity, Kind
from .texts.formatted import Formatted
from .world import World


def head(world: World, chat: Chat, sender: User, date: int, *, thread: int | None = None) -> Data:
    """What every new message begins with: id, who, where, when."""
    data: Data = {"message_id": world.next_message_id(chat)}
    if chat.kind == "channel":
        data["sender_chat"] = chat.as_json()
    else:
        data["from"] = sender.as_json()
    data["chat"] = chat.as_json()
    data["date"] = date
    if thread is not None:
        data["message_thread_id"] = thread
        data["is_topic_message"] = True
    return data


def answering(message: Message | None, chat: Chat, *, quote: str = "") -> Data:
    """The fields of a message that answers another one."""
    if message is None:
        return {}
    inner = {name: value for name, value in message.data.items() if name != "reply_to_message"}
    quoted = {"quote": {"text": quote, "position": 0, "is_manual": True}} if quote else {}
    if message.chat_id == chat.id:
        return {"reply_to_message": inner, **quoted}
    origin = origin_of(message)
    return {
        "external_reply": {"origin": origin, "chat": inner["chat"], "message_id": message.message_id},
        **quoted,
    }


def origin_of(message: Message) -> Data:
    """The MessageOrigin of a message that is forwarded or answered elsewhere."""
    data = message.data
    if "forward_origin" in data:
        return dict(data["forward_origin"])
    if "from" in data:
        return {"type": "user", "sender_user": data["from"], "date": data["date"]}
    origin = {"type": "channel", "chat": data["chat"], "message_id": data["message_id"]}
    return {**origin, "date": data["date"]}


def entities_json(entities: Iterable[Entity], world: World) -> list[Data]:
    """The entities as the Bot API gives them."""
    return [_entity_json(one, world) for one in entities]


def _entity_json(one: Entity, world: World) -> Data:
    data: Data = {"offset": one.offset, "length": one.length, "type": one.kind.value}
    match one.kind:
        case Kind.TEXT_LINK:
            data["url"] = one.value
        case Kind.PRE if one.value:
            data["language"] = one.value
        case Kind.CUSTOM_EMOJI:
            data["custom_emoji_id"] = str(one.value)
        case Kind.TEXT_MENTION:
            data["user"] = world.users[int(one.value)].as_json()
        case Kind.DATE_TIME:
            data["unix_time"] = one.value
            if one.shape:
                data["date_time_format"] = one.shape
    return data


def text_fields(said: Formatted, world: World, *, caption: bool = False) -> Data:
    """text and entities, or caption and caption_entities."""
    if not said.text:
        return {}
    name, marks = ("caption", "caption_entities") if caption else ("text", "entities")
    # A mention of somebody nobody knows is dropped, as Telegram drops it.
    known = [one for one in said.entities if one.kind != Kind.TEXT_MENTION or int(one.value) in world.users]
    fields: Data = {name: said.text}
    if known:
        fields[marks] = entities_json(known, world)
    return fields
