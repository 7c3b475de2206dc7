"""Spans follow their characters when a text is cut and joined."""

from bot.feeds.child.richtext import EMPTY, aired, joined, lines, paragraphs, piece, wholly, without
from bot.model import RichText, Span, Style

TEXT = RichText("one two three", (Span(0, 7, Style.BOLD), Span(4, 13, Style.ITALIC)))


def shown(rich: RichText) -> list[tuple[str, str]]:
    return [(rich.text[span.start : span.end], span.style.value) for span in rich.spans]


def test_a_piece_keeps_the_parts_of_its_spans() -> None:
    found = piece(TEXT, 3, 9)
    assert found.text == "two t"
    assert shown(found) == [("two t", "italic"), ("two", "bold")]


def test_a_piece_is_trimmed_of_every_kind_of_space() -> None:
    assert piece(RichText("\n\u00a0 x \u202f\n"), 0, 7) == RichText("x")
    assert piece(RichText("x"), 1, 1) == EMPTY


def test_joined_pieces_shift_their_spans() -> None:
    found = joined([RichText("a"), EMPTY, RichText("bc", (Span(1, 2, Style.BOLD),))])
    assert found == RichText("a\n\nbc", (Span(4, 5, Style.BOLD),))


def test_holes_leave_paragraphs_around_them() -> None:
    assert without(RichText("a\nHOLE\nb"), [(2, 6)]).text == "a\n\nb"


def test_paragraphs_and_lines_are_told_apart() -> None:
    text = "a\nb\n \nc\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["a\nb", "c\n"]
    assert [text[start:end] for start, end in lines(text)] == ["a", "b", "c"]


def test_long_lines_become_paragraphs() -> None:
    long = "word " * 40
    assert aired(RichText(f"{long}\n{long}")).text == f"{long.strip()}\n\n{long.strip()}"


def test_verses_and_spaced_paragraphs_stay_as_they_are() -> None:
    for text in ("roses\nare\nred", "word " * 40, "x" * 200 + "\n\n" + "y" * 200 + "\nz"):
        assert aired(RichText(text)).text == text


def test_tells_a_text_that_is_all_bold() -> None:
    assert wholly(RichText("a b", (Span(0, 1, Style.BOLD), Span(2, 3, Style.BOLD))), 0, 3, Style.BOLD)
    assert not wholly(RichText("ab", (Span(0, 1, Style.BOLD),)), 0, 2, Style.BOLD)
    assert not wholly(RichText("  "), 0, 2, Style.BOLD)
