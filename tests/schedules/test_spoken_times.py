"""Times as people say them, in three languages, each understood in the interface of every other."""

import tomllib
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.schedules
from bot.model import Language, Quiet
from bot.schedules import Understood, understand

NOW = datetime(2026, 1, 7, 17, 30, tzinfo=UTC)
SPOKEN = tomllib.loads((Path(bot.schedules.__file__).parent / "spoken.toml").read_text(encoding="utf-8"))
HOURS = [
    (language, word, hour)
    for language in ("it", "en", "fr")
    for word, hour in SPOKEN[language]["hours"].items()
]
MINUTES = [
    (language, f"{{}} {words}", minutes)
    for language in ("it", "en", "fr")
    for words, minutes in SPOKEN[language]["after"].items()
] + [("en", f"{words} {{}}", minutes) for words, minutes in SPOKEN["en"]["before"].items()]


def read(words: str, language: str = "it") -> Understood:
    return understand(words, [Language(each) for each in (language, "it", "en", "fr")], NOW)


def moved(hour: int, minutes: int) -> str:
    moment = (hour * 60 + minutes) % 1440
    return f"{moment // 60:02}:{moment % 60:02}"


@pytest.mark.parametrize("interface", ["it", "en", "fr"])
@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("half past 8", ("08:30",)),
        ("quarter to nine pm", ("20:45",)),
        ("eight thirty", ("08:30",)),
        ("noon", ("12:00",)),
        ("quarter past noon", ("12:15",)),
        ("8am and 8 pm", ("08:00", "20:00")),
        ("8:30pm", ("20:30",)),
        ("half past eight in the evening", ("20:30",)),
        ("every evening at half past 9", ("21:30",)),
        ("at 8 sharp", ("08:00",)),
        ("8 e mezza", ("08:30",)),
        ("otto e mezza di sera", ("20:30",)),
        ("8 e un quarto e 18 e tre quarti", ("08:15", "18:45")),
        ("alle 9 meno un quarto", ("08:45",)),
        ("alle otto e alle diciotto e trenta", ("08:00", "18:30")),
        ("all’una", ("01:00",)),
        ("mezzogiorno e mezzo", ("12:30",)),
        ("la mattina alle 7 e la sera alle 9", ("07:00", "21:00")),
        ("alle 7 e la sera alle 9", ("07:00", "21:00")),
        ("8 e 30", ("08:30",)),
        ("8 e 20", ("08:00", "20:00")),
        ("8,30", ("08:30",)),
        ("8,18", ("08:00", "18:00")),
        ("h 20, h7.15", ("07:15", "20:00")),
        ("alle 20:30 in punto", ("20:30",)),
        ("8 et demie", ("08:30",)),
        ("8 h 30", ("08:30",)),
        ("8h", ("08:00",)),
        ("8 h 18 h", ("08:00", "18:00")),
        ("8h, 12, 18", ("08:00", "12:00", "18:00")),
        ("8 heures et 18 heures", ("08:00", "18:00")),
        ("neuf heures moins le quart", ("08:45",)),
        ("dix-huit heures trente", ("18:30",)),
        ("midi et demi", ("12:30",)),
        ("le matin à 8 h et le soir à 8 h 30", ("08:00", "20:30")),
        ("tous les soirs à huit heures", ("20:00",)),
        ("minuit moins dix", ("23:50",)),
        ("alle sei del mattino e tutte le sere alle 9", ("06:00", "21:00")),
        ("ogni giorno ore 8", ("08:00",)),
        ("chaque jour 8 heures", ("08:00",)),
    ],
)
def test_is_understood_in_every_interface(words: str, hours: tuple[str, ...], interface: str) -> None:
    said = read(words, interface)
    assert (said.hours, said.unknown) == (hours, ())


def test_days_quiet_hours_and_places_may_stand_beside_them() -> None:
    night = Quiet("22:30", "06:45")
    assert read("feriali alle 8 e mezza, Lisbona") == Understood(
        ("08:30",), (1, 2, 3, 4, 5), zone="Europe/Lisbon"
    )
    assert read("quiet from half past ten pm to quarter to seven am", "en").quiet == night
    assert read("silenzio dalle dieci e mezza di sera alle sette meno un quarto").quiet == night
    assert read("silence de 22 h 30 à 6 h 45", "fr").quiet == night
    assert read("8 e martedì") == Understood(("08:00",), (2,))


@pytest.mark.parametrize(
    ("words", "hours", "unknown"),
    [
        ("sera", None, ("sera",)),
        ("le soir", None, ("soir",)),
        ("half past 8:15", ("08:15",), ("half past",)),
        ("8:15 e mezza", ("08:15",), ("mezza",)),
        ("8 h 75", ("08:00",), ("75",)),
        ("8 e 75", ("08:00",), ("75",)),
        ("otto-dieci", None, ("otto", "dieci")),
        ("la mattina alle 20:00", ("20:00",), ("mattina",)),
        ("half past Lisbon", None, ("half past",)),
        ("mezza", None, ("mezza",)),
        ("ogni 2 ore", None, ("2",)),
        ("ogni ora", None, ("ogni ora",)),
        ("per favore", None, ("per favore",)),
        ("every two hours", None, ("two",)),
        ("toutes les 3 heures", None, ("3",)),
        ("chaque 2 h", None, ("2",)),
        ("25 e mezza", None, ("25", "mezza")),
    ],
)
def test_what_says_no_time_is_named_beside_what_does(
    words: str, hours: tuple[str, ...] | None, unknown: tuple[str, ...]
) -> None:
    said = read(words)
    assert (said.hours, said.unknown) == (hours, unknown)


@pytest.mark.parametrize("interface", ["it", "en", "fr"])
@pytest.mark.parametrize(("language", "word", "hour"), HOURS)
def test_every_name_of_an_hour_is_that_hour(interface: str, language: str, word: str, hour: int) -> None:
    assert read(word, interface) == Understood((f"{hour:02}:00",))


@given(
    hour=st.integers(0, 23),
    minutes=st.sampled_from(MINUTES),
    language=st.sampled_from(["it", "en", "fr"]),
)
def test_minutes_that_are_said_change_any_hour(
    hour: int, minutes: tuple[str, str, int], language: str
) -> None:
    _, phrase, change = minutes
    assert read(phrase.format(hour), language) == Understood((moved(hour, change),))


@given(
    hour=st.sampled_from(HOURS),
    minutes=st.sampled_from([each for each in MINUTES if "heure" not in each[1]]),
    language=st.sampled_from(["it", "en", "fr"]),
)
def test_hours_and_minutes_are_said_in_one_language(
    hour: tuple[str, str, int], minutes: tuple[str, str, int], language: str
) -> None:
    if hour[0] != minutes[0]:
        return
    said = read(minutes[1].format(hour[1]), language)
    assert said == Understood((moved(hour[2], minutes[2]),))


WORDS = [word for _, word, _ in HOURS] + [
    *("8", "20", "30", "8:15", "h", "heures", "e", "et", "-", ",", "lun", "silenzio", "no", "Lisbona"),
    *(
        "half past",
        "quarter to",
        "e mezza",
        "et demie",
        "meno",
        "thirty",
        "sera",
        "soir",
        "am",
        "noon",
        "midi",
    ),
]


@given(st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join), st.sampled_from(["it", "en", "fr"]))
def test_no_heap_of_such_words_fails_or_makes_up_a_time(words: str, language: str) -> None:
    said = read(words, language)
    for hour in said.hours or ():
        time.fromisoformat(hour)
    assert said.hours is None or said.hours == tuple(sorted(set(said.hours)))
