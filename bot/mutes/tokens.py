"""Tokens: what a reader writes about a mute, in pieces: dates, times, numbers, words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 200
"""Letters that are read: nobody needs more to say how long."""


class Kind(StrEnum):
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    WORD = "word"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece as it was written; of a number, the digits alone (`1st`, `1er`)."""

    kind: Kind
    text: str


_TOKEN = re.compile(
    r"""
    (?P<date> (?<![0-9]) (?: [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}
            | [0-9]{1,2}(?P<sign>[/\-])[0-9]{1,2}(?:(?P=sign)(?:[0-9]{4}|[0-9]{2}))?
            | [0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})? ) (?![0-9/]) )
  | (?P<time> (?<![0-9:.]) [0-9]{1,2}[:.][0-9]{2} (?![0-9:]) )
  | (?P<number> (?<![0-9.:]) [0-9]{1,4} (?![0-9]|[.:][0-9]) (?: (?:st|nd|rd|th|er)(?![^\W\d_]) | [º°ª] )? )
  | (?P<word> [^\W\d_]+ )
  | (?P<odd>  [^\s,;.!?'’"«»()\-–—]\S* )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = re.compile(r"[0-9]+")


def tokens(words: str) -> tuple[Token, ...]:
    """The pieces in their order; punctuation between them is passed over."""
    return tuple(_tokens(unicodedata.normalize("NFC", words[:LONGEST])))


def _tokens(words: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(words):
        kind = next(kind for kind in Kind if found[kind] is not None)
        digits = _DIGITS.match(found.group()) if kind is Kind.NUMBER else None
        yield Token(kind, digits.group() if digits else found.group())
