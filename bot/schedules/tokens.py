"""Tokens: what a reader writes, in pieces: times, words, dashes, and the names of zones that hold signs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.tags.slug import slug

LONGEST = 200
"""Letters that are read: nobody needs more to say when."""


class Kind(StrEnum):
    ZONE = "zone"
    TIME = "time"
    WORD = "word"
    DASH = "dash"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece as it was written. `slug` is the form in which words are compared; empty for all else.

    `is_apart`: punctuation stands before it.
    """

    kind: Kind
    text: str
    slug: str = ""
    is_apart: bool = False


_TOKEN = re.compile(
    r"""
    (?P<zone> (?:utc|gmt)\s*[+\-−–]\s*\d{1,2}(?:[:.]?\d{2})?(?![\w:]) | [a-z]+(?:/[a-z0-9_+\-]+)+ )
  | (?P<time> (?<![\d:.]) (?:(?<!\w)h\.?)? (?:\d{1,2}(?:[:.h]\d{2}|,(?:2[4-9]|[3-5]\d)|h(?![^\W\d_]))?|\d{4})
              (?![\d:]|[.]\d) )
  | (?P<word> [^\W\d_] [\w.'’‘]* )
  | (?P<dash> [-‐‑–—→]+ )
  | (?P<odd>  [^\s,;.:!?&+()"«»/] [^\s,;&+]* )
    """,
    re.IGNORECASE | re.VERBOSE,
)


def tokens(words: str) -> tuple[Token, ...]:
    """The pieces in their order; punctuation between them is passed over."""
    return tuple(_tokens(words[:LONGEST]))


def _tokens(words: str) -> Iterator[Token]:
    end = 0
    for found in _TOKEN.finditer(words):
        kind = Kind(str(found.lastgroup))
        text = found.group()
        is_apart = bool(words[end : found.start()].strip())
        yield Token(kind, text, slug(text) if kind is Kind.WORD else "", is_apart)
        end = found.end()
