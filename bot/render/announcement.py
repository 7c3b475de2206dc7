"""The message of an announcement, exactly as its editor wrote it: his text with his formatting, no markup of
ours, until it is withdrawn. It is the same for all who read a language, and for the editor who looks at it
before.
"""

from dataclasses import dataclass
from typing import Any

from bot.i18n import Catalogue
from bot.model import Content, MediaKind, Medium
from bot.model.content_json import content_json, medium_json
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


def announced(content: Content, *, silent: bool) -> Announced:
    """How a content is sent; `silent` makes no sound on any phone."""
    sound = {"disable_notification": True} if silent else {}
    match content.media:
        case ():
            return Announced("sendMessage", {**content_json(content), **sound})
        case (medium,):
            return Announced(_METHODS[medium.kind], {**_single(medium), **sound})
        case media:
            return Announced("sendMediaGroup", {"media": [medium_json(each) for each in media], **sound})


def edited(content: Content) -> Announced:
    """How a copy is made to say this: a text, or the words under its media."""
    if not content.media:
        return Announced("editMessageText", content_json(content))
    words = medium_json(content.media[content.bearer])
    kept = ("caption", "caption_entities", "show_caption_above_media")
    return Announced("editMessageCaption", {name: words[name] for name in kept if name in words})


def withdrawn(t: Catalogue, content: Content, *, part: int) -> Announced:
    """How a copy that cannot be deleted any more says that it was withdrawn. `part` is a message of an album:
    those beside the one that carries the words lose theirs."""
    notice = str(say(t, "<i>This announcement was withdrawn.</i>")) if part == content.bearer else ""
    if content.media:
        return Announced("editMessageCaption", {"caption": notice, "parse_mode": "HTML"})
    plain_link = {"link_preview_options": {"is_disabled": True}}
    return Announced("editMessageText", {"text": notice, "parse_mode": "HTML", **plain_link})


def _single(medium: Medium) -> dict[str, Any]:
    """A medium alone stands under the name of its kind instead of `media`."""
    fields = medium_json(medium)
    return {fields.pop("type"): fields.pop("media"), **fields}
