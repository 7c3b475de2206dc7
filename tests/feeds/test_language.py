"""Which language a text is in: by tag, by its commonest words, by the detector."""

import pytest

from bot.feeds.child.functionwords import plainly
from bot.feeds.child.language import detect, language_of_tag
from bot.model import Language

THREE = (Language("it"), Language("en"), Language("fr"))
FIVE = (*THREE, Language("de"), Language("es"))

PROSE = {
    "it": "I ministri hanno discusso della proposta, ma non è ancora chiaro se la voteranno.",
    "en": "The ministers discussed the proposal, but it is not yet clear if they will vote for it.",
    "fr": "Les ministres ont discuté de la proposition, mais on ne sait pas s'ils la voteront.",
    "de": "Die Minister haben den Vorschlag besprochen, aber es ist noch nicht klar, ob sie dafür stimmen.",
    "es": "Los ministros hablaron mucho de la propuesta, pero no está claro todavía si la van a votar.",
}


@pytest.fixture(scope="module", autouse=True)
def loaded_detector() -> None:
    """The detector takes half a second to load, once."""
    assert detect("Intesa raggiunta sui porti europei", THREE) == "it"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("it", "it"),
        ("it-IT", "it"),
        ("EN_us", "en"),
        ("fra", "fr"),
        (" de ", "de"),
        ("zh-Hant-TW", "zh"),
        ("xx", None),
        ("italiano", None),
        ("qqq", None),
        ("", None),
        (None, None),
        ("<b>", None),
    ],
)
def test_a_tag_names_a_language(tag: str | None, language: str | None) -> None:
    assert language_of_tag(tag) == language


@pytest.mark.parametrize("language", PROSE)
def test_prose_is_told_by_its_commonest_words(language: str) -> None:
    assert plainly(PROSE[language], FIVE) == language
    assert detect(PROSE[language], FIVE) == language


def test_what_is_not_plain_is_left_to_the_detector() -> None:
    assert plainly("Accord conclu sur les ports", THREE) is None
    assert plainly("", THREE) is None
    assert plainly(PROSE["en"], (Language("en"), Language("fi"))) is None


def test_foreign_words_do_not_make_a_text_plain() -> None:
    finnish = (
        "Ministerit keskustelivat ehdotuksesta pitkään eikä a la e in vielä tiedetä miten he äänestävät siitä"
    )
    assert plainly(finnish, THREE) is None


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Intesa raggiunta sui porti", "it"),
        ("Ministers agree on harbour fund", "en"),
        ("Le Parlement adopte la réforme", "fr"),
    ],
)
def test_a_headline_is_told_by_the_detector(headline: str, language: str) -> None:
    assert detect(headline, THREE) == language


@pytest.mark.parametrize(
    "text", ["", "Europa", "2026", "12 34 56 78 90 12 34", "G7 G20", "https://site.example/a/b/c d"]
)
def test_a_word_or_a_number_is_never_judged(text: str) -> None:
    assert detect(text, THREE) is None


def test_one_language_alone_leaves_nothing_to_detect() -> None:
    assert detect(PROSE["de"], (Language("it"),)) == "it"


def test_languages_that_the_detector_does_not_know_are_left_out() -> None:
    assert detect("Ministers agree on harbour fund", (Language("qq"), Language("zz"))) is None
    assert detect("Ministers agree on harbour fund", (Language("qq"), *THREE)) == "en"


def test_a_language_beside_the_five_is_detected() -> None:
    ukrainian = "Міністри довго обговорювали пропозицію"
    assert detect(ukrainian, (*THREE, Language("uk"))) == "uk"
