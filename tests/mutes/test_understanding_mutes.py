"""A mute in a reader's words: lengths, days, dates, times, in three languages."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model import Language
from bot.mutes import Muting, Off, Past, TooLong, Unclear, Until, understand_mute

NOW = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
"""A Tuesday; in Rome it is 18:30."""
IT, EN, FR = Language("it"), Language("en"), Language("fr")


def asked(words: str, language: Language = EN, *, zone: str = "Europe/Rome", now: datetime = NOW) -> Muting:
    return understand_mute(words, (language, IT, EN, FR), zone, now)


def rome(text: str) -> Until:
    """A moment of Rome's winter."""
    return Until((datetime.fromisoformat(text) - timedelta(hours=1)).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("language", "words", "length"),
    [
        (EN, "2h", timedelta(hours=2)),
        (EN, "30m", timedelta(minutes=30)),
        (FR, "30 m", timedelta(minutes=30)),
        (EN, "7d", timedelta(days=7)),
        (EN, "for 2 weeks", timedelta(days=14)),
        (EN, "a week", timedelta(days=7)),
        (EN, "an hour and 30 minutes", timedelta(minutes=90)),
        (EN, "1 month", timedelta(days=30)),
        (IT, "3 giorni", timedelta(days=3)),
        (IT, "per due", None),
        (IT, "2 ore", timedelta(hours=2)),
        (IT, "un'ora", timedelta(hours=1)),
        (IT, "2 settimane", timedelta(days=14)),
        (IT, "2 sett.", timedelta(days=14)),
        (IT, "5g", timedelta(days=5)),
        (FR, "3 jours", timedelta(days=3)),
        (FR, "3j", timedelta(days=3)),
        (FR, "pendant 2h30", timedelta(minutes=150)),
        (FR, "une heure", timedelta(hours=1)),
        (FR, "2 mois", timedelta(days=60)),
        (IT, "3 days", timedelta(days=3)),
        (EN, "3 GIORNI", timedelta(days=3)),
        (EN, "1 year", timedelta(days=365)),
        (IT, "mezz'ora", timedelta(minutes=30)),
        (EN, "for half an hour", timedelta(minutes=30)),
        (FR, "une demi-heure", timedelta(minutes=30)),
        (IT, "un’ora e mezza", timedelta(minutes=90)),
        (EN, "an hour and a half", timedelta(minutes=90)),
        (FR, "deux heures et demie", timedelta(minutes=150)),
        (IT, "due giorni e mezzo", timedelta(hours=60)),
        (EN, "two weeks", timedelta(days=14)),
        (IT, "half an hour", timedelta(minutes=30)),
    ],
)
def test_a_length(language: Language, words: str, length: timedelta | None) -> None:
    assert asked(words, language) == (Until(NOW + length) if length else Unclear(("due",)))


