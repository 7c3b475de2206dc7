"""Splitting: at the best pause there is, with markup that fits, and without end or loss."""

import pytest

from bot.model import RichText, Span, Style
from bot.render.html import count_tags, tidy, to_html
from bot.render.split import Room, split


def pages(text: str, limit: int) -> list[str]:
    return [page.text for page in split(RichText(text), Room(units=limit))]


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one. two\nthree\n\nfour five", 20, ["one. two\nthree", "four five"]),
        ("one. two three\nfour five", 20, ["one. two three", "four five"]),
        ("one two three. Four five six", 20, ["one two three.", "Four five six"]),
        ("uno «due tre.» Quattro cinque", 20, ["uno «due tre.»", "Quattro cinque"]),
        ("one two three four five", 20, ["one two three four", "five"]),
        ("a" * 25, 20, ["a" * 20, "a" * 5]),
        ("a\n\n" + "b" * 18, 20, ["a\n\n" + "b" * 17, "b"]),
        ("3.14159 is less than pi", 12, ["3.14159 is", "less than pi"]),
        ("\n\n  one  \n\n", 20, ["one"]),
        ("exactly twenty chars", 20, ["exactly twenty chars"]),
        ("exactly twenty chars two", 20, ["exactly twenty chars", "two"]),
        (" \n ", 20, []),
        ("", 20, []),
    ],
)
def test_cuts_where_a_reader_would_pause(text: str, limit: int, cut: list[str]) -> None:
    assert pages(text, limit) == cut


def test_a_style_goes_on_over_a_cut() -> None:
    spans = (Span(4, 7, Style.ITALIC), Span(8, 13, Style.UNDERLINE), Span(0, 18, Style.BOLD))
    made = [to_html(page) for page in split(tidy(RichText("one two three four", spans)), Room(units=9))]
    assert made == ["<b>one <i>two</i></b>", "<b><u>three</u></b>", "<b>four</b>"]


def test_a_page_counts_units_and_cuts_no_emoji() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert pages(family * 3, 18) == [family * 2, family]


def test_many_links_make_pages_smaller() -> None:
    text = "word " * 400
    spans = tuple(Span(i * 5, i * 5 + 4, Style.LINK, f"https://x.org/{i}") for i in range(400))
    made = split(RichText(text, spans), Room(units=1000))
    assert all(count_tags(to_html(page)) <= 100 for page in made)
    assert sum(count_tags(to_html(page)) for page in made) == 400


def test_long_links_make_pages_smaller() -> None:
    words = "sixty letters and more, so that a word is not all that a link is, "
    spans = tuple(Span(i * 66, i * 66 + 5, Style.LINK, f"https://x.org/{i:0800}") for i in range(90))
    made = split(RichText(words * 90, spans))
    assert all(len(to_html(page).encode()) <= 32_000 for page in made)
    assert sum(count_tags(to_html(page)) for page in made) == 90


def test_a_page_that_cannot_hold_its_links_keeps_its_words() -> None:
    spans = tuple(Span(i * 5, i * 5 + 4, Style.LINK, f"https://x.org/{i:01900}") for i in range(60))
    (page,) = split(RichText("word " * 60, spans))
    assert page.text == ("word " * 60).strip()
    assert len(to_html(page).encode()) <= 32_000
    assert count_tags(to_html(page)) > 5


def test_a_text_is_not_shredded_for_the_sake_of_its_styles() -> None:
    text = "ab" * 1000
    spans = tuple(Span(i * 2, i * 2 + 1, Style.BOLD) for i in range(1000))
    made = split(tidy(RichText(text, spans)), Room(units=2000))
    assert len(made) <= 5
    assert "".join(page.text for page in made) == text
    assert all(count_tags(to_html(page)) <= 100 for page in made)
