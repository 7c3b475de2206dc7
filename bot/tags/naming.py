"""Naming: what a topic is called in front of a reader."""

from collections.abc import Iterable, Mapping

from bot.model import Language, TopicKey
from bot.tags.grammar import FUNCTION_WORDS
from bot.tags.slug import tidy

LONGEST = 100
"""Letters of a label that are shown."""


def name(
    names: Mapping[TopicKey, Mapping[Language, str]],
    key: TopicKey,
    languages: Iterable[Language],
    *,
    label: str = "",
) -> str:
    """The topic's name in the first of the languages that has one, else the publication's label, made fit.

    Not escaped: that is for whoever puts it into HTML. Never empty.
    """
    known = names.get(key, {})
    for language in languages:
        if language in known:
            return known[language]
    return spoken(label) or spoken(key.partition(":")[2]) or key


def spoken(label: str) -> str:
    """A label as words: `macron-starmer-zelensky` → `Macron Starmer Zelensky`, `g7` → `G7`.

    Only lower-case labels are touched; a publication that writes capitals has had its say.
    """
    written = tidy(label)[:LONGEST].strip()
    if written != written.lower():
        return written
    if " " in written:
        return written[:1].upper() + written[1:]
    words = written.replace("_", "-").strip("-").split("-")
    return " ".join(_spoken_word(word, first=place == 0) for place, word in enumerate(words) if word)


def _spoken_word(word: str, *, first: bool) -> str:
    if any(map(str.isdigit, word)):
        return word.upper()
    return word if word in FUNCTION_WORDS and not first else word[:1].upper() + word[1:]
