"""From HTML to rich text: what each construct becomes, and that no text is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.feeds.child.html import read_html, too_heavy
from bot.feeds.child.images import Image
from bot.feeds.child.plaintext import as_html, bare_text, with_breaks
from bot.model import Style

BASE = "https://site.example/dir/"


def text(html: str) -> str:
    return read_html(html, BASE).rich.text


def styles(html: str) -> list[tuple[str, str]]:
    rich = read_html(html, BASE).rich
    return [(span.style.value, rich.text[span.start : span.end]) for span in rich.spans]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        # Blocks
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("a<br>b", "a\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<p>a</p>\n<p>&nbsp;</p>\n<p>b</p>", "a\n\nb"),
        ("<p>a<hr>b", "a\n\nb"),
        ("<section><p>a</p></section><figure><figcaption>b</figcaption></figure>", "a\n\nb"),
        # White space
        ("a  \n b", "a b"),
        ("<b>a </b> <i> b</i>", "a b"),
        ("a<b> b</b>", "a b"),
        ("Quoi&nbsp;: rien", "Quoi\u00a0: rien"),
        ("a &nbsp; b", "a b"),
        ("<p> a <br> b </p>", "a\nb"),
        # Lists
        ("<ul><li>a</li><li>b</li></ul>", "• a\n• b"),
        ("x<ul><li>a<li>b</ul>y", "x\n\n• a\n• b\n\ny"),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "• a\n• b"),
        ("<ol start=3><li>a<li value=7>b<li>c</ol>", "3. a\n7. b\n8. c"),
        ("<ol start=-1><li>a</ol>", "1. a"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "• a\n  • b\n• c"),
        ("<ul><li></li><li>b</li></ul>", "• b"),
        ("<li>stray", "• stray"),
        # Tables
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a | b\nc | d"),
        ("<table><tr><td>a</td><td></td><td>c</td></tr></table>", "a | | c"),
        ("<table><tr><td> a <br>x</td><td>\n b </td></tr></table>", "a x | b"),
        ("<table><tr><td><p>a</p><p>b</p></td><td><p>c</p></td></tr></table>", "a\n\nb\n\nc"),
        ("<table><tr><td>alone</td></tr></table>", "alone"),
        # What is no text
        ("<script>x</script><style>y</style>a<template>z</template><noscript>n</noscript>", "a"),
        ("a<!-- c --><svg><text>v</text></svg><iframe>f</iframe><button>g</button>", "a"),
        ("a<p hidden>b</p><p style='color:red; display : none'>c</p>", "a"),
        ("<q>a</q>", "“a”"),
        ("a\x00b\u202ec", "abc"),
        ("&lt;b&gt; &amp; &nbsp;", "<b> &"),
        ("", ""),
        ("&#0;&#xD800;", "\ufffd\ufffd"),
    ],
)
def test_each_construct_becomes_what_a_message_can_say(html: str, shown: str) -> None:
    assert text(html) == shown


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<b>a</b> <strong>b</strong>", [("bold", "a"), ("bold", "b")]),
        ("<b>a</b><strong>b</strong>", [("bold", "ab")]),
        ("<h2>a</h2>", [("bold", "a")]),
        ("<em>a<u>b</u></em>", [("italic", "ab"), ("underline", "b")]),
        ("<b> a </b>", [("bold", "a")]),
        ("<b><b>a</b></b>", [("bold", "a")]),
        ("<del>a</del>", [("strike", "a")]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", [("quote", "a\n\nb")]),
        ("<code>a<b>b</b></code>", [("code", "ab")]),
        ("<b>a<code>b</code></b>", [("bold", "a"), ("code", "b")]),
        ("<pre>\n  a\n\tb\n</pre>", [("pre", "  a\n\tb")]),
        ("<pre>a<br>b</pre>", [("pre", "a\nb")]),
        ("<tg-spoiler>a</tg-spoiler>", [("spoiler", "a")]),
        ("<b></b><i> </i>", []),
        ("<span style='font-weight:bold'>a</span>", []),
    ],
)
def test_styles_cover_their_text_alone(html: str, found: list[tuple[str, str]]) -> None:
    assert styles(html) == found


def test_links_are_absolute_and_of_the_web_or_of_mail() -> None:
    html = (
        "<a href='/x'>a</a> <a href='javascript:y'>b</a> <a href='tg://user?id=1'>c</a> "
        "<a href='#note'>d</a> <a href='mailto:e@site.example'>e</a> <a>f</a> <a href='//g.example'>g</a>"
    )
    rich = read_html(html, BASE).rich
    assert rich.text == "a b c d e f g"
    assert [(rich.text[span.start : span.end], span.url) for span in rich.spans] == [
        ("a", "https://site.example/x"),
        ("e", "mailto:e@site.example"),
        ("g", "https://g.example"),
    ]


def test_pictures_are_laid_aside() -> None:
    html = (
        "<img src=a.jpg alt='a picture'><img src=p.gif width=1 height=1><img src='data:image/png;base64,x'>"
        "<img data-src=/lazy.webp><img srcset='s.png 1x, t.png 2x'><img src=icon.svg>"
        "<video poster=v.jpg>w</video>"
    )
    walked = read_html(html, BASE)
    assert walked.rich.text == ""
    assert walked.images == (
        Image("https://site.example/dir/a.jpg", "a picture"),
        Image("https://site.example/lazy.webp"),
        Image("https://site.example/dir/s.png"),
        Image("https://site.example/dir/v.jpg"),
    )


def test_nesting_beyond_any_recursion_is_walked() -> None:
    assert text("<div>" * 3_000 + "deep") == "deep"
    assert text("<b><i>" * 4_000 + "deep") == "deep"


def test_too_many_tags_or_attributes_are_read_as_plain_text() -> None:
    many = "<div><b>" * 6_000 + "deep"
    wide = "<p " + " ".join(f"a{number}" for number in range(2_000)) + ">wide</p>"
    assert too_heavy(many, tags=10_000)
    assert too_heavy(wide, tags=10_000)
    assert read_html(many).rich.text == "deep"
    assert read_html(wide).rich.text == "wide"


def test_a_picture_written_into_the_page_is_not_heavy() -> None:
    assert text("<img src='data:image/png;base64," + "Aa+/" * 25_000 + "'>a") == "a"


def test_half_a_megabyte_is_the_most_of_one_entry() -> None:
    assert len(text("<p>" + "word " * 110_000)) <= 512 * 1024


def test_plain_text_drops_scripts_that_never_end() -> None:
    assert bare_text("a<script>b") == "a"
    assert bare_text("a<style>b</style>c<br>d") == "a c\n\nd"
    assert bare_text("<" * 100_000) == "<" * 100_000


def test_lines_of_a_plain_text_are_made_visible() -> None:
    assert text(with_breaks("One.\nTwo\nthree.\n\nFour.")) == "One.\nTwo three.\n\nFour."
    assert with_breaks("<p>a\n\nb</p>") == "<p>a\n\nb</p>"
    assert text(as_html("a <b> & c\n\nd")) == "a <b> & c\n\nd"


BARE = re.compile(r"[\s•|“”]|\d+\.")
ESCAPED = {"&": "&amp;", "<": "&lt;"}
WORDS = st.text(alphabet="abcèÈ😀漢 \n\t\u00a0&;<>", max_size=6).map(
    lambda word: "".join(ESCAPED.get(character, character) for character in word)
)
NAMES = "p div b i u s a h2 ul ol li table tr td blockquote pre code span section q br hr em center font"
TAGS = st.sampled_from(NAMES.split())


@st.composite
def pages(draw: st.DrawFn) -> str:
    """HTML in any disorder: tags opened, left open, closed twice, words anywhere."""
    parts = draw(
        st.lists(
            st.one_of(WORDS, TAGS.map(lambda tag: f"<{tag}>"), TAGS.map(lambda tag: f"</{tag}>")), max_size=25
        )
    )
    return "".join(parts)


@given(pages())
@settings(max_examples=60, deadline=None)
def test_no_text_is_lost(html: str) -> None:
    words = re.sub(r"<[^<>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert BARE.sub("", text(html)) == BARE.sub("", words)


@given(pages())
@settings(max_examples=40, deadline=None)
def test_spans_always_nest_inside_the_text(html: str) -> None:
    rich = read_html(html, BASE).rich
    open_ends = [len(rich.text)]
    for span in rich.spans:
        while open_ends[-1] <= span.start:
            open_ends.pop()
        assert span.start < span.end <= open_ends[-1]
        assert rich.text[span.start : span.end].strip() or span.style is Style.PRE
        open_ends.append(span.end)
