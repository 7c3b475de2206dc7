"""The tables made by hand: complete, unambiguous, and written as they should be."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from bot.model import Language, TopicKey
from bot.tags.grammar import ARTICLES, FUNCTION_WORDS, OPENINGS
from bot.tags.slug import open_slug, slug
from bot.tags.territories import ALIAS_LANGUAGES, spellings, territory_names
from bot.tags.words import Word, ambiguous, territory_words, words

BY_HAND = (*words(), *territory_words())
NAMED_IN = {Language(language) for language in ("it", "en", "fr", "de", "es")}


def _every_name(word: Word) -> Iterator[str]:
    yield from (*word.names.values(), *word.aliases, *word.alone)


def test_there_are_topics_in_the_tables() -> None:
    assert len(words()) > 100
    assert len(territory_words()) > 30


@pytest.mark.parametrize("word", words(), ids=lambda word: word.key)
def test_a_topic_has_a_name_in_every_language(word: Word) -> None:
    assert word.names.keys() == NAMED_IN
    assert all(name == name.strip() and name[0] == name[0].upper() for name in word.names.values())
    assert re.fullmatch(r"word:[a-z0-9]+(-[a-z0-9]+)*", word.key)


def test_no_key_stands_twice() -> None:
    assert max(Counter(word.key for word in BY_HAND).values()) == 1


def test_no_name_means_two_topics() -> None:
    owners: dict[str, set[TopicKey]] = {}
    for word in BY_HAND:
        for name in _every_name(word):
            for form in (slug(name), open_slug(name)):
                owners.setdefault(form, set()).add(word.key)
    assert {form: keys for form, keys in owners.items() if len(keys) > 1 or not form} == {}


def test_no_name_in_the_tables_is_another_territory_of_cldr() -> None:
    by_hand = {slug(name): word.key for word in BY_HAND for name in _every_name(word)}
    for key, names in territory_names(ALIAS_LANGUAGES).items():
        for spelling in (spelling for name in names.values() for spelling in spellings(name)):
            assert by_hand.get(slug(spelling), key) == key, spelling


@pytest.mark.parametrize("word", BY_HAND, ids=lambda word: word.key)
def test_an_alias_is_said_once(word: Word) -> None:
    assert not set(word.aliases) & set(word.alone)
    assert max(Counter((*word.aliases, *word.alone)).values(), default=0) <= 1


def test_a_territory_of_the_tables_is_one_of_cldr() -> None:
    assert {word.key for word in territory_words()} <= territory_names([Language("en")]).keys()


def test_short_words_count_alone_only() -> None:
    """Two letters inside a phrase are grammar, but for the two names of the Union and the Kingdom."""
    short = {slug(alias) for word in BY_HAND for alias in (*word.names.values(), *word.aliases)} - {
        slug(name) for word in BY_HAND for name in word.alone
    }
    assert {form for form in short if len(form) < 3} == {"eu", "ue", "uk", "єс", "g7"}


def test_an_ambiguous_name_is_a_slug_of_a_territory() -> None:
    named = {
        slug(spelling)
        for names in territory_names(ALIAS_LANGUAGES).values()
        for name in names.values()
        for spelling in spellings(name)
    }
    assert ambiguous() <= named


def test_grammar_is_written_as_slugs() -> None:
    for word in ARTICLES | FUNCTION_WORDS | OPENINGS:
        assert slug(word) == word
    assert ARTICLES < FUNCTION_WORDS
    assert {"contro", "against", "contre"} <= OPENINGS
