"""Any text, however it is made, becomes pages that Telegram takes whole, and nothing of it is lost."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import RichText, Span, Style
from bot.render.html import tidy, to_html
from bot.render.markup import JOINER, clean, visible_text
from bot.render.rules import broken_rules
from bot.render.split import Room, split

_WORDS = st.sampled_from(
    [
        "a",
        "Europa",
        "l'Unione",
        "5 < 6 & 7 > 3",
        '"sì"',
        "@editor",
        "/stop",
        "https://x.org/@me",
        "\U0001f468‍\U0001f469‍\U0001f467",
        "\U0001f1ee\U0001f1f9",
        "e\u0301\u0302",
        "각",
        "\x00",
        "\u202e",
        "\ud800",
        "\u2028",
        "…",
        ".",
        " ",
        "\n",
        "\n\n",
        "\u00a0",
    ]
)
_TEXTS = st.lists(_WORDS | st.text(max_size=8), max_size=60).map("".join)
_URLS = st.sampled_from(
    [
        'https://example.org/a?b=1&c="2"',
        "http://x.y",
        "mailto:a@b.it",
        "tg://user?id=1",
        "javascript:alert(1)",
        "",
        "http://[",
        "https://" + "x" * 3000,
    ]
)


@st.composite
def rich_texts(draw: st.DrawFn) -> RichText:
    text = draw(_TEXTS) * draw(st.integers(1, 4))
    place = st.integers(-3, len(text) + 3)
    spans = st.lists(st.builds(Span, place, place, st.sampled_from(Style), st.none() | _URLS), max_size=25)
    return RichText(text, tuple(draw(spans)))


def stripped(text: str) -> str:
    return re.sub(r"\s", "", text.replace(JOINER, ""))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(rich_texts(), st.integers(20, 400), st.integers(2, 100))
def test_every_page_is_valid_and_no_text_is_lost(rich: RichText, limit: int, entities: int) -> None:
    pages = split(tidy(rich), Room(units=limit, entities=entities))
    markup = [to_html(page) for page in pages]
    assert [broken_rules(html) for html in markup] == [()] * len(pages)
    assert stripped("".join(map(visible_text, markup))) == stripped(clean(rich.text))
    assert all(html.count("</") <= entities for html in markup)
