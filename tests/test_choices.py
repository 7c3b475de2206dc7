"""A reader's languages, choice after choice."""

from bot.choices import Choice, reading_languages
from bot.model import Language

IT, EN, FR, DE = Language("it"), Language("en"), Language("fr"), Language("de")
START = Choice(IT, (IT, EN, FR))


def test_starts_with_his_own_and_misses_none() -> None:
    assert reading_languages(FR, (IT, EN, FR)) == (FR, IT, EN)
    assert reading_languages(DE, (IT, EN, FR)) == (IT, EN, FR)


def test_briefs_follow_the_interface_while_they_are_in_step() -> None:
    assert START.speaking(FR, published=(IT, EN, FR)) == Choice(FR, (FR, IT, EN))


def test_briefs_stay_where_he_has_put_another_language_first() -> None:
    apart = START.first(EN)
    assert apart.speaking(FR, published=(IT, EN, FR)) == Choice(FR, (EN, IT, FR))


def test_an_interface_that_is_not_published_leaves_the_briefs() -> None:
    assert START.speaking(DE, published=(IT, EN, FR)) == Choice(DE, (IT, EN, FR))


def test_moves_a_language_up_one_place_at_a_time() -> None:
    assert START.sooner(FR).languages == (IT, FR, EN)
    assert START.sooner(FR).sooner(FR).languages == (FR, IT, EN)
    assert START.sooner(IT) == START
    assert START.sooner(DE) == START


def test_takes_languages_out_and_in_but_never_the_last() -> None:
    assert START.toggled(EN).languages == (IT, FR)
    assert START.toggled(EN).toggled(EN).languages == (IT, FR, EN)
    assert Choice(IT, (IT,)).toggled(IT).languages == (IT,)


def test_restricts_to_these_languages_and_back() -> None:
    assert START.restricted(True).only_these
    assert START.restricted(True).restricted(False) == START
