"""Markup: text that Telegram's HTML parser may read, and the only way plain text becomes it."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import pairwise

JOINER = "\u2060"
"""Word joiner: takes no room, and ends what Telegram would read as a mention or a command."""

_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)), " ")
_BIDI = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), JOINER)
_LINES = dict.fromkeys((0x2028, 0x2029), "\n")
_UNWELCOME = str.maketrans({**_CONTROLS, **_BIDI, **_LINES})
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"</?[a-z-]+[^<>]*>")
_LIVE = re.compile(
    r"(?<![^\s(«“])https?://(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:[/?#][\w/?#%&=+~@.:-]{0,500})?"
    r"|(?P<live>(?<!\w)@(?=\w)|(?<![\w/<>])/(?=[A-Za-z0-9_]))",
    re.IGNORECASE,
)
"""An address, to be passed over since a joiner would break it, or a sign that would come alive. Only what
Telegram surely reads as one address is passed over, and no more of it than a page is sure to hold uncut."""


class Html(str):
    """Text already escaped, with Telegram's own tags and no others."""

    __slots__ = ()


def clean(text: str) -> str:
    """The text, of the same length, without characters that Telegram refuses or that turn reading round.

    Half surrogates cannot be sent at all; control characters and bidirectional overrides only do harm.
    """
    if not _SUSPECT.search(text):
        return text
    return _SURROGATE.sub("\ufffd", text).translate(_UNWELCOME)


def live_places(text: str) -> list[int]:
    """Where Telegram would make a mention or a command of plain text: the places right after `@` and `/`.

    A mention in a group calls a stranger, a command under a thumb is sent: neither is for a feed to write.
    """
    if "@" not in text and "/" not in text:
        return []
    return [match.end() for match in _LIVE.finditer(text) if match["live"]]


def disarm(text: str) -> str:
    """The text with a word joiner in each place where it would come alive."""
    places = live_places(text)
    pieces = [text[start:end] for start, end in pairwise([0, *places, len(text)])]
    return JOINER.join(pieces)


def escape_characters(text: str) -> str:
    """Only the four that Telegram's parser knows by name."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def escape(text: str) -> Html:
    """Plain text from anywhere as Html that shows it and does nothing else."""
    return Html(escape_characters(disarm(clean(text))))


def visible_text(html: str) -> str:
    """The text that is left when Telegram has parsed the markup."""
    return unescape(_TAG.sub("", html))


def tagged(tag: str, inner: Html) -> Html:
    """The inner Html within `<tag>`; nothing where there is nothing to see."""
    return Html(f"<{tag}>{inner}</{tag.split()[0]}>") if inner.strip() else Html("")


def bold(text: str) -> Html:
    return tagged("b", as_html(text))


def italic(text: str) -> Html:
    return tagged("i", as_html(text))


def as_html(value: object) -> Html:
    """Html as it is, everything else as escaped text."""
    return value if isinstance(value, Html) else escape(str(value))


def join_html(parts: Iterable[Html], separator: str = "\n\n") -> Html:
    """The parts that say something, with the separator between them."""
    return Html(separator.join(part for part in parts if part))
