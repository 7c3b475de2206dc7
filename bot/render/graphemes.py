"""Graphemes: where a text may be cut without breaking what a reader sees as one character.

The cases of Unicode's UAX 29 that occur in texts: combining marks, emoji joined, coloured or numbered, flags,
Hangul in parts, and a line end of two characters. A cluster longer than 64 characters is an attack on the eye
and is cut.
"""

import unicodedata

_LONGEST = 64
_JOINER = "\u200d"


def whole_before(text: str, end: int, start: int) -> int:
    """The last place at or before `end`, after `start`, where a character ends; `end` where there is none."""
    lowest = max(start, end - _LONGEST)
    for place in range(end, lowest, -1):
        if place >= len(text) or not _joined(text, place):
            return place
    return end


def _joined(text: str, place: int) -> bool:
    """Whether text[place] belongs to one character with what stands before it."""
    before, after = text[place - 1], text[place]
    if before < "\u0300" and after < "\u0300":
        return (before, after) == ("\r", "\n")
    if before == _JOINER or _extends(after):
        return True
    return _flag_half(text, place) or _hangul(before, after)


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or character == _JOINER
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _flag_half(text: str, place: int) -> bool:
    """A flag is two regional letters: inside a run of them, an odd place is the middle of one."""
    if not _regional(text[place]):
        return False
    run = place
    while run > 0 and place - run <= _LONGEST and _regional(text[run - 1]):
        run -= 1
    return (place - run) % 2 == 1


def _regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _hangul(before: str, after: str) -> bool:
    vowel_or_end = "\u1160" <= after <= "\u11ff"
    return vowel_or_end and ("\u1100" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3")
