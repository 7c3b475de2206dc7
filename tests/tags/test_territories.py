"""Territories under all their names."""

import pytest
from babel import Locale

from bot.model import Language, TopicKey
from bot.tags.territories import flag, spellings, territory_names

ITALIAN, FRENCH = Language("it"), Language("fr")


def test_names_are_those_of_babel() -> None:
    """Read from the same file, by a shorter way; the first letter is a capital, as on a button."""
    for language in ("it", "en", "fr", "uk", "el", "nl"):
        ours = territory_names([Language(language)])
        theirs = {code: name for code, name in Locale(language).territories.items() if len(code) == 2}
        assert len(ours) > 250
        for key, names in ours.items():
            assert names[Language(language)].casefold() == theirs[key.partition(":")[2]].casefold()


def test_a_name_for_each_language() -> None:
    names = territory_names([ITALIAN, FRENCH])
    assert names[TopicKey("territory:UA")] == {ITALIAN: "Ucraina", FRENCH: "Ukraine"}
    assert names[TopicKey("territory:EZ")] == {ITALIAN: "Eurozona", FRENCH: "Zone euro"}


def test_unknown_regions_and_pretend_locales_are_no_territories() -> None:
    assert (
        not {TopicKey(f"territory:{code}") for code in ("ZZ", "XA", "XB", "150")}
        & territory_names([ITALIAN]).keys()
    )


@pytest.mark.parametrize("language", ["xx", "", "../it", "it\x00"])
def test_a_language_unknown_to_cldr_names_nothing(language: str) -> None:
    assert territory_names([Language(language)]) == {}


def test_a_name_is_also_known_without_its_parenthesis() -> None:
    assert spellings("Myanmar (Birmania)") == ("Myanmar (Birmania)", "Myanmar")
    assert spellings("Ucraina") == ("Ucraina",)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("🇺🇦", "territory:UA"),
        (" 🇪🇺 ", "territory:EU"),
        ("🇺", None),
        ("🇺🇦🇷🇺", None),
        ("ua", None),
        ("", None),
    ],
)
def test_a_flag_is_a_territory(text: str, key: str | None) -> None:
    assert flag(text) == key
