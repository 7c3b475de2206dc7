"""Callbacks: what is packed is what is unpacked, and nothing else is."""

from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import BriefId, Language, TopicId
from bot.render.callbacks import (
    LIMIT,
    Callback,
    Follow,
    ListKind,
    Open,
    Save,
    ShowList,
    Turn,
    Unfollow,
    Unsave,
    callback,
    searched,
    unpack,
)


class Mood(StrEnum):
    CALM = "c"


@callback("test")
@dataclass(frozen=True, slots=True)
class Everything(Callback):
    number: int
    language: Language
    mood: Mood
    loud: bool
    words: str


@callback("bare")
@dataclass(frozen=True, slots=True)
class Bare(Callback):
    """Says only its name."""


ALL = (
    Turn(BriefId(7), Language("it"), 2),
    Save(BriefId(7)),
    Unsave(BriefId(7)),
    Follow(TopicId(3)),
    Unfollow(TopicId(3), BriefId(7)),
    ShowList(ListKind.LATEST, 10, 5),
    ShowList(ListKind.SEARCH, 0, 5, "a:b ù"),
    Open(BriefId(7), ListKind.TOPIC, 5, 5, "12"),
    Everything(0, Language("fr"), Mood.CALM, True, "a:b:c"),
    Bare(),
)


@pytest.mark.parametrize("said", ALL, ids=lambda said: said.pack())
def test_comes_back_as_it_went(said: Callback) -> None:
    assert unpack(said.pack()) == said


def test_is_short_and_readable() -> None:
    assert Turn(BriefId(7), Language("it"), 2).pack() == "turn:7:it:2"


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        ":",
        "turn",
        "turn:",
        "turn:7:it",
        "turn:7:it:1:2",
        "turn:7:it:-1",
        "turn:7:it:01",
        "turn:7:it:١",
        "turn:7:it: 1",
        "turn:x:it:1",
        "turn:7:IT:1",
        "turn:7:italiano:1",
        "turn:9999999999999999999:it:0",
        "unknown:1",
        "save:7:8",
        "save:",
        "save:1e3",
        "save:1_0",
        "list:z:0:5:",
        "list:l:0:5",
        "list:l:0:5:\x00",
        "test:0:fr:c:2:x",
        "test:0:fr:c:True:x",
        "bare:",
        "bare:1",
        "TURN:7:it:1",
        " turn:7:it:1",
        "turn:7:it:1\n",
        "list:s:0:5:" + "a" * 60,
        "\ud800",
    ],
)
def test_what_was_forged_or_is_stale_says_nothing(data: str | None) -> None:
    assert unpack(data) is None


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(ALL), st.data())
def test_any_change_of_a_callback_is_another_callback_or_nothing(said: Callback, data: st.DataObject) -> None:
    packed = said.pack()
    place = data.draw(st.integers(0, len(packed)))
    forged = packed[:place] + data.draw(st.text(max_size=4)) + packed[place + 1 :]
    found = unpack(forged)
    assert found is None or found.pack() == forged


def test_what_telegram_would_refuse_is_never_packed() -> None:
    longest = ShowList(ListKind.SEARCH, 0, 5, "a" * (LIMIT - len("list:s:0:5:")))
    assert len(longest.pack()) == LIMIT
    with pytest.raises(ValueError, match="more than 64 bytes"):
        ShowList(ListKind.SEARCH, 0, 5, longest.subject + "a").pack()


def test_a_code_belongs_to_one_kind() -> None:
    with pytest.raises(ValueError, match="taken"):
        callback("turn")(Bare)


def test_a_kind_holds_only_what_can_come_back() -> None:
    @dataclass(frozen=True, slots=True)
    class Heavy(Callback):
        weight: float

    with pytest.raises(TypeError, match="cannot hold"):
        callback("heavy")(Heavy)


def test_a_list_remembers_the_place_a_brief_was_opened_from() -> None:
    opened = Open(BriefId(7), ListKind.TOPIC, 5, 5, "12")
    assert opened.way_back == ShowList(ListKind.TOPIC, 5, 5, "12")


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("fondo", "fondo"),
        ("  fondo   europeo ", "fondo europeo"),
        ("un fondo europeo per la coesione", "un fondo europeo per la"),
        ("a" * 40, "a" * 30),
        ("україна європейський союз", "україна"),
        ("thirty bytes of words, exactly and more", "thirty bytes of words, exactly"),
        ("\U0001f600" * 20, "\U0001f600" * 7),
        ("", ""),
    ],
)
def test_the_words_of_a_search_fit_a_button(words: str, subject: str) -> None:
    place = searched(words, offset=9990, count=10)
    assert place.subject == subject
    huge = Open(BriefId(10**17), place.kind, place.offset, place.count, place.subject)
    assert unpack(huge.pack()) == huge
