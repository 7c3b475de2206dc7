"""The lexicon: every topic that the program knows by itself, under all its names.

CLDR's territories + the tables made by hand → names, aliases, phrases, candidates
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.model import Language, TopicKey
from bot.tags.slug import open_slug, slug
from bot.tags.territories import ALIAS_LANGUAGES, spellings, territory_names
from bot.tags.words import Word, ambiguous, territory_words, words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What names a topic. `phrases` is a part of `aliases`, `aliases` of `candidates`; keys are slugs."""

    names: Mapping[TopicKey, Mapping[Language, str]]
    aliases: Mapping[str, TopicKey]
    """A whole label that is one of these is the topic."""
    phrases: Mapping[str, TopicKey]
    """Words that name the topic also in the middle of a phrase."""
    candidates: Mapping[str, TopicKey]
    """What a misspelt request may have meant, with the names too ambiguous to be aliases."""


@lru_cache(maxsize=4)
def lexicon(languages: tuple[Language, ...]) -> Lexicon:
    """The lexicon with names in these languages, made at first use (some 50 ms) and kept."""
    territories = territory_names((*languages, *ALIAS_LANGUAGES))
    by_hand = (*words(), *territory_words())
    written = _written(by_hand)
    candidates = _unambiguous(territories) | written
    unclear = ambiguous() - written.keys()
    aliases = {name: key for name, key in candidates.items() if name not in unclear}
    alone = {form for word in by_hand for name in word.alone for form in _forms(name)}
    phrases = {name: key for name, key in aliases.items() if name not in alone}
    return Lexicon(_named(territories, by_hand, languages), aliases, phrases, candidates)


def _written(by_hand: Iterable[Word]) -> dict[str, TopicKey]:
    """The tables' names; they go before CLDR's where both have one."""
    return {form: word.key for word in by_hand for name in _all_names(word) for form in _forms(name)}


def _all_names(word: Word) -> Iterator[str]:
    yield from word.names.values()
    yield from word.aliases
    yield from word.alone


def _unambiguous(territories: Mapping[TopicKey, Mapping[Language, str]]) -> dict[str, TopicKey]:
    """CLDR's names; one that two territories share (Saint-Martin has two halves) names neither."""
    owners: dict[str, set[TopicKey]] = {}
    for key, names in territories.items():
        for name in set(names.values()):
            for form in (form for spelling in spellings(name) for form in _forms(spelling)):
                owners.setdefault(form, set()).add(key)
    return {form: min(keys) for form, keys in owners.items() if len(keys) == 1}


def _forms(name: str) -> tuple[str, ...]:
    """`Costa d'Avorio` as `costa-davorio` and `costa-d-avorio`: publications write both."""
    return (slug(name), open_slug(name)) if "’" in name or "'" in name else (slug(name),)


def _named(
    territories: Mapping[TopicKey, Mapping[Language, str]],
    by_hand: Iterable[Word],
    languages: tuple[Language, ...],
) -> dict[TopicKey, dict[Language, str]]:
    """Names to show, in the languages asked for only."""
    shown = {key: _only(languages, names) for key, names in territories.items()}
    for word in by_hand:
        shown[word.key] = shown.get(word.key, {}) | _only(languages, word.names)
    return shown


def _only(languages: tuple[Language, ...], names: Mapping[Language, str]) -> dict[Language, str]:
    return {language: names[language] for language in languages if language in names}
