"""Dates among labels, by the month names of the publication's languages."""

import pytest

from bot.model import Language
from bot.tags.calendar import calendar

CALENDAR = calendar(map(Language, ("it", "en", "fr", "de", "es")))


@pytest.mark.parametrize(
    "label",
    [
        "gennaio-2026",
        "gen-2026",
        "7-gennaio-2026",
        "2026",
        "01-2026",
        "january-2026",
        "jan-7-2026",
        "7th-january-2026",
        "1er-janvier-2026",
        "janv-2026",
        "7-de-enero-de-2026",
        "7-januar-2026",
        "mercoledi-7-gennaio-2026",
        "dicembre",
        "march",
        "janvier",
    ],
)
def test_knows_a_date(label: str) -> None:
    assert CALENDAR.is_date(label)


@pytest.mark.parametrize(
    "label", ["7-ottobre", "25-aprile", "11-settembre", "may", "mars", "agenda-2030", "cop-2026", "g7", ""]
)
def test_leaves_subjects_alone(label: str) -> None:
    assert not CALENDAR.is_date(label)


def test_knows_only_its_own_languages() -> None:
    polish = calendar([Language("pl")])
    assert polish.is_date("stycznia-2026")
    assert polish.is_date("styczen-2026")
    assert not polish.is_date("gennaio-2026")


@pytest.mark.parametrize("unknown", ["xx", "", "not a language", "../../etc"])
def test_a_language_that_is_none_adds_nothing(unknown: str) -> None:
    assert calendar([Language(unknown)]).months == frozenset()
