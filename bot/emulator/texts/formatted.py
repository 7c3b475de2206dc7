"""Formatted text: what a message says once Telegram has cleaned, trimmed and read it.

The road of TDLib's fix_formatted_text: tidy the entities, clean the characters, trim both ends, find links.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from ..refusals import Refused
from .characters import cleaned, dropped_positions, is_blank, is_encodable, shifted, utf8_length, utf16_length
from .detect import found_in
from .entities import MOST, Entity, fixed, merged

NOT_UTF8 = "Strings must be encoded in UTF-8"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities, as a message holds them."""

    text: str
    entities: tuple[Entity, ...] = ()


EMPTY = Formatted("")


@lru_cache(128)  # what goes out to many readers is read once
def formatted(text: str, given: tuple[Entity, ...], *, may_be_empty: bool = False) -> Formatted:
    """The text as it will stand in the chat; Refused when nothing visible is left."""
    if not is_encodable(text):
        raise Refused(NOT_UTF8)
    entities = fixed(given)
    _check_bounds(text, entities)
    text, entities = _trimmed(*_cleaned(text, entities))
    if is_blank(text):
        if may_be_empty:
            return EMPTY
        raise Refused("Text must be non-empty")
    return Formatted(text, tuple(merged(entities, found_in(text))[:MOST]))


def _cleaned(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    dropped = dropped_positions(text) if entities else []
    if dropped:
        entities = fixed(_moved(one, dropped) for one in entities)
    return cleaned(text), entities


def _moved(one: Entity, dropped: list[int]) -> Entity:
    start, end = shifted(one.offset, dropped), shifted(one.end, dropped)
    return replace(one, offset=start, length=end - start)


def _check_bounds(text: str, entities: list[Entity]) -> None:
    """Entities given by hand may lie outside of the text, or cut a surrogate pair in two."""
    size = utf16_length(text)
    for one in entities:
        if one.offset >= size:
            raise Refused(f"Entity begins after the end of the text at UTF-16 offset {one.offset}")
        if one.end > size:
            raise Refused(
                f"Entity beginning at UTF-16 offset {one.offset} ends after the end of the text "
                f"at UTF-16 offset {one.end}"
            )
    if entities and size > len(text):
        _check_pairs(text, entities)


def _check_pairs(text: str, entities: list[Entity]) -> None:
    inside: dict[int, int] = {}
    units = bytes_before = 0
    for letter in text:
        bytes_before += utf8_length(letter)
        if letter > "\uffff":
            inside[units + 1] = bytes_before
            units += 1
        units += 1
    for one in entities:
        if one.offset in inside:
            place = inside[one.offset]
            raise Refused(f"Entity begins in a middle of a UTF-16 symbol at byte offset {place}")
        if one.end in inside:
            raise Refused(
                f"Entity beginning at UTF-16 offset {one.offset} ends in a middle of a UTF-16 symbol "
                f"at byte offset {inside[one.end]}"
            )


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Trailing blanks go; leading ones only up to the first entity."""
    text = text.rstrip(" \n")
    end = utf16_length(text)
    kept = [replace(one, length=min(one.end, end) - one.offset) for one in entities if one.offset < end]
    blanks = len(text) - len(text.lstrip(" \n"))
    skipped = min(blanks, kept[0].offset) if kept else blanks
    return text[skipped:], [replace(one, offset=one.offset - skipped) for one in kept] if skipped else kept
