"""Searching: a reader's words → an expression for SQLite's full-text search (FTS5).

words → tokens → without grammar → stem and `*` → quoted, joined by AND

The index keeps words as they are (tokenizer unicode61, accents folded); stemming happens here, by prefix:
`elezioni` asks for `"elezion"*` and finds `elezione`. A reader's text never reaches MATCH unquoted: nine in
ten random strings are syntax errors there, and the others may be operators.
"""

import re
import unicodedata

from bot.tags.grammar import FUNCTION_WORDS

MOST_TOKENS = 8
LONGEST = 500
"""Code points read of a request."""
LONGEST_TOKEN = 40
SHORTEST_STEM = 4
SHORTEST_PREFIX = 3
"""Letters from which a word also finds the words that begin so; one letter costs 200 ms in 50,000 briefs."""

_TOKEN = re.compile(r"[^\W_]+")
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


def match_expression(words: str) -> str | None:
    """The MATCH expression for briefs with all of these words; None when there is nothing to search for.

    At most MOST_TOKENS words count. The result is always valid FTS5 syntax, whatever the words are.
    """
    tokens = _tokens(words[:LONGEST])[:MOST_TOKENS]
    return " AND ".join(map(_term, tokens)) or None


def _tokens(words: str) -> list[str]:
    """The words that say what is sought, as the index splits them; grammar only where there is nothing else.

    `UN` and `IN` in capitals are names and no grammar, unless everything is in capitals.
    """
    text = unicodedata.normalize("NFC", _ELIDED.sub(" ", words))
    found = [token[:LONGEST_TOKEN] for token in _TOKEN.findall(text)]
    return [token for token in found if not _is_grammar(token, loud=text.isupper())] or found


def _is_grammar(token: str, *, loud: bool) -> bool:
    is_name = token.isupper() and len(token) > 1 and not loud
    return token.lower() in FUNCTION_WORDS and not is_name


def _term(token: str) -> str:
    """One word in every spelling that the index may have."""
    spellings = dict.fromkeys(map(_prefix, _spellings(token.lower())))
    return next(iter(spellings)) if len(spellings) == 1 else f"({' OR '.join(spellings)})"


def _spellings(word: str) -> tuple[str, ...]:
    """`œuvre` and `oeuvre`, whichever was asked for."""
    for ligature, letters in _LIGATURES:
        if ligature in word:
            return word, word.replace(ligature, letters)
        if letters in word:
            return word, word.replace(letters, ligature)
    return (word,)


def _prefix(word: str) -> str:
    if len(word) < SHORTEST_PREFIX:
        return f'"{word}"'
    return f'"{_stem(word)}"*'


def _stem(word: str) -> str:
    """The word without its longest known ending, where SHORTEST_STEM letters are left; else the word."""
    plain = _unaccented(word)
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _unaccented(word: str) -> str:
    """Letter by letter, so that the length stays: `déléguées` → `deleguees`."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in word)
