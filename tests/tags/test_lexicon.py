"""The lexicon: what the program knows by itself."""

from bot.model import Language, TopicKey
from bot.tags.lexicon import lexicon
from bot.tags.words import ambiguous

LANGUAGES = (Language("it"), Language("en"), Language("fr"))
LEXICON = lexicon(LANGUAGES)


def test_is_made_once() -> None:
    assert lexicon(LANGUAGES) is LEXICON


def test_holds_territories_and_topics() -> None:
    assert len(LEXICON.names) > 400
    assert len(LEXICON.aliases) > 3000


def test_phrases_are_aliases_and_aliases_candidates() -> None:
    assert LEXICON.phrases.items() < LEXICON.aliases.items() < LEXICON.candidates.items()


def test_shows_names_in_the_publications_languages_only() -> None:
    assert {language for names in LEXICON.names.values() for language in names} == set(LANGUAGES)
    assert list(LEXICON.names[TopicKey("word:rule-of-law")]) == list(LANGUAGES)


def test_understands_names_in_other_languages() -> None:
    for name in ("ukraina", "oekraine", "ucrania", "україна", "ουκρανια"):
        assert LEXICON.aliases[name] == "territory:UA"


def test_an_ambiguous_name_is_offered_and_never_applied() -> None:
    assert not ambiguous() & LEXICON.aliases.keys()
    assert LEXICON.candidates["georgia"] == "territory:GE"


def test_a_name_of_two_territories_is_of_neither() -> None:
    """The two halves of Saint-Martin have one name in French."""
    assert "saint-martin" not in LEXICON.candidates


def test_two_letter_codes_are_no_names() -> None:
    short = {name for name in LEXICON.aliases if len(name) == 2 and name.isascii()}
    assert {"ue", "eu", "us", "uk", "un"} <= short
    assert not {"it", "fr", "de", "in", "es", "to", "so"} & short


def test_an_apostrophe_may_be_dropped_or_part_words() -> None:
    assert (
        LEXICON.aliases["consiglio-dellue"]
        == LEXICON.aliases["consiglio-dell-ue"]
        == "word:council-of-the-eu"
    )


def test_the_two_councils_and_the_council_of_europe_are_three() -> None:
    assert LEXICON.aliases["consiglio-europeo"] == "word:european-council"
    assert LEXICON.aliases["council-of-the-european-union"] == "word:council-of-the-eu"
    assert LEXICON.aliases["conseil-de-leurope"] == "word:council-of-europe"