@pytest.mark.parametrize(
    ("language", "words", "moment"),
    [
        (EN, "tomorrow", "2026-11-25 08:00"),
        (IT, "domani", "2026-11-25 08:00"),
        (FR, "demain", "2026-11-25 08:00"),
        (IT, "fino a dopodomani", "2026-11-26 08:00"),
        (FR, "jusqu’à après-demain", "2026-11-26 08:00"),
        (EN, "the day after tomorrow", "2026-11-26 08:00"),
        (EN, "tomorrow at 9", "2026-11-25 09:00"),
        (IT, "domani alle ore 18.30", "2026-11-25 18:30"),
        (IT, "domani mattina", "2026-11-25 08:00"),
        (FR, "demain à 18h30", "2026-11-25 18:30"),
        (FR, "jusqu'à 20h", "2026-11-24 20:00"),
        (EN, "until 6 pm", "2026-11-25 18:00"),
        (EN, "9:15", "2026-11-25 09:15"),
        (IT, "fino alle 8 e mezza", "2026-11-25 08:30"),
        (IT, "domani alle 18 e mezza", "2026-11-25 18:30"),
        (EN, "until half past 8", "2026-11-25 08:30"),
        (EN, "tomorrow at half past 6 pm", "2026-11-25 18:30"),
        (FR, "jusqu'à 20 h 30", "2026-11-24 20:30"),
        (FR, "jusqu'à 9 h et demie", "2026-11-25 09:30"),
        (EN, "today until 21", "2026-11-24 21:00"),
        (EN, "until noon", "2026-11-25 12:00"),
        (EN, "until monday", "2026-11-30 08:00"),
        (EN, "tue", "2026-12-01 08:00"),
        (EN, "tuesday 20:00", "2026-11-24 20:00"),
        (IT, "fino a venerdì", "2026-11-27 08:00"),
        (FR, "jusqu'à lundi prochain 9h", "2026-11-30 09:00"),
        (EN, "1 December", "2026-12-01 08:00"),
        (EN, "until December 1st at 10:00", "2026-12-01 10:00"),
        (EN, "Tuesday 1 December", "2026-12-01 08:00"),
        (IT, "fino al 1º dicembre", "2026-12-01 08:00"),
        (FR, "jusqu'au 1er déc.", "2026-12-01 08:00"),
        (IT, "2 mar", "2027-03-02 08:00"),
        (FR, "24 novembre 21h", "2026-11-24 21:00"),
        (EN, "1/12", "2026-12-01 08:00"),
        (EN, "12/24", "2026-12-24 08:00"),
        (EN, "1.12.", "2026-12-01 08:00"),
        (EN, "1/12/26", "2026-12-01 08:00"),
        (EN, "2026-12-01", "2026-12-01 08:00"),
        (EN, "2026-12-01 18:00", "2026-12-01 18:00"),
        (IT, "il 7 gennaio del 2027", "2027-01-07 08:00"),
    ],
)
def test_a_moment(language: Language, words: str, moment: str) -> None:
    assert asked(words, language) == rome(moment)


@pytest.mark.parametrize("words", ["off", "OFF", "no", "stop", "basta", "jamais"])
def test_an_end(words: str) -> None:
    assert asked(words, FR) == Off()


@pytest.mark.parametrize("words", ["2 years", "9999 years", "400 days", "2030-01-01", "29 February 2028"])
def test_a_year_is_the_longest(words: str) -> None:
    assert asked(words) == TooLong()


@pytest.mark.parametrize("words", ["0h", "today", "2020-01-01", "24 November 2026"])
def test_what_is_over(words: str) -> None:
    assert asked(words) == Past()


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("", ()),
        ("for", ()),
        ("2", ("2",)),
        ("2h tomorrow", ()),
        ("off 2h", ()),
        ("31/2", ()),
        ("99/99", ()),
        ("0000-00-00", ()),
        ("25:00", ("25:00",)),
        ("tomorrow 9:00 10:00", ("10:00",)),
        ("klingon <b>", ("klingon", "<b>")),
        ("²h", ("²h",)),
        ("٣ giorni", ("٣",)),
        ("q b x z k", ("q", "b", "x", "z")),
    ],
)
def test_what_is_not_clear(words: str, unknown: tuple[str, ...]) -> None:
    answer = asked(words)
    assert isinstance(answer, Unclear)
    assert answer.unknown == unknown


def test_days_go_by_the_clock_on_the_wall() -> None:
    before = datetime(2026, 3, 28, 9, 0, tzinfo=UTC)
    assert asked("1d", now=before) == Until(datetime(2026, 3, 29, 8, 0, tzinfo=UTC))
    assert asked("23h", now=before) == Until(datetime(2026, 3, 29, 8, 0, tzinfo=UTC))


def test_the_zone_is_the_readers() -> None:
    assert asked("tomorrow", zone="America/New_York") == Until(datetime(2026, 11, 25, 13, 0, tzinfo=UTC))


def test_the_end_of_the_calendar_is_too_far() -> None:
    assert asked("9999-12-31 23:59", zone="America/New_York") == TooLong()


@pytest.mark.parametrize("words", ["1/12" * 50, "9" * 500, "\u0301" * 300, "1h" * 100, "🇪🇺" * 60, "a" * 9999])
def test_anything_is_answered(words: str) -> None:
    assert asked(words) is not None


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("mezza", ("mezza",)),
        ("8:15 e mezza", ("mezza",)),
        ("half past", ("half", "past")),
        ("half past noon", ("half", "past")),
    ],
)
def test_a_half_of_nothing_is_not_understood(words: str, unknown: tuple[str, ...]) -> None:
    assert asked(words) == Unclear(unknown)
