"""A text is cleaned, trimmed, measured and its marks put in order before it stands in a chat."""

import pytest

from bot.emulator.refusals import Refused
from bot.emulator.texts.entities import MOST, Entity, Kind
from bot.emulator.texts.formatted import EMPTY, formatted


def bold(offset: int, length: int) -> Entity:
    return Entity(Kind.BOLD, offset, length)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  a b \n\n", "a b"),
        ("a\r\nb", "a\nb"),
        ("a\tb\x00c\x1f", "a b c"),
        ("a\u2028b\u202ec", "abc"),
        ("a\u0333b", "ab"),
        ("a\u200e\u200f\u200eb", "a\u200c\u200c\u200eb"),
        ("\u00a0x", "\u00a0x"),
    ],
)
def test_characters_are_cleaned(raw: str, clean: str) -> None:
    assert formatted(raw, ()).text == clean


@pytest.mark.parametrize(
    "blank", ["", " \n", "\u200b", "\u00a0\u3000", "\u2800", "\ufeff", "\r\r", "\U000e0020"]
)
def test_what_nobody_can_see_is_no_text(blank: str) -> None:
    with pytest.raises(Refused, match="Text must be non-empty"):
        formatted(blank, ())
    assert formatted(blank, (), may_be_empty=True) == EMPTY


def test_marks_move_with_dropped_characters() -> None:
    said = formatted("a\rb\u2028cd", (bold(2, 3),))
    assert (said.text, said.entities) == ("abcd", (bold(1, 2),))


def test_marks_that_only_cover_dropped_characters_vanish() -> None:
    assert formatted("a\rb", (bold(1, 1),)).entities == ()


@pytest.mark.parametrize(
    ("mark", "refusal"),
    [
        (bold(9, 1), "Entity begins after the end of the text at UTF-16 offset 9"),
        (
            bold(0, 9),
            "Entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9",
        ),
        (bold(2, 1), "Entity begins in a middle of a UTF-16 symbol at byte offset 5"),
        (
            bold(0, 2),
            "Entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5",
        ),
    ],
)
def test_marks_outside_of_the_text_are_refused(mark: Entity, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        formatted("a😀b", (mark,))
    assert refused.value.text == refusal


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(Refused, match="Strings must be encoded in UTF-8"):
        formatted("a\ud800", ())


def test_no_more_than_a_hundred_marks_are_kept() -> None:
    marks = tuple(Entity(Kind.CODE, 2 * at, 1) for at in range(150))
    assert len(formatted("x " * 150, marks).entities) == MOST


def test_marks_of_one_style_that_overlap_or_touch_are_one() -> None:
    assert formatted("abcdef", (bold(0, 2), bold(2, 2), bold(3, 3))).entities == (bold(0, 6),)


def test_styles_are_cut_where_a_link_begins_and_ends() -> None:
    link = Entity(Kind.TEXT_LINK, 2, 2, "http://ex.com/")
    assert formatted("abcdef", (bold(0, 6), link)).entities == (bold(0, 2), link, bold(2, 2), bold(4, 2))


def test_links_do_not_nest() -> None:
    outer, inner = (Entity(Kind.TEXT_LINK, 0, size, f"http://{size}.com/") for size in (6, 3))
    assert formatted("abcdef", (outer, inner)).entities == (outer,)


def test_quotations_do_not_nest_and_hold_whole_marks_only() -> None:
    quote = Entity(Kind.BLOCKQUOTE, 0, 4)
    inner = Entity(Kind.EXPANDABLE_BLOCKQUOTE, 1, 2)
    inside, across = Entity(Kind.CODE, 1, 2), Entity(Kind.CODE, 3, 3)
    assert formatted("abcdef", (quote, inner, inside)).entities == (quote, inside)
    assert formatted("abcdef", (quote, across)).entities == (quote,)


def test_a_link_in_the_text_does_not_disturb_a_mark_given_there() -> None:
    given = Entity(Kind.TEXT_LINK, 0, 6, "http://other.org/")
    assert formatted("ex.com it.eu", (given,)).entities == (given, Entity(Kind.URL, 7, 5))


def test_a_found_link_that_leaves_a_quotation_is_not_marked() -> None:
    assert formatted("ex.com", (Entity(Kind.BLOCKQUOTE, 0, 3),)).entities == (Entity(Kind.BLOCKQUOTE, 0, 3),)
