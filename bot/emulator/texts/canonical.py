"""Canonical HTML: a text and its entities written back as HTML, always the same way.

What tests compare and the chat page shows. Pieces of one style that touch are joined, for Telegram cuts
styles where others begin; those that overlap are closed and opened again, so that the result always nests.
"""

import itertools
from collections.abc import Iterable
from html import escape
from typing import Any

from .characters import utf16_length

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "blockquote": "blockquote",
    "code": "code",
}
_STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
Entity = dict[str, Any]


def canonical_html(text: str, entities: Iterable[Entity]) -> str:
    """The HTML that would send this text; `entities` as the Bot API gives them. Found links are left bare."""
    marks = _joined([one for one in entities if _opening(one)])
    if not marks:
        return escape(text, quote=False)
    units = text.encode("utf-16-le", "surrogatepass")
    edges = sorted({0, utf16_length(text), *(edge for one in marks for edge in _edges(one))})
    pieces: list[str] = []
    running: list[Entity] = []
    for start, end in itertools.pairwise(edges):
        running = _turn(running, [one for one in marks if _covers(one, start)], pieces)
        part = units[2 * start : 2 * end].decode("utf-16-le", "replace")
        pieces.append(escape(part, quote=False))
    _turn(running, [], pieces)
    return "".join(pieces)


def _joined(marks: list[Entity]) -> list[Entity]:
    joined: list[Entity] = []
    last: dict[str, int] = {}
    for one in marks:
        at = last.get(one["type"]) if one["type"] in _STYLES else None
        if at is not None and _edges(joined[at])[1] >= one["offset"]:
            end = max(_edges(joined[at])[1], _edges(one)[1])
            joined[at] = {**joined[at], "length": end - joined[at]["offset"]}
            continue
        last[one["type"]] = len(joined)
        joined.append(one)
    return joined


def _edges(one: Entity) -> tuple[int, int]:
    return one["offset"], one["offset"] + one["length"]


def _covers(one: Entity, at: int) -> bool:
    start, end = _edges(one)
    return bool(start <= at < end)


def _turn(running: list[Entity], wanted: list[Entity], pieces: list[str]) -> list[Entity]:
    """Close and open tags so that exactly `wanted` are open, outermost the one that ends last."""
    wanted = sorted(wanted, key=lambda one: (-_edges(one)[1], _edges(one)[0]))
    shared = 0
    while shared < min(len(running), len(wanted)) and running[shared] is wanted[shared]:
        shared += 1
    pieces.extend(_closing(one) for one in reversed(running[shared:]))
    pieces.extend(_opening(one) for one in wanted[shared:])
    return wanted


def _opening(one: Entity) -> str:
    match one["type"]:
        case "expandable_blockquote":
            return "<blockquote expandable>"
        case "pre":
            language = one.get("language")
            return f'<pre><code class="language-{escape(language)}">' if language else "<pre>"
        case "text_link":
            return f'<a href="{escape(one["url"])}">'
        case "text_mention":
            return f'<a href="tg://user?id={one["user"]["id"]}">'
        case "custom_emoji":
            return f'<tg-emoji emoji-id="{one["custom_emoji_id"]}">'
        case "date_time":
            shape = f' format="{one["date_time_format"]}"' if one.get("date_time_format") else ""
            return f'<tg-time unix="{one["unix_time"]}"{shape}>'
    tag = _TAGS.get(one["type"])
    return f"<{tag}>" if tag else ""


def _closing(one: Entity) -> str:
    match one["type"]:
        case "pre":
            return "</code></pre>" if one.get("language") else "</pre>"
        case "text_link" | "text_mention":
            return "</a>"
        case "expandable_blockquote":
            return "</blockquote>"
        case "custom_emoji":
            return "</tg-emoji>"
        case "date_time":
            return "</tg-time>"
    return f"</{_TAGS[one['type']]}>"
