"""Characters that may reach a reader: no controls, no bidirectional overrides, no invisible fillers.

Bidirectional controls let a title show backwards, NUL ends a string somewhere down the road, and soft
hyphens and zero-width spaces make two equal titles differ. The zero-width joiner stays: emoji need it.
"""

import html
import re

_GONE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls but white space
    "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible or overriding
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # no characters at all
)
_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]*>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_FORMATTING = re.compile(
    r"</?(?:b|i|u|em|strong|span|br|p|sup|sub|a|font|mark)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def cleaned(text: str) -> str:
    """`text` without the characters that may not reach a reader; white space as it was."""
    return _GONE.sub("", text)


def one_line(text: str) -> str:
    """Cleaned text in one line: every run of white space is one space, none at the ends."""
    return _SPACES.sub(" ", cleaned(text)).strip()


def plain(text: str, *, is_html: bool) -> str:
    """A title or a name in one line, of what a feed says is HTML or plain text.

    Feeds escape titles once, twice or not at all. Of HTML the tags go and the entities are read, and
    once more what was escaped twice; of plain text only entities that nobody would mean are read.
    """
    if is_html:
        text = _FORMATTING.sub("", html.unescape(_TAG.sub("", text)))
    return one_line(html.unescape(text) if _ENTITY.search(text) else text)


def looks_like_html(text: str) -> bool:
    """Whether a text holds tags or entities."""
    return _MARKUP.search(text) is not None or _ENTITY.search(text) is not None
