"""Entities: the marks on a text, and the order and nesting Telegram allows them.

Rules of TDLib's MessageEntity.cpp (fix_entities, merge_new_entities). Three families:
splittable (bold, italic, underline, strikethrough, spoiler) are cut where another entity begins or ends;
quotations cannot overlap each other; all others, the continuous ones, cannot overlap or nest in each other.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

MOST = 100
"""Entities a message keeps; the server drops the surplus without a word."""


class Kind(StrEnum):
    """Types of entities, spelt as the Bot API spells them."""

    MENTION = "mention"
    HASHTAG = "hashtag"
    CASHTAG = "cashtag"
    BOT_COMMAND = "bot_command"
    URL = "url"
    EMAIL = "email"
    PHONE_NUMBER = "phone_number"
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKETHROUGH = "strikethrough"
    SPOILER = "spoiler"
    BLOCKQUOTE = "blockquote"
    EXPANDABLE_BLOCKQUOTE = "expandable_blockquote"
    CODE = "code"
    PRE = "pre"
    TEXT_LINK = "text_link"
    TEXT_MENTION = "text_mention"
    CUSTOM_EMOJI = "custom_emoji"
    DATE_TIME = "date_time"


SPLITTABLE = frozenset({Kind.BOLD, Kind.ITALIC, Kind.UNDERLINE, Kind.STRIKETHROUGH, Kind.SPOILER})
QUOTATIONS = frozenset({Kind.BLOCKQUOTE, Kind.EXPANDABLE_BLOCKQUOTE})
CLOSED = frozenset({Kind.PRE, Kind.CODE, Kind.DATE_TIME})
"""Kinds that hold no other."""

_PRIORITY = {
    Kind.BLOCKQUOTE: 0,
    Kind.EXPANDABLE_BLOCKQUOTE: 0,
    Kind.PRE: 10,
    Kind.CODE: 20,
    Kind.TEXT_LINK: 49,
    Kind.TEXT_MENTION: 49,
    Kind.BOLD: 90,
    Kind.ITALIC: 91,
    Kind.UNDERLINE: 92,
    Kind.STRIKETHROUGH: 93,
    Kind.SPOILER: 94,
    Kind.CUSTOM_EMOJI: 99,
    Kind.DATE_TIME: 100,
}


@dataclass(frozen=True, slots=True)
class Entity:
    """One mark: `offset` and `length` in UTF-16 units of the text.

    `value` is the URL of a text_link, the language of a pre, the id of a custom emoji, the user id of a
    text_mention or the Unix time of a date_time; `shape` is the format of a date_time.
    """

    kind: Kind
    offset: int
    length: int
    value: str | int = ""
    shape: str = ""

    @property
    def end(self) -> int:
        """Offset just past the mark."""
        return self.offset + self.length


def ordered(entities: Iterable[Entity]) -> list[Entity]:
    """Earlier first, then longer first, then by kind."""
    return sorted(entities, key=lambda one: (one.offset, -one.length, _PRIORITY.get(one.kind, 50)))


def fixed(entities: Iterable[Entity]) -> list[Entity]:
    """The entities as Telegram keeps them: overlaps removed, styles cut and merged."""
    listed = ordered(one for one in entities if one.length > 0)
    if len(listed) < 2:
        return listed
    quotations = _apart(one for one in listed if one.kind in QUOTATIONS)
    whole = _apart(one for one in listed if one.kind not in QUOTATIONS and one.kind not in SPLITTABLE)
    solid = ordered([*_within(whole, quotations), *quotations])
    return _with_styles(solid, [one for one in listed if one.kind in SPLITTABLE])


def merged(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    """`entities` with those found in the text; what was given wins where both overlap."""
    if not found:
        return entities
    quotations = [one for one in entities if one.kind in QUOTATIONS]
    whole = [one for one in entities if one.kind not in QUOTATIONS and one.kind not in SPLITTABLE]
    free = [one for one in _within(found, quotations) if not any(_overlap(one, other) for other in whole)]
    solid = ordered([*whole, *free, *quotations])
    return _with_styles(solid, [one for one in entities if one.kind in SPLITTABLE])


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end


def _apart(entities: Iterable[Entity]) -> list[Entity]:
    """Those that do not begin inside an earlier one."""
    kept: list[Entity] = []
    for one in entities:
        if not kept or one.offset >= kept[-1].end:
            kept.append(one)
    return kept


def _within(entities: Iterable[Entity], quotations: list[Entity]) -> list[Entity]:
    """Those that are wholly inside or wholly outside of every quotation."""
    return [one for one in entities if not any(_sticks_out(one, quotation) for quotation in quotations)]


def _sticks_out(one: Entity, quotation: Entity) -> bool:
    inside = quotation.offset <= one.offset and one.end <= quotation.end
    return _overlap(one, quotation) and not inside


def _with_styles(solid: list[Entity], styles: list[Entity]) -> list[Entity]:
    if not styles:
        return solid
    runs = _runs(styles, {edge for one in solid for edge in (one.offset, one.end)})
    cuts = {edge for one in solid for edge in (one.offset, one.end)} | {run.offset for run in runs}
    closed = [one for one in solid if one.kind in CLOSED]
    pieces = [piece for run in runs for piece in _cut(run, sorted(cuts))]
    open_pieces = [piece for piece in pieces if not any(_overlap(piece, one) for one in closed)]
    return ordered([*solid, *open_pieces])


def _runs(styles: list[Entity], walls: set[int]) -> list[Entity]:
    """Styles of one kind that overlap or touch, joined; those that touch at a wall stay apart."""
    running: dict[Kind, Entity] = {}
    done: list[Entity] = []
    for one in styles:
        last = running.get(one.kind)
        joins = last is not None and (one.offset < last.end or (one.offset == last.end not in walls))
        if last is None or not joins:
            done.extend([last] if last else [])
            running[one.kind] = one
        else:
            running[one.kind] = replace(last, length=max(last.end, one.end) - last.offset)
    return [*done, *running.values()]


def _cut(run: Entity, cuts: list[int]) -> list[Entity]:
    edges = [run.offset, *(cut for cut in cuts if run.offset < cut < run.end), run.end]
    return [replace(run, offset=start, length=end - start) for start, end in itertools.pairwise(edges)]
