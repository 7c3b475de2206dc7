"""The message of an announcement, exactly as its editor wrote it: his text with his formatting, no markup of
ours, until it is withdrawn. It is the same for all who read a language, and for the editor who looks at it
before. Under it stand the other languages that the message can be turned into.
"""

from dataclasses import dataclass
from typing import Any

from bot.editions import turnable
from bot.i18n import Catalogue
from bot.model import Announcement, Content, Language, MediaKind, Medium
from bot.model.content_json import content_json, medium_json
from bot.render.announcement_keys import turn_keys
from bot.render.as_telegram import keyboard_json
from bot.render.saying import say

_METHODS = {
    MediaKind.PHOTO: "sendPhoto",
    MediaKind.VIDEO: "sendVideo",
    MediaKind.ANIMATION: "sendAnimation",
    MediaKind.AUDIO: "sendAudio",
    MediaKind.DOCUMENT: "sendDocument",
    MediaKind.VOICE: "sendVoice",
}


@dataclass(frozen=True, slots=True)
class Announced:
    """The call that carries it but for the address. Nested values are still to be written as JSON texts."""

    method: str
    parameters: dict[str, Any]


def announced(
    announcement: Announcement, language: Language, *, silent: bool, turns: bool = True
) -> Announced:
    """How its text in a language is sent; `silent` makes no sound on any phone.

    `turns`: with the buttons that turn it into its other languages.
    """
    content = announcement.texts[language]
    more = {"disable_notification": True} if silent else {}
    more |= _keys(announcement, language) if turns else {}
    match content.media:
        case ():
            return Announced("sendMessage", {**content_json(content), **more})
        case (medium,):
            return Announced(_METHODS[medium.kind], {**_single(medium), **more})
        case media:
            return Announced("sendMediaGroup", {"media": [medium_json(each) for each in media], **more})


def edited(announcement: Announcement, language: Language, *, turns: bool = True) -> Announced:
    """How a copy is made to say this, in whichever of the languages it is turned into now: a text, the words
    under its media, or where it may show another picture the picture as well."""
    content = announcement.texts[language]
    keys = _keys(announcement, language) if turns else {}
    if not content.media:
        return Announced("editMessageText", {**content_json(content), **keys})
    medium = content.media[content.bearer]
    fields = medium_json(medium)
    if turns and _may_show_another(announcement, language, medium):
        return Announced("editMessageMedia", {"media": fields, **keys})
    kept = ("caption", "caption_entities", "show_caption_above_media")
    return Announced("editMessageCaption", {name: fields[name] for name in kept if name in fields} | keys)


def withdrawn(t: Catalogue, content: Content, *, part: int) -> Announced:
    """How a copy that cannot be deleted any more says that it was withdrawn. `part` is a message of an album:
    those beside the one that carries the words lose theirs."""
    notice = str(say(t, "<i>This announcement was withdrawn.</i>")) if part == content.bearer else ""
    if content.media:
        return Announced("editMessageCaption", {"caption": notice, "parse_mode": "HTML"})
    plain_link = {"link_preview_options": {"is_disabled": True}}
    return Announced("editMessageText", {"text": notice, "parse_mode": "HTML", **plain_link})


def _keys(announcement: Announcement, language: Language) -> dict[str, Any]:
    keys = turn_keys(announcement.id, turnable(announcement.texts, language))
    return {"reply_markup": keyboard_json(keys)} if keys else {}


def _may_show_another(announcement: Announcement, language: Language, medium: Medium) -> bool:
    others = [announcement.texts[each].media[0] for each in turnable(announcement.texts, language)]
    return not all(medium.is_like(other) for other in others)


def _single(medium: Medium) -> dict[str, Any]:
    """A medium alone stands under the name of its kind instead of `media`."""
    fields = medium_json(medium)
    return {fields.pop("type"): fields.pop("media"), **fields}
