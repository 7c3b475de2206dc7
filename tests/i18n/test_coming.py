"""Moments to come, and weekdays, as each language says them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.i18n import format_coming, format_weekdays, load_catalogues

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SPOKEN = load_catalogues("it", "en", "fr")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("it", "domani, martedì 24 novembre, alle 08:00"),
        ("en", "tomorrow, Tuesday 24 November, at 08:00"),
        ("fr", "demain, mardi 24 novembre, à 08:00"),
    ],
)
def test_tomorrow_is_said_with_its_date(language: str, said: str) -> None:
    assert format_coming(SPOKEN.catalogue_for(language), MORNING, zone="Europe/Rome", now=NOW) == said


def test_a_day_is_that_of_the_readers_zone() -> None:
    t = SPOKEN.catalogue_for("en")
    assert format_coming(t, MORNING, zone="Pacific/Auckland", now=NOW).startswith("today, Tuesday 24")
    assert format_coming(t, MORNING + timedelta(3), zone="UTC", now=NOW) == "Friday 27 November, at 07:00"
    assert "November 2027" in format_coming(t, MORNING + timedelta(365), zone="UTC", now=NOW)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), "every day"),
        ((1, 2, 3, 4, 5, 6, 7), "every day"),
        ((1, 2, 3, 4, 5), "from Monday to Friday"),
        ((6, 7), "on Saturday and Sunday"),
        ((1, 3, 4, 5), "on Monday, Wednesday, Thursday and Friday"),
    ],
)
def test_weekdays_in_a_row_are_a_range(days: tuple[int, ...], said: str) -> None:
    assert format_weekdays(SPOKEN.catalogue_for("en"), days) == said
