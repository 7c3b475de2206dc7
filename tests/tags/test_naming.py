"""What a topic is called in front of a reader."""

import pytest

from bot.model import Language, TopicKey
from bot.tags.naming import LONGEST, name, spoken

ITALIAN, ENGLISH, FRENCH = Language("it"), Language("en"), Language("fr")
KEY = TopicKey("word:rule-of-law")
NAMES = {KEY: {ITALIAN: "Stato di diritto", ENGLISH: "Rule of law"}}


def test_the_first_language_that_has_a_name_says_it() -> None:
    assert name(NAMES, KEY, [ENGLISH, ITALIAN]) == "Rule of law"
    assert name(NAMES, KEY, [FRENCH, ITALIAN]) == "Stato di diritto"


def test_a_topic_without_names_is_called_by_its_label() -> None:
    assert name({}, TopicKey("tag:volenterosi"), [ITALIAN], label="volenterosi") == "Volenterosi"


@pytest.mark.parametrize("label", ["", "😀\ud800"[1:], "\u200b", "---", "#"])
def test_a_name_is_never_empty(label: str) -> None:
    assert name({}, TopicKey("tag:stato-sociale"), [ITALIAN], label=label) == "Stato Sociale"
    assert name({}, TopicKey("tag:"), [ITALIAN], label=label) == "tag:"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("macron-starmer-zelensky", "Macron Starmer Zelensky"),
        ("premio_della_pace", "Premio della Pace"),
        ("la-pace", "La Pace"),
        ("g7", "G7"),
        ("piano 2030", "Piano 2030"),
        ("Macro/Scenari", "Macro/Scenari"),
        ("L&#8217;Ue", "L’Ue"),
        ("-cut-", "Cut"),
        ("україна", "Україна"),
        ("<b>grassetto", "<b>grassetto".capitalize()),
    ],
)
def test_a_label_is_said_as_words(label: str, said: str) -> None:
    assert spoken(label) == said


def test_a_long_label_is_cut() -> None:
    assert len(spoken("x" * 10_000)) == LONGEST
