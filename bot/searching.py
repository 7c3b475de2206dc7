"""Searching: a reader's words → what is sought in the full-text index.

words → tokens → without grammar, folded → the stem as a beginning, and its forms

The index keeps words as they are (SQLite's FTS5 with unicode61, accents folded); stemming happens here:
`elezioni` asks for what begins with `elezion` and finds `elezione`. Nothing but letters and digits of a
reader's text gets there: nine in ten random strings are syntax errors, and the others may be operators.
"""

import re
import unicodedata

from bot.model.sought import WORD, Sought, folded
from bot.tags.grammar import FUNCTION_WORDS

MOST_TOKENS = 8
LONGEST = 500
"""Code points read of a request."""
LONGEST_TOKEN = 40
SHORTEST_STEM = 4
SHORTEST_PREFIX = 3
"""Letters from which a word also finds the words that begin so."""

_ELIDED = re.compile(
    r"(?i)(?<!\w)(?:dall|dell|jusqu|lorsqu|nell|puisqu|quell|quest|sull|all|qu|un|[cdjlmnst])['’](?=\w)"
)
_LIGATURES = (("œ", "oe"), ("æ", "ae"))
"""What the index does not fold: both spellings are asked for."""

_ITALIAN = ("a", "e", "i", "o", "ia", "ie", "ii", "io", "he", "hi", "ale", "ali")
_ITALIAN_PEOPLE = ("iano", "iana", "iani", "iane")
_ENGLISH = ("s", "y", "es", "ed", "er", "al", "ies", "ing", "ian", "ians")
_FRENCH = ("e", "s", "x", "es", "ee", "ees", "aux", "iens", "enne", "ennes", "ienne", "iennes")
_SPANISH = ("os", "as")
_ENDINGS = sorted({*_ITALIAN, *_ITALIAN_PEOPLE, *_ENGLISH, *_FRENCH, *_SPANISH}, key=len, reverse=True)
"""What changes at the end of a word with number, gender or part of speech, longest first, without accents."""


def sought_in(words: str) -> tuple[Sought, ...]:
    """What is sought with these words, all of it; nothing where there is nothing to search for.

    At most MOST_TOKENS words count.
    """
    return tuple(dict.fromkeys(map(_sought, _tokens(words[:LONGEST])[:MOST_TOKENS])))


def _tokens(words: str) -> list[str]:
    """The words that say what is sought, as the index splits them; grammar only where there is nothing else.

    `UN` and `IN` in capitals are names and no grammar, unless everything is in capitals.
    """
    text = unicodedata.normalize("NFC", _ELIDED.sub(" ", words))
    found = [token[:LONGEST_TOKEN] for token in WORD.findall(text)]
    return [token for token in found if not _is_grammar(token, loud=text.isupper())] or found


def _is_grammar(token: str, *, loud: bool) -> bool:
    is_name = token.isupper() and len(token) > 1 and not loud
    return token.lower() in FUNCTION_WORDS and not is_name


def _sought(token: str) -> Sought:
    """One word in every spelling that the index may have."""
    spellings = [folded(word) for word in _spellings(token.lower())]
    if len(token) < SHORTEST_PREFIX:
        return Sought(tuple(spellings))
    stems = [_stem(word) for word in spellings]
    inflected = [stem + ending for stem in stems for ending in _ENDINGS]
    return Sought(tuple(dict.fromkeys([*spellings, *stems, *inflected])), tuple(dict.fromkeys(stems)))


def _spellings(word: str) -> tuple[str, ...]:
    """`œuvre` and `oeuvre`, whichever was asked for."""
    for ligature, letters in _LIGATURES:
        if ligature in word:
            return word, word.replace(ligature, letters)
        if letters in word:
            return word, word.replace(letters, ligature)
    return (word,)


def _stem(word: str) -> str:
    """The word without its longest known ending, where SHORTEST_STEM letters are left; else the word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word
