"""RichText as Html: whatever the spans are, tags nest and hold what Telegram allows."""

import pytest

from bot.model import RichText, Span, Style
from bot.render.html import tidy, to_html
from bot.render.rules import broken_rules

B, I, Q, C, P, L = Style.BOLD, Style.ITALIC, Style.QUOTE, Style.CODE, Style.PRE, Style.LINK  # noqa: E741
X, Y = "https://x.org", "https://y.org"


def html(text: str, *spans: tuple[int, int, Style] | tuple[int, int, Style, str]) -> str:
    made = to_html(tidy(RichText(text, tuple(Span(*span) for span in spans))))
    assert broken_rules(made) == ()
    return made


def test_every_style_has_its_tag() -> None:
    tags = {style: html("ab", (0, 1, style, X)) for style in Style}
    assert tags == {
        Style.BOLD: "<b>a</b>b",
        Style.ITALIC: "<i>a</i>b",
        Style.UNDERLINE: "<u>a</u>b",
        Style.STRIKE: "<s>a</s>b",
        Style.SPOILER: "<tg-spoiler>a</tg-spoiler>b",
        Style.CODE: "<code>a</code>b",
        Style.PRE: "<pre>a</pre>b",
        Style.QUOTE: "<blockquote>a</blockquote>b",
        Style.LINK: '<a href="https://x.org">a</a>b',
    }


@pytest.mark.parametrize(
    ("spans", "made"),
    [
        ([(0, 4, B), (2, 6, I)], "<b>ab<i>cd</i></b><i>ef</i>"),
        ([(0, 4, B), (2, 6, B)], "<b>abcdef</b>"),
        ([(0, 3, B), (3, 6, B)], "<b>abcdef</b>"),
        ([(0, 6, Q), (2, 4, Q)], "<blockquote>abcdef</blockquote>"),
        ([(0, 6, B), (2, 4, C)], "<b>ab</b><code>cd</code><b>ef</b>"),
        ([(0, 6, C), (2, 4, B)], "<code>abcdef</code>"),
        ([(0, 6, Q), (2, 4, P)], "<blockquote>ab<pre>cd</pre>ef</blockquote>"),
        ([(0, 6, L, X), (2, 4, L, Y)], '<a href="https://x.org">abcdef</a>'),
        ([(0, 4, L, X), (2, 6, L, Y)], '<a href="https://x.org">abcd</a><a href="https://y.org">ef</a>'),
        ([(0, 6, L, X), (2, 4, C)], '<a href="https://x.org">abcdef</a>'),
        ([(0, 6, P), (2, 4, L, X)], "<pre>abcdef</pre>"),
        ([(0, 6, L, X), (2, 4, B)], '<a href="https://x.org">ab<b>cd</b>ef</a>'),
        ([(0, 6, B), (2, 4, L, X)], '<b>ab</b><a href="https://x.org"><b>cd</b></a><b>ef</b>'),
        ([(0, 3, L, X), (0, 6, Q)], '<blockquote><a href="https://x.org">abc</a>def</blockquote>'),
        ([(-5, 99, B)], "<b>abcdef</b>"),
        ([(4, 2, B), (3, 3, B), (9, 12, B)], "abcdef"),
        ([(0, 6, L, "tg://user?id=1")], "abcdef"),
        ([(0, 6, L, "javascript:alert(1)")], "abcdef"),
        ([(0, 6, L)], "abcdef"),
        ([(0, 6, L, 'https://x.org/"><b>')], '<a href="https://x.org/%22%3E%3Cb%3E">abcdef</a>'),
        ([(0, 6, L, "https://x.org/?a=1&b=2")], '<a href="https://x.org/?a=1&amp;b=2">abcdef</a>'),
    ],
)  # fmt: skip
def test_spans_of_any_kind_nest(spans: list[tuple[int, int, Style]], made: str) -> None:
    assert html("abcdef", *spans) == made


def test_white_space_alone_is_no_reason_for_a_tag() -> None:
    assert html("a  b", (1, 3, B)) == "a  b"
    assert html("ab cd", (0, 2, B), (3, 5, B), (0, 5, I)) == "<b><i>ab</i></b> <b><i>cd</i></b>"


def test_a_text_is_disarmed_and_its_spans_go_along() -> None:
    assert html("@ab @cd", (4, 7, B)) == "@\u2060ab <b>@\u2060cd</b>"
    assert html("/ab", (0, 1, B)) == "<b>/</b>\u2060ab"


def test_what_is_typed_stays_as_it_was_typed() -> None:
    assert html("npm @x/y @z", (4, 8, C)) == "npm <code>@x/y</code> @\u2060z"
    assert html("@x", (0, 2, P)) == "<pre>@x</pre>"
    assert html("(@x", (0, 2, C)) == "<code>(@</code>x"


def test_a_text_is_tidied_once() -> None:
    once = tidy(RichText("@ab \u202e/cd", (Span(0, 9, B), Span(1, 2, I))))
    assert tidy(once) == once


def test_nothing_gives_nothing() -> None:
    assert to_html(tidy(RichText(""))) == ""
