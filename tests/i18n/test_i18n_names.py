"""Names, numbers and lists in the language of a reader."""

import pytest

from bot.i18n import format_list, format_number, language_name, later, load_catalogues, native_name

SPOKEN = load_catalogues("it", "en", "fr")


@pytest.mark.parametrize(
    ("language", "in_", "name"),
    [("it", "fr", "italien"), ("fr", "it", "francese"), ("en", "en", "English"), ("uk", "it", "ucraino")],
)
def test_a_language_has_a_name_in_every_other(language: str, in_: str, name: str) -> None:
    assert language_name(language, in_=in_) == name


@pytest.mark.parametrize("language", ["xx", "", "q!", "zz-zz"])
def test_a_language_that_nobody_knows_stays_a_code(language: str) -> None:
    assert language_name(language, in_="it") == language.upper()
    assert native_name(language) == language.upper()


def test_a_button_names_a_language_as_its_speakers_do() -> None:
    assert [native_name(code) for code in ("it", "en", "fr", "de")] == [
        "Italiano",
        "English",
        "Français",
        "Deutsch",
    ]


def test_numbers_are_grouped_as_the_language_groups_them() -> None:
    said = [format_number(SPOKEN.catalogue_for(code), 12345) for code in ("it", "en", "fr")]
    assert said == ["12.345", "12,345", "12\u202f345"]


def test_lists_are_joined_as_the_language_joins_them() -> None:
    assert format_list(SPOKEN.catalogue_for("it"), ["a", "b", "c"]) == "a, b e c"
    assert format_list(SPOKEN.catalogue_for("fr"), ["a", "b"], join="or") == "a ou b"
    assert format_list(SPOKEN.catalogue_for("en"), []) == ""


def test_a_sentence_for_later_is_left_as_it_is() -> None:
    assert later("Show the latest briefs") == "Show the latest briefs"
