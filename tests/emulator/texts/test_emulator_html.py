"""Parse mode HTML reads as TDLib reads it, and names the byte where it stumbles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.emulator.refusals import Refused
from bot.emulator.texts.entities import Entity, Kind
from bot.emulator.texts.formatted import formatted
from bot.emulator.texts.html import parse_html

MISTAKES = [
    ("<b", "Unclosed start tag at byte offset 0"),
    ("ab<i ", 'Empty attribute name in the tag "i" at byte offset 2'),
    ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
    ("😀<BR/>", 'Unsupported start tag "br/" at byte offset 4'),
    ("<a =x>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<b/ >", 'Unsupported start tag "b/" at byte offset 0'),
    ("<b />", 'Empty attribute name in the tag "b" at byte offset 0'),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
    ("x <a href='y", "Unclosed start tag at byte offset 2"),
    ("<a href=x", "Unclosed start tag at byte offset 0"),
    ("<a href=x$>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<span class="tg-x">x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b>x</b y>", "Unclosed end tag at byte offset 4"),
    ("<b>è</i>", 'Unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"'),
    ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
    ('<tg-emoji emoji-id="0">x</tg-emoji>', "Invalid custom emoji identifier specified"),
    ('<tg-time unix="9" format="q">x</tg-time>', "Invalid date format used"),
    (
        "&#xd800;",
        "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched "
        "surrogate code units",
    ),
]


@pytest.mark.parametrize(("html", "mistake"), MISTAKES)
def test_a_mistake_is_named_with_its_byte(html: str, mistake: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {mistake}"


READINGS: list[tuple[str, str, list[tuple[str, int, int, str | int]]]] = [
    ("plain", "plain", []),
    ("<B>a</B><strong>b</strong>", "ab", [("bold", 0, 2, "")]),
    ("<b>a</>c", "ac", [("bold", 0, 1, "")]),
    ("<b></b>x", "x", []),
    ("<i>a</i> <em>b</em>", "a b", [("italic", 0, 1, ""), ("italic", 2, 1, "")]),
    ("<u>a</u> <ins>b</ins>", "a b", [("underline", 0, 1, ""), ("underline", 2, 1, "")]),
    (
        "<s>a</s> <strike>b</strike> <del>c</del>",
        "a b c",
        [("strikethrough", 0, 1, ""), ("strikethrough", 2, 1, ""), ("strikethrough", 4, 1, "")],
    ),
    ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1, "")]),
    ("<tg-spoiler>😀</tg-spoiler>", "😀", [("spoiler", 0, 2, "")]),
    ("<b>a<i>b</i>c</b>", "abc", [("bold", 0, 1, ""), ("bold", 1, 2, ""), ("italic", 1, 1, "")]),
    ("<code>x</code>", "x", [("code", 0, 1, "")]),
    ("<code class='language-py'>x</code>", "x", [("code", 0, 1, "")]),
    ("<pre>x</pre>", "x", [("pre", 0, 1, "")]),
    ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", 0, 1, "py")]),
    ("<code class=language-PY><pre>x</pre></code>", "x", [("pre", 0, 1, "py")]),
    ("<pre>a <code class='language-py'>x</code></pre>", "a x", [("pre", 0, 3, "")]),
    ("<code><b>x</b></code>", "x", [("code", 0, 1, "")]),
    ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1, "")]),
    ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1, "")]),
    ('<blockquote expandable="">x</blockquote>', "x", [("expandable_blockquote", 0, 1, "")]),
    ('<a href="https://Ex.com">x</a>', "x", [("text_link", 0, 1, "https://ex.com/")]),
    ('<a href="ex.com/a b?c&amp;d">x</a>', "x", [("text_link", 0, 1, "http://ex.com/a%20b?c&d")]),
    ("<a>ex.com</a>", "ex.com", [("text_link", 0, 6, "http://ex.com/")]),
    ('<a href="http://localhost/">x</a>', "x", []),
    ('<a href="javascript:alert(1)">x</a>', "x", []),
    ('<a href="mailto:a@ex.com">x</a>', "x", [("text_link", 0, 1, "http://mailto:a@ex.com/")]),
    ('<a href="tg://user?id=7">x</a>', "x", [("text_mention", 0, 1, 7)]),
    ('<a href="tg://resolve?domain=x">x</a>', "x", [("text_link", 0, 1, "tg://resolve?domain=x")]),
    ('<a data-x href="https://ex.com" y>x</a>', "x", [("text_link", 0, 1, "https://ex.com/")]),
    ('<tg-emoji emoji-id="5">😀</tg-emoji>', "😀", [("custom_emoji", 0, 2, "5")]),
    ('<tg-time unix="60" format="DT">x</tg-time>', "x", [("date_time", 0, 1, 60)]),
    ('<tg-time unix="0">x</tg-time>', "x", []),
    ("&lt;b&gt; &amp &quot;&#65;&#x42 &nbsp;&apos;", '<b> & "AB &nbsp;&apos;', []),
    ("&#0; &#00000000065; &; &#;", "&#0; &#00000000065; &; &#;", []),
    ("&#x10ffff;", "&#x10ffff;", [("hashtag", 1, 8, "")]),
]


@pytest.mark.parametrize(("html", "text", "marks"), READINGS)
def test_tags_become_entities(html: str, text: str, marks: list[tuple[str, int, int, str | int]]) -> None:
    said = formatted(*parse_html(html))
    assert said.text == text
    assert [(one.kind.value, one.offset, one.length, one.value) for one in said.entities] == marks


def test_leading_blanks_inside_a_tag_stay_and_trailing_ones_go() -> None:
    said = formatted(*parse_html("\n  <b> a </b> \n"))
    assert said.text == " a"
    assert said.entities == (Entity(Kind.BOLD, 0, 2),)


PIECES = [
    "<",
    ">",
    "</",
    "/>",
    "<b>",
    "</b>",
    "<a href=",
    '"',
    "'",
    "=",
    " ",
    "&",
    "&#",
    "&amp;",
    ";",
    "x",
    "😀",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_garbage_is_read_or_refused_but_never_breaks(garbage: str) -> None:
    try:
        said = formatted(*parse_html(garbage))
    except Refused as refused:
        assert refused.description.startswith("Bad Request: ")  # noqa: PT017 - both endings are right
    else:
        size = len(said.text.encode("utf-16-le")) // 2
        assert all(0 <= one.offset < one.end <= size for one in said.entities)


def test_a_large_text_full_of_tags_is_read_quickly() -> None:
    text, marks = parse_html("<b>x</b>&lt;" * 2500)
    assert (len(text), len(marks)) == (5000, 2500)
