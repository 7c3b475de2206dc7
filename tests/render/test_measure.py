"""Lengths as Telegram counts them, and cuts that break no character."""

import pytest

from bot.render.graphemes import whole_before
from bot.render.measure import clip, reach, units

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
ITALY = "\U0001f1ee\U0001f1f9"


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("abc", 3), ("città", 5), ("\U0001f600", 2), ("\ud83d", 1)]
)
def test_counts_utf16_units(text: str, count: int) -> None:
    assert units(text) == count


@pytest.mark.parametrize(
    ("text", "limit", "end"),
    [
        ("abcdef", 4, 4),
        ("abc", 9, 3),
        ("\U0001f600" * 5, 4, 2),
        ("a\U0001f600b", 2, 1),
        ("\U0001f600", 1, 1),
        ("ab", 0, 1),
    ],
)
def test_reaches_as_far_as_the_room_goes_but_always_on(text: str, limit: int, end: int) -> None:
    assert reach(text, 0, limit) == end


@pytest.mark.parametrize(
    "character",
    [
        FAMILY,
        ITALY,
        "e\u0301\u0302",
        "\U0001f44d\U0001f3fd",
        "\u1112\u1161\u11ab",
        "\uac00\u11a8",
        "\r\n",
        "1\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    ],
)
def test_a_character_is_never_cut(character: str) -> None:
    text = f"a{character}{character}b"
    wholes = {0, 1, 1 + len(character), 1 + 2 * len(character), len(text)}
    assert {whole_before(text, end, 0) for end in range(1, len(text) + 1)} <= wholes


def test_flags_in_a_row_are_cut_between_flags() -> None:
    text = ITALY * 6
    assert {whole_before(text, end, 0) for end in range(2, 13)} == {2, 4, 6, 8, 10, 12}


def test_a_character_without_end_is_cut_all_the_same() -> None:
    text = "ae" + "\u0301" * 500
    assert whole_before(text, 300, 0) == 300


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("short", 10, "short"),
        ("  spaced  ", 6, "spaced"),
        ("one two three four", 12, "one two…"),
        ("one two, three", 9, "one two…"),
        ("unbreakable" * 3, 8, "unbreak…"),
        (FAMILY * 3, 10, FAMILY + "…"),
        ("", 5, ""),
    ],
)
def test_clips_at_a_word_and_says_so(text: str, limit: int, clipped: str) -> None:
    assert clip(text, limit) == clipped
    assert units(clipped) <= limit
