"""Plain text from anywhere becomes Html that shows it and does nothing else."""

import pytest

from bot.render.markup import Html, bold, clean, disarm, escape, italic, join_html, tagged, visible_text
from bot.render.rules import broken_rules


def test_the_characters_of_markup_are_shown_as_they_are() -> None:
    assert escape('<b>"5 & 6"</b>') == "&lt;b&gt;&quot;5 &amp; 6&quot;&lt;/b&gt;"


def test_html_of_ours_is_not_escaped_twice() -> None:
    assert bold(escape("a<b")) == "<b>a&lt;b</b>"
    assert italic("a<b") == "<i>a&lt;b</i>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@everyone look", "@⁠everyone look"),
        ("(@a) «@b» @@c", "(@⁠a) «@⁠b» @@⁠c"),
        ("/stop now", "/⁠stop now"),
        ("tap /stop@bot", "tap /⁠stop@bot"),
        ("info@example.org", "info@example.org"),
        ("and/or 1/2 km/h", "and/or 1/2 km/h"),
        ("</b> <//x", "</b> <//x"),
        ("https://example.org/@user/1?next=/home", "https://example.org/@user/1?next=/home"),
        ("see example.museum/@user and @user", "see example.museum/@⁠user and @⁠user"),
        ("https://example.org/a)/stop", "https://example.org/a)/⁠stop"),
        ("https://localhost/@user", "https://localhost/@⁠user"),
        ("(https://example.org/@user) «https://example.org/-/stop»", None),
        (".https://example.org/-/stop", ".https://example.org/-/⁠stop"),
        ("ahttps://example.org/-/stop", "ahttps://example.org/-/⁠stop"),
        ("@ / @", "@ / @"),
    ],
)
def test_a_text_makes_no_mention_and_no_command(text: str, shown: str | None) -> None:
    assert disarm(text) == (shown or text)
    assert disarm(disarm(text)) == disarm(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b\x1bc", "a b c"),
        ("a\tb\nc", "a\tb\nc"),
        ("abc\u202edef", "abc⁠def"),
        ("a\u2028b", "a\nb"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("\x85", " "),
    ],
)
def test_characters_that_cannot_be_sent_are_replaced_one_for_one(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert len(clean(text)) == len(text)
    assert broken_rules(bold(f"x{text}")) == ()


def test_parts_that_say_nothing_leave_no_gap() -> None:
    assert join_html([Html("a"), Html(""), Html("b")]) == "a\n\nb"
    assert tagged("b", Html("")) == ""
    assert bold("") == bold(" \x1b\n") == ""


def test_the_visible_text_is_what_telegram_counts() -> None:
    assert visible_text('<a href="https://x.y">5 &lt; 6</a> <b>&amp;</b>') == "5 < 6 &"
