"""Taking: an editor's message → what can be announced of it, exactly as he wrote it.

What comes from Telegram is taken for what it says, within bounds: no more entities than a message may have,
none that reaches beyond its text, no fields of theirs that we do not know.
"""

import re
from collections.abc import Iterable
from typing import Any

from telegram import Animation, Audio, Document, Message, MessageEntity, PhotoSize, Video, Voice

from bot.broadcasting.drafting import Written
from bot.model import Content, MediaKind, Medium, Words
from bot.model.announcement import LONGEST_CAPTION, MOST_ENTITIES, Entity

_COMMAND = re.compile(r"\s*/\w+(?:@\w+)?\s*")
_FIELDS = ("type", "offset", "length", "url", "language", "custom_emoji_id", "unix_time", "date_time_format")
_PREVIEW = ("is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text")
_LONGEST_FIELD = 2048

_KINDS: dict[type, MediaKind] = {
    Animation: MediaKind.ANIMATION,
    Audio: MediaKind.AUDIO,
    Document: MediaKind.DOCUMENT,
    Video: MediaKind.VIDEO,
    Voice: MediaKind.VOICE,
}


def taken(message: Message) -> Written | None:
    """The message as a text or a medium; None for what no announcement can be."""
    content = _content(message)
    return Written(content, message.message_id, message.media_group_id) if content else None


def is_too_long(written: Written) -> bool:
    """Whether it has a caption that a bot may not send: an editor who pays Telegram may write longer ones."""
    return any(len(medium.caption.text) > LONGEST_CAPTION for medium in written.content.media)


def words_behind_command(message: Message) -> Written | None:
    """What stands behind `/broadcast`, line by line, with its formatting; None where nothing does."""
    text = message.text or ""
    match = _COMMAND.match(text)
    if match is None or not text[match.end() :].strip():
        return None
    words = Words(text[match.end() :], _shifted(_entities(text, message.entities), _units(match[0])))
    return Written(Content(words, preview=_preview(message)), message.message_id)


def _content(message: Message) -> Content | None:
    if message.text:
        return Content(
            Words(message.text, _entities(message.text, message.entities)), preview=_preview(message)
        )
    found = _medium(message)
    if found is None:
        return None
    kind, file_id = found
    caption = message.caption or ""
    medium = Medium(
        kind=kind,
        file_id=file_id,
        caption=Words(caption, _entities(caption, message.caption_entities)),
        above=bool(message.show_caption_above_media),
        spoiler=bool(message.has_media_spoiler),
    )
    return Content(media=(medium,))


def _medium(message: Message) -> tuple[MediaKind, str] | None:
    """Its kind and file; the largest size of a photo."""
    attached = message.effective_attachment
    if isinstance(attached, list | tuple):
        sizes = [size for size in attached if isinstance(size, PhotoSize)]
        return (MediaKind.PHOTO, sizes[-1].file_id) if sizes else None
    kind = _KINDS.get(type(attached))
    file_id = getattr(attached, "file_id", None)
    return (kind, file_id) if kind and file_id else None


def _entities(text: str, entities: Iterable[MessageEntity]) -> tuple[Entity, ...]:
    end = _units(text)
    kept = [_entity(each) for each in entities if 0 <= each.offset < each.offset + each.length <= end]
    return tuple(kept[:MOST_ENTITIES])


def _entity(entity: MessageEntity) -> Entity:
    """Its fields that a bot may send; of a person mentioned without a name, who it is and nothing else."""
    given: dict[str, Any] = entity.to_dict()
    kept = {name: given[name] for name in _FIELDS if name in given and _is_short(given[name])}
    return {**kept, "user": _user(given["user"])} if isinstance(given.get("user"), dict) else kept


def _user(user: dict[str, Any]) -> dict[str, object]:
    return {name: user[name] for name in ("id", "is_bot", "first_name") if name in user}


def _is_short(value: object) -> bool:
    return not isinstance(value, str) or len(value) <= _LONGEST_FIELD


def _shifted(entities: Iterable[Entity], by: int) -> tuple[Entity, ...]:
    """The entities of a text without its first so many units."""
    moved = []
    for entity in entities:
        begin, length = _whole(entity["offset"]), _whole(entity["length"])
        end = begin + length - by
        if end > 0 and entity["type"] != MessageEntity.BOT_COMMAND:
            start = max(0, begin - by)
            moved.append({**entity, "offset": start, "length": end - start})
    return tuple(moved)


def _preview(message: Message) -> dict[str, object] | None:
    options = message.link_preview_options
    given = options.to_dict() if options else {}
    return {name: given[name] for name in _PREVIEW if name in given} or None


def _units(text: str) -> int:
    """UTF-16 units: Telegram counts so."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value
