"""The bare words of a text, to know it again: `L'Unione, oggi!` and `L’unione oggi` are one."""

import re
import unicodedata

_NO_WORD = re.compile(r"[\W_]+")
_SAMPLE = 400


def slug(text: str) -> str:
    """Lower-case words without accents joined by dashes, of the first 400 characters."""
    apart = unicodedata.normalize("NFKD", text[:_SAMPLE].casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return _NO_WORD.sub("-", bare).strip("-")


def letters(text: str) -> str:
    """The letters and figures of a text alone, to find one text in another whatever the spacing."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())
