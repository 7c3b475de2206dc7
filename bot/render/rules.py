"""Telegram's rules for HTML, stricter than Telegram: what breaks one here may be refused or lost there.

Read from the Bot API server's parser (TDLib, MessageEntity.cpp). It is not used to make messages, which are
right by construction, but to prove that they are.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from bot.render.markup import visible_text
from bot.render.measure import TEXT_LIMIT, units

BYTES = 32_000
ENTITIES = 100
_TAG = re.compile(r"<(/?)([a-z-]+)([^<>]*)>")
_SIMPLE = frozenset({"b", "i", "u", "s", "tg-spoiler", "code", "pre", "blockquote"})
_TYPED = frozenset({"code", "pre"})
_HREF = re.compile(r' href="([^"]+)"')
_ESCAPED = re.compile(r"&(?:lt|gt|amp|quot);")


def broken_rules(html: str) -> tuple[str, ...]:
    """Each rule that a message breaks, in words; nothing for one that Telegram takes whole."""
    return (*_sizes(html), *_characters(html), *_tags(html))


def _sizes(html: str) -> Iterator[str]:
    text = visible_text(html)
    if not text.strip():
        yield "the message is empty"
    if units(text) > TEXT_LIMIT:
        yield f"{units(text)} units of text"
    if (size := len(html.encode("utf-8", "surrogatepass"))) > BYTES:
        yield f"{size} bytes of markup"
    if (count := html.count("</")) > ENTITIES:
        yield f"{count} entities"


def _characters(html: str) -> Iterator[str]:
    between = _TAG.sub("", html)
    if "<" in between or ">" in between or '"' in between:
        yield "a character of markup in the text"
    if "&" in _ESCAPED.sub("", html):
        yield "an entity without a name that Telegram knows"
    if re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\ud800-\udfff]", html):
        yield "a character that cannot be sent"


def _tags(html: str) -> Iterator[str]:
    is_open: list[tuple[str, int]] = []
    for match in _TAG.finditer(html):
        closing, name, attributes = match.groups()
        if closing:
            yield from _closed(html, is_open, name, match.start())
        else:
            yield from _opened([name for name, _ in is_open], name, attributes)
            is_open.append((name, match.end()))
    yield from (f"<{name}> is never closed" for name, _ in is_open)


def _closed(html: str, is_open: list[tuple[str, int]], name: str, place: int) -> Iterator[str]:
    opened, start = is_open.pop() if is_open else ("", 0)
    if opened != name:
        yield f"</{name}> closes <{opened}>"
    elif not visible_text(html[start:place]).strip():
        yield f"<{name}> holds nothing"


def _opened(around: list[str], name: str, attributes: str) -> Iterator[str]:
    if name == "a":
        yield from _wrong_link(attributes)
    elif name not in _SIMPLE or attributes not in {"", " expandable" if name == "blockquote" else ""}:
        yield f"<{name}{attributes}> is no tag of Telegram's"
    if name in around:
        yield f"<{name}> within <{name}>"
    if _TYPED.intersection(around) or (name in _TYPED and set(around) - {"blockquote"}):
        yield f"<{name}> within <{'>, <'.join(around)}>"
    if name == "blockquote" and around:
        yield "a quotation within another style"


def _wrong_link(attributes: str) -> Iterator[str]:
    found = _HREF.fullmatch(attributes)
    if not found:
        yield f"<a{attributes}> leads nowhere"
    elif urlsplit(unescape(found[1])).scheme not in {"http", "https", "mailto"}:
        yield f"a link to {found[1]}"
