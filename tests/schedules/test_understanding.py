"""What readers write about their hours, understood or handed back."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Language, Quiet
from bot.schedules import Understood, understand
from bot.zones import exists

NOW = datetime(2026, 1, 7, 17, 30, tzinfo=UTC)
WORKDAYS, WEEKEND = (1, 2, 3, 4, 5), (6, 7)
NIGHT = Quiet("22:00", "07:00")


def read(words: str, language: str = "it") -> Understood:
    return understand(words, [Language(each) for each in (language, "it", "en", "fr")], NOW)


@pytest.mark.parametrize(
    ("language", "words", "understood"),
    [
        ("it", "8:00 18:30 mon-fri", Understood(("08:00", "18:30"), WORKDAYS)),
        ("it", "8 lun mer ven", Understood(("08:00",), (1, 3, 5))),
        ("it", "8 e 18.30 feriali", Understood(("08:00", "18:30"), WORKDAYS)),
        ("it", "da lunedì a venerdì alle 8 di mattina e 8 di sera", Understood(("08:00", "20:00"), WORKDAYS)),
        ("it", "ven-lun 8", Understood(("08:00",), (1, 5, 6, 7))),
        ("it", "lun–ven, 7.15", Understood(("07:15",), WORKDAYS)),
        ("it", "mezzogiorno ogni giorno", Understood(("12:00",), ())),
        ("it", "subito", Understood(())),
        ("it", "tout de suite", Understood(())),
        ("it", "silenzio dalle 22 alle 7", Understood(quiet=NIGHT)),
        ("it", "senza silenzio", Understood(no_quiet=True)),
        ("it", "8 New York", Understood(("08:00",), zone="America/New_York")),
        ("it", "ora di Lisbona", Understood(zone="Europe/Lisbon")),
        ("it", "8 Guinea-Bissau", Understood(("08:00",), zone="Africa/Bissau")),
        ("it", "utc + 5:30", Understood(zone="Asia/Kolkata")),
        ("en", "mondays and thursdays at 7pm", Understood(("19:00",), (1, 4))),
        ("en", "every day at 8 in the morning", Understood(("08:00",), ())),
        ("en", "weekends 8:00 a.m.", Understood(("08:00",), WEEKEND)),
        ("en", "12am 12pm", Understood(("00:00", "12:00"))),
        ("en", "fri to mon 8", Understood(("08:00",), (1, 5, 6, 7))),
        ("en", "quiet 22-7", Understood(quiet=NIGHT)),
        ("en", "quiet hours from 10pm to 7am", Understood(quiet=NIGHT)),
        ("en", "quiet off", Understood(no_quiet=True)),
        ("en", "8pm Lisbon time", Understood(("20:00",), zone="Europe/Lisbon")),
        ("fr", "8h et 18h30 du lundi au vendredi", Understood(("08:00", "18:30"), WORKDAYS)),
        ("fr", "silence 22h-7h", Understood(quiet=NIGHT)),
        ("fr", "pas de silence", Understood(no_quiet=True)),
        ("fr", "3 heures de l'après-midi", Understood(("15:00",))),
        (
            "fr",
            "en semaine à midi, heure de Lisbonne",
            Understood(("12:00",), WORKDAYS, zone="Europe/Lisbon"),
        ),
    ],
)
def test_is_understood(language: str, words: str, understood: Understood) -> None:
    assert read(words, language) == understood


@pytest.mark.parametrize(("language", "day"), [("it", 2), ("fr", 2), ("en", 2)])
def test_a_shorthand_is_that_of_the_readers_language_first(language: str, day: int) -> None:
    assert read("mar 8", language).days == (day,)
    assert read("di 9", "fr").days == (7,)
    assert read("di 9", "it").days is None, "a small word in Italian, Sunday in French"


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("8 except sunday", ("except",)),
        ("9-17", ("9", "17")),
        ("24:00", ("24:00",)),
        ("8:00:00", ("8:00:00",)),
        ("8 subito", ("subito",)),
        ("xyzzy plugh 8 frobnitz", ("xyzzy plugh", "frobnitz")),
        ("8 🎉", ("🎉",)),
    ],
)
def test_what_is_not_understood_is_named(words: str, unknown: tuple[str, ...]) -> None:
    said = read(words)
    assert said.unknown == unknown
    assert not said.is_whole


def test_quiet_hours_without_hours_are_asked_for() -> None:
    assert read("silenzio").asks_for_quiet
    assert read("silenzio 22-22").asks_for_quiet


def test_a_place_with_several_clocks_and_several_places_are_asked_for() -> None:
    several = read("8 Stati Uniti").several
    assert several is not None
    assert several.zones[0] == "America/New_York"
    two = read("Parigi Londra").several
    assert two is not None
    assert two.zones == ("Europe/Paris", "Europe/London")


def test_a_misspelt_place_is_suggested() -> None:
    assert read("8 Lisbna").suggestions == ("Europe/Lisbon",)
    assert read("8 Lisbna Roma").suggestions == (), "a place was named"


def test_more_times_than_a_day_may_have_are_too_many() -> None:
    assert read("1 2 3 4 5 6 7").too_many


def test_a_long_text_is_read_to_a_bound() -> None:
    assert read("a" * 10_000).unknown == ("a" * 40,)
    assert len(read("zz 8 " * 1000).unknown) == 4


PIECES = ["8", "18:30", "lun", "ven", "-", "a", "e", "silenzio", "22-7", "off", "Lisbona", "New", "York"]


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)))
def test_anything_is_read_without_failing(words: str) -> None:
    said = read(words)
    assert said.zone is None or exists(said.zone)
    assert said.hours is None or said.hours == tuple(sorted(set(said.hours)))
    assert said.days is None or set(said.days) < {*range(1, 8)}
