"""The rules that prove our messages right are themselves able to say no."""

import pytest

from bot.render.rules import broken_rules


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("", "the message is empty"),
        (" \n<b> </b>", "the message is empty"),
        ("<b>a</i>", "</i> closes <b>"),
        ("<b>a", "<b> is never closed"),
        ("a</b>", "</b> closes <>"),
        ("<b><i>a</b></i>", "</b> closes <i>"),
        ("<p>a</p>", "<p> is no tag of Telegram's"),
        ("<b class=x>a</b>", "<b class=x> is no tag of Telegram's"),
        ("a<br>b", "<br> is no tag of Telegram's"),
        ("<b expandable>a</b>", "<b expandable> is no tag of Telegram's"),
        ("5 < 6", "a character of markup in the text"),
        ("5 > 6", "a character of markup in the text"),
        ('say "a"', "a character of markup in the text"),
        ("a & b", "an entity without a name that Telegram knows"),
        ("a&nbsp;b", "an entity without a name that Telegram knows"),
        ("<b>a<b>b</b></b>", "<b> within <b>"),
        ('<a href="https://x.y">a<a href="https://x.y">b</a></a>', "<a> within <a>"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "<blockquote> within <blockquote>"),
        ("<code>a<b>b</b></code>", "<b> within <code>"),
        ("<b><pre>a</pre></b>", "<pre> within <b>"),
        ("<b><blockquote>a</blockquote></b>", "a quotation within another style"),
        ("<b></b>a", "<b> holds nothing"),
        ("<a>b</a>", "<a> leads nowhere"),
        ('<a href="tg://user?id=1">b</a>', "a link to tg://user?id=1"),
        ('<a href="javascript:x">b</a>', "a link to javascript:x"),
        ("a\x00b", "a character that cannot be sent"),
        ("a\ud800b", "a character that cannot be sent"),
        ("a\u202eb", "a character that cannot be sent"),
        ("a" * 4097, "4097 units of text"),
        ("\U0001f600" * 2049, "4098 units of text"),
        ("<b>a</b>" * 101, "101 entities"),
        (f'<a href="https://x.y/{"a" * 32000}">b</a>', "32028 bytes of markup"),
    ],
)
def test_names_the_rule_that_a_message_breaks(html: str, rule: str) -> None:
    assert rule in broken_rules(html)


@pytest.mark.parametrize(
    "html",
    [
        "a",
        "<b>a<i>b</i></b> &lt;&amp;&gt;&quot;",
        "<blockquote expandable>a<code>b</code></blockquote>",
        '<a href="https://x.y/?a=1&amp;b=2"><b>a</b></a>',
        "<tg-spoiler>a</tg-spoiler>",
        "\U0001f600" * 2048,
    ],
)
def test_lets_a_right_message_pass(html: str) -> None:
    assert broken_rules(html) == ()
