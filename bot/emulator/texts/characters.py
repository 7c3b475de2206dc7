"""Characters: lengths in UTF-16 units, and which characters Telegram drops or blanks.

Rules of TDLib: clean_input_string and is_empty_string in misc.cpp, clean_input_string_with_entities in
MessageEntity.cpp.
"""

import re
from bisect import bisect_left

_UNCLEAN = re.compile(r"[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_DROPPED = re.compile(r"[\r\u2028-\u202e\u0333\u033f\u030a]")
_BLANKED = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_DIRECTIONS = re.compile(r"[\u200e\u200f]+")
_INVISIBLE = re.compile(
    r"[ \n\u1680\u180e\u2000-\u200a\u200b-\u200f\u202e\u202f\u205f\u2800\u3000\ufffc\ufeff\u00a0"
    r"\U000e0000-\U000e007f]*"
)


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units: what offsets and lengths of entities count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_length(text: str) -> int:
    """Length in bytes: what offsets in error messages count."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def is_encodable(text: str) -> bool:
    """Whether the text is proper Unicode: no half of a surrogate pair, no undecodable byte."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_blank(text: str) -> bool:
    """Whether nothing in the text can be seen."""
    return _INVISIBLE.fullmatch(text) is not None


def dropped_positions(text: str) -> list[int]:
    """UTF-16 offsets of the characters that `cleaned` removes, rising."""
    if not _UNCLEAN.search(text):
        return []
    starts = [match.start() for match in _DROPPED.finditer(text)]
    return starts if text.isascii() else [utf16_length(text[:start]) for start in starts]


def cleaned(text: str) -> str:
    """The text without control characters (blanked), line separators and overlong marks (dropped)."""
    if _UNCLEAN.search(text):
        text = _BLANKED.sub(" ", _DROPPED.sub("", text))
    return text if text.isascii() else _DIRECTIONS.sub(_keep_last_direction, text)


def shifted(offset: int, dropped: list[int]) -> int:
    """Where `offset` is once the characters at `dropped` are gone."""
    return offset - bisect_left(dropped, offset)


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of the text that an entity covers; halves of pairs are lost."""
    if text.isascii():
        return text[offset : offset + length]
    units = text.encode("utf-16-le", "surrogatepass")[2 * offset : 2 * (offset + length)]
    return units.decode("utf-16-le", "ignore")


def _keep_last_direction(match: re.Match[str]) -> str:
    return "\u200c" * (len(match[0]) - 1) + match[0][-1]
