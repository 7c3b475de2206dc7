"""How much of a feed or a page is taken: every number in one place, in characters unless said.

The numbers come from measurements of some 280 real feeds (the largest has 1,046 entries and 2.5 MB) and of
hostile ones (quadratic parsers, entity and nesting bombs); what is beyond them is cut, never refused,
except where a line says so.
"""

import hashlib

ENTRIES = 200
"""Newest entries taken of one feed."""

ITEMS = 20_000
"""More items than this in one document are refused: feedparser spends 33 µs on an empty one."""

TITLE = 300
AUTHOR = 200
GUID = 1_000
URL = 2_048
STANDFIRST = 1_000
TEXT = 100_000
"""One edition's text: twenty-five of Telegram's longest messages."""

TAG = 100
TAGS = 50
NOTE = 1_000
"""Signature and disclaimer."""

ENTRY_HTML = 512 * 1024
ENTRY_TAGS = 10_000
PAGE_HTML = 4 * 1024 * 1024
PAGE_TAGS = 20_000
"""HTML with more tags than this is read as plain text: the parser is quadratic in unclosed nesting."""

ATTRIBUTES = 1_000
"""Attributes on one tag, beyond which the HTML is read as plain text: the parser is quadratic in them."""

COMPLETE_BODY = 400
"""A feed's own text of so many characters is the article; a shorter one is looked up on its page."""

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 10
FILES = 64


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, an ellipsis and no half word at the end of what was cut."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    words, _, _ = head.rpartition(" ")
    return (words if len(words) > limit // 2 else head).rstrip(" ,;:-–—") + "…"


def cut_key(key: str, limit: int = GUID) -> str:
    """A key in at most `limit` characters that still differs where the long ones differed."""
    if len(key) <= limit:
        return key
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    return f"{key[: limit - len(digest) - 1]}:{digest}"
