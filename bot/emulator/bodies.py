"""Bodies: the text or caption of a message, from the arguments of a call to its fields."""

from typing import Any

from .args import Args
from .chats import Chat
from .composing import text_fields
from .messages import Data
from .refusals import Refused
from .sending import Content
from .texts.formatted import EMPTY, Formatted, formatted
from .texts.given import Given, entities_argument, given_text
from .world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")


def text_given(args: Args, *, name: str = "text", entities: str = "entities") -> Given:
    """A text and its marks, parsed but neither cleaned nor measured."""
    return given_text(args.text(name), args.text("parse_mode"), entities_argument(args.text(entities)))


def caption_given(args: Args) -> Given:
    """The caption of a call."""
    return text_given(args, name="caption", entities="caption_entities")


def preview_asked(args: Args) -> Data | None:
    """The link preview options of a call, those that are set; None when it has none."""
    raw = args.json("link_preview_options", "Can't parse link preview options JSON object")
    if raw is None:
        return {"is_disabled": True} if args.flag("disable_web_page_preview") else None
    if not isinstance(raw, dict):
        raise Refused("Object expected as link preview options")
    return _set_options(raw)


def _set_options(raw: dict[str, Any]) -> Data:
    options: Data = {name: True for name in _PREVIEW_FLAGS if raw.get(name) is True}
    if isinstance(raw.get("url"), str) and raw["url"]:
        options["url"] = raw["url"]
    return options


def text_body(args: Args, world: World) -> Content:
    """The content of a text message. What is wrong with the markup is refused here, with the rest later."""
    preview = preview_asked(args)
    if not args.text("text"):
        raise Refused("Message text is empty")
    given = text_given(args)
    return lambda _chat: {**measured_text(given, world), **_preview_field(preview)}


def measured_text(given: Given, world: World) -> Data:
    """The fields of a text of at most 4096 characters."""
    said = formatted(*given)
    if len(said.text) > LONGEST_TEXT:
        raise Refused("Message is too long")
    return text_fields(said, world)


def caption_fields(given: Given, world: World) -> Data:
    """The fields of a caption of at most 1024 characters; none for an empty one."""
    said = formatted(*given, may_be_empty=True) if given[0] else EMPTY
    _check_caption(said)
    return text_fields(said, world, caption=True)


def _check_caption(said: Formatted) -> None:
    if len(said.text) > LONGEST_CAPTION:
        raise Refused("Message caption is too long")


def _preview_field(preview: Data | None) -> Data:
    return {"link_preview_options": preview} if preview else {}


def location_body(args: Args) -> Content:
    """The content of a location."""
    place = {name: args.decimal(name) for name in ("latitude", "longitude")}
    for name, value in place.items():
        if value is None:
            raise Refused(f"Bad Request: {name} is empty")

    def content(_chat: Chat) -> Data:
        latitude, longitude = place["latitude"] or 0.0, place["longitude"] or 0.0
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            raise Refused("Wrong location")
        return {"location": {"latitude": latitude, "longitude": longitude}}

    return content
