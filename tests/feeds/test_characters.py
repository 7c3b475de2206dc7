"""Characters that may reach a reader, and titles whatever their publisher escaped."""

import pytest

from bot.feeds.child.characters import cleaned, one_line, plain


def test_controls_and_invisible_characters_go() -> None:
    assert cleaned("a\x00b\x1b\u202ec\u2066d\u200be\ufeff\u00adf\ud800\uffff") == "abcdef"


def test_white_space_and_joined_emoji_stay() -> None:
    assert cleaned("a\tb\nc👩‍🚀") == "a\tb\nc👩‍🚀"


def test_one_line_has_single_spaces() -> None:
    assert one_line("  a\n\u00a0b\t c ") == "a b c"


@pytest.mark.parametrize(
    ("text", "is_html", "title"),
    [
        ("L&#8217;Ue e l&#8217;India", True, "L’Ue e l’India"),
        ("L&amp;#8217;Ue", True, "L’Ue"),
        ("AT&amp;T <b>cresce</b>", True, "AT&T cresce"),
        ("&lt;b&gt;Accordo&lt;/b&gt; a Parigi", True, "Accordo a Parigi"),
        ("a &lt; b &amp;&amp; c &gt; d", True, "a < b && c > d"),
        ("The <b> tag", False, "The <b> tag"),
        ("Fish &amp; chips", False, "Fish & chips"),
        ("AT&T", False, "AT&T"),
        ("2 < 3 > 1", False, "2 < 3 > 1"),
        ("", True, ""),
    ],
)
def test_titles_are_read_as_their_publisher_meant_them(text: str, is_html: bool, title: str) -> None:
    assert plain(text, is_html=is_html) == title
