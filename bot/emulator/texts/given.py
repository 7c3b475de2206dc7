"""Given text: a text and its marks as a call brings them, by parse_mode or by a list of entities."""

import json
import re
from typing import Any

from ..refusals import Refused
from .characters import is_encodable, utf8_length
from .entities import Entity, Kind
from .formatted import NOT_UTF8
from .html import parse_html
from .links import BadLink, checked, user_of

Given = tuple[str, tuple[Entity, ...]]
"""A text without its markup, and the marks."""
LONGEST_RAW = 1 << 15
"""Bytes of text the server reads at all."""

_BY_HAND = frozenset(
    {
        Kind.BOLD,
        Kind.ITALIC,
        Kind.UNDERLINE,
        Kind.STRIKETHROUGH,
        Kind.SPOILER,
        Kind.BLOCKQUOTE,
        Kind.EXPANDABLE_BLOCKQUOTE,
        Kind.CODE,
    }
)
_ONLY_FOUND = frozenset(
    ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"]
)  # the server finds these itself and skips them when given


def given_text(text: str, parse_mode: str, entities: object) -> Given:
    """The text without markup and its entities; `entities` is what the call's JSON held, or None."""
    if utf8_length(text) > LONGEST_RAW:
        raise Refused("Text is too long")
    if not is_encodable(text):
        raise Refused(NOT_UTF8)
    mode = parse_mode.lower()
    if text and mode and mode != "none":
        return _parsed(text, mode)
    listed = entities if isinstance(entities, list) else []
    return text, tuple(one for raw in listed for one in _entity(raw))


def _parsed(text: str, mode: str) -> Given:
    if mode == "html":
        return parse_html(text)
    if mode in ("markdown", "markdownv2"):
        raise Refused("Unsupported parse_mode: this server reads HTML and entities only")
    raise Refused("Unsupported parse_mode")


def _entity(raw: object) -> list[Entity]:
    if not isinstance(raw, dict):
        raise _wrong("expected an Object")
    offset, length = _number(raw, "offset"), _number(raw, "length")
    name = raw.get("type")
    if not isinstance(name, str):
        raise _wrong('Can\'t find field "type"')
    if not name:
        raise _wrong("Type is not specified")
    if name in _ONLY_FOUND:
        return []
    return [_checked_bounds(_made(name, offset, length, raw))]


def _made(name: str, offset: int, length: int, raw: dict[str, Any]) -> Entity:
    if name in _BY_HAND:
        return Entity(Kind(name), offset, length)
    match name:
        case "pre":
            return Entity(Kind.PRE, offset, length, str(raw.get("language") or ""))
        case "text_link":
            return _text_link(offset, length, _string(raw, "url"))
        case "text_mention":
            return Entity(Kind.TEXT_MENTION, offset, length, _number(_object(raw, "user"), "id"))
        case "custom_emoji":
            return Entity(Kind.CUSTOM_EMOJI, offset, length, _emoji_id(raw))
        case "date_time":
            return _date_time(offset, length, raw)
    raise _wrong("Unsupported type specified")


def _text_link(offset: int, length: int, url: str) -> Entity:
    user_id = user_of(url)
    if user_id is not None:
        return Entity(Kind.TEXT_MENTION, offset, length, user_id)
    try:
        return Entity(Kind.TEXT_LINK, offset, length, checked(url))
    except BadLink as wrong:
        raise Refused(f"Entity URL '{url}' is invalid: {wrong}") from wrong


def _date_time(offset: int, length: int, raw: dict[str, Any]) -> Entity:
    shape = str(raw.get("date_time_format") or "")
    if shape not in ("r", "R") and not re.fullmatch(r"[tTdDwW]*", shape):
        raise _wrong("Invalid date-time format specified")
    moment = _number(raw, "unix_time")
    if moment <= 0:
        raise Refused("Invalid date specified")
    return Entity(Kind.DATE_TIME, offset, length, moment, shape)


def _emoji_id(raw: dict[str, Any]) -> str:
    number = str(raw.get("custom_emoji_id", ""))
    if not re.fullmatch(r"-?[0-9]{1,19}", number):
        raise _wrong('Can\'t find field "custom_emoji_id"')
    return number


def _checked_bounds(one: Entity) -> Entity:
    if not 0 <= one.offset <= 1_000_000:
        raise Refused(f"Receive an entity with incorrect offset {one.offset}")
    if not 0 <= one.length <= 1_000_000:
        raise Refused(f"Receive an entity with incorrect length {one.length}")
    return one


def _number(raw: dict[str, Any], name: str) -> int:
    value = raw.get(name)
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}", value):
        return int(value)
    if value is None:
        raise _wrong(f'Can\'t find field "{name}"')
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(f'Field "{name}" must be a Number')
    return value


def _string(raw: dict[str, Any], name: str) -> str:
    value = raw.get(name)
    if not isinstance(value, str):
        raise _wrong(
            f'Can\'t find field "{name}"' if value is None else f'Field "{name}" must be of type String'
        )
    if not is_encodable(value):
        raise Refused(NOT_UTF8)
    return value


def _object(raw: dict[str, Any], name: str) -> dict[str, Any]:
    value = raw.get(name)
    if not isinstance(value, dict):
        raise _wrong(f'Can\'t find field "{name}"')
    return value


def _wrong(text: str) -> Refused:
    return Refused(f"Can't parse MessageEntity: {text}")


def entities_argument(value: str) -> object:
    """The list of entities of a call; anything that is not one counts as none, as on the server."""
    try:
        return json.loads(value) if value else None
    except (ValueError, RecursionError):
        return None
