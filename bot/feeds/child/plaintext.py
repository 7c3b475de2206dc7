"""Between plain text and HTML: the text of HTML too heavy to parse, and the HTML of a plain text."""

import html
import re

from bot.feeds.child import bounds
from bot.feeds.child.characters import cleaned

_BREAK = re.compile(r"</(?:p|div|li|h[1-6]|tr|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


_BLOCK = re.compile(r"<(?:p|br|div|li|ul|ol|table|h[1-6]|blockquote|section|article)\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\r?\n\s*")
_SENTENCE_LINE = re.compile(r"(?<=[.!?:»”\"*])[^\S\n]*\r?\n(?=\s*[^\sa-z])")


def with_breaks(source: str) -> str:
    """HTML without blocks of its own, its lines made visible: plain text put where HTML is expected.

    A blank line begins a paragraph; a single one breaks where a sentence ends, and else is a soft wrap.
    """
    if "\n" not in source or _BLOCK.search(source):
        return source
    return _SENTENCE_LINE.sub("<br>", _BLANK_LINE.sub("<br><br>", source.strip()))


def as_html(text: str) -> str:
    """The HTML of a text that is none, whatever it looks like."""
    return with_breaks(html.escape(text, quote=False))


def bare_text(source: str) -> str:
    """Lines of text, a blank line between them, of at most as much HTML as an entry may have.

    Tags are cut out in one pass, so the time grows with the length alone.
    """
    source = source[: bounds.ENTRY_HTML]
    for tag in ("script", "style"):
        source = _without_element(source, tag)
    marked = _TAG.sub(" ", _BREAK.sub("\n", source))
    text = _SPACES.sub(" ", cleaned(html.unescape(marked)))
    return _LINES.sub("\n\n", text).strip()


def _without_element(source: str, tag: str) -> str:
    """`source` without the elements `tag`; one that never ends takes the rest with it."""
    pieces: list[str] = []
    lower = source.lower()
    at = 0
    while (start := lower.find(f"<{tag}", at)) >= 0:
        pieces.append(source[at:start])
        end = lower.find(f"</{tag}", start)
        if end < 0:
            return "".join(pieces)
        at = end
    pieces.append(source[at:])
    return "".join(pieces)
