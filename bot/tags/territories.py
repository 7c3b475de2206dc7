"""Territories: countries under all their names, by CLDR.

`ucraina`, `Ukraine`, `Україна` and `Oekraïne` are one territory without a table of ours. CLDR comes with
Babel, one file a language; of each we keep the names and let the rest go.
"""

import pickle
import re
from collections.abc import Iterable, Iterator, Mapping

from babel import localedata

from bot.model import Language, TopicKey

ALIAS_LANGUAGES = tuple(map(Language, ("it", "en", "fr", "de", "es", "uk", "pl", "ro", "nl", "pt", "el")))
"""Languages in which a territory is understood, whatever the publication's own are."""

_NO_TERRITORIES = frozenset({"QO", "XA", "XB", "ZZ"})
_PARENTHESIS = re.compile(r"^(.+?) \(.+\)$")


def territory_names(languages: Iterable[Language]) -> dict[TopicKey, dict[Language, str]]:
    """The name of every territory in each of these languages; a language unknown to CLDR has none."""
    names: dict[TopicKey, dict[Language, str]] = {}
    for language in dict.fromkeys(languages):
        for code, name in _territories(language):
            names.setdefault(TopicKey(f"territory:{code}"), {})[language] = name
    return names


def spellings(name: str) -> tuple[str, ...]:
    """A CLDR name, and without what stands in parentheses: `Myanmar (Birmania)` is also `Myanmar`."""
    parts = _PARENTHESIS.match(name)
    return (name, parts[1]) if parts else (name,)


def flag(text: str) -> TopicKey | None:
    """The territory whose flag the text is: two regional indicators, 🇺🇦 → `territory:UA`."""
    letters = [ord(character) - 0x1F1E6 for character in text.strip()[:3]]
    if len(letters) != 2 or not all(0 <= letter < 26 for letter in letters):
        return None
    return TopicKey("territory:" + "".join(chr(ord("A") + letter) for letter in letters))


def _territories(language: Language) -> Iterator[tuple[str, str]]:
    for code, name in _cldr(language).items():
        if len(code) == 2 and code not in _NO_TERRITORIES:
            yield code, name[0].upper() + name[1:]


def _cldr(language: Language) -> Mapping[str, str]:
    """CLDR's territories in a language, straight from Babel's file.

    `Locale(language).territories` is the same mapping, but Babel then keeps the whole language for good:
    for eleven languages 16 MB and 65 ms, where this costs 3 MB and 35 ms.
    """
    if not (language.isalpha() and localedata.exists(language)):
        return {}
    with open(localedata.resolve_locale_filename(language), "rb") as file:
        return dict(pickle.load(file)["territories"])  # noqa: S301  installed with Babel, not brought in
