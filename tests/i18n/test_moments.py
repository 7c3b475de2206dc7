"""Moments: as a reader writes them, by the clock of his zone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.i18n import Catalogue, format_moment, format_time, load_catalogues

EVENING = datetime(2026, 1, 7, 17, 23, tzinfo=UTC)
SPOKEN = load_catalogues("it", "en", "fr")


def catalogue(language: str) -> Catalogue:
    return SPOKEN.catalogue_for(language)


@pytest.mark.parametrize(
    ("language", "zone", "written"),
    [
        ("it", "Europe/Rome", "mercoledì 7 gennaio 2026, 18:23"),
        ("en", "Europe/Rome", "Wednesday, 7 January 2026, 18:23"),
        ("fr", "Europe/Paris", "mercredi 7 janvier 2026, 18:23"),
        ("it", "Pacific/Auckland", "giovedì 8 gennaio 2026, 06:23"),
        ("it", "America/New_York", "mercoledì 7 gennaio 2026, 12:23"),
    ],
)
def test_a_moment_is_written_in_language_and_zone(language: str, zone: str, written: str) -> None:
    assert format_moment(catalogue(language), EVENING, zone=zone) == written


def test_summer_has_its_own_hour() -> None:
    summer = datetime(2026, 7, 7, 17, 23, tzinfo=UTC)
    assert format_time(catalogue("it"), summer, zone="Europe/Rome") == "19:23"
    assert format_moment(catalogue("it"), summer, zone="Europe/Rome").endswith("19:23")


@pytest.mark.parametrize(
    "zone", ["Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Rome"]
)
def test_a_date_without_an_hour_is_the_same_date_everywhere(zone: str) -> None:
    noon_in_rome = datetime(2026, 1, 7, 11, 0, tzinfo=UTC)
    written = format_moment(catalogue("it"), noon_in_rome, zone=zone, date_only=True)
    assert written == "mercoledì 7 gennaio 2026"


@pytest.mark.parametrize(
    ("later", "written"),
    [
        (timedelta(hours=1), "oggi, 18:23"),
        (timedelta(hours=6), "ieri, 18:23"),
        (timedelta(days=2), "7 gen 2026, 18:23"),
        (timedelta(days=-1), "7 gen 2026, 18:23"),
    ],
)
def test_today_and_yesterday_are_days_of_the_readers_calendar(later: timedelta, written: str) -> None:
    now = EVENING + later
    said = format_moment(catalogue("it"), EVENING, zone="Europe/Rome", now=now, width="medium")
    assert said == written


def test_a_date_without_an_hour_may_be_today() -> None:
    said = format_moment(catalogue("fr"), EVENING, zone="Europe/Rome", date_only=True, now=EVENING)
    assert said == "aujourd’hui"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "\x00", "Europe"])
def test_a_zone_that_does_not_exist_is_read_as_utc(zone: str) -> None:
    assert format_time(catalogue("it"), EVENING, zone=zone) == "17:23"
