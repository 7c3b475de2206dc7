"""The feeds that a web page announces by `<link rel="alternate" type="…">`."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.feeds.child import bounds
from bot.feeds.child.html import too_heavy
from bot.feeds.child.links import web_link

_TYPES = {
    "application/rss+xml": 0,
    "application/atom+xml": 0,
    "application/feed+json": 1,
    "application/rdf+xml": 2,
    "application/json": 3,
    "text/xml": 3,
    "application/xml": 3,
}
_COMMENTS = re.compile(r"comment|komment|replies", re.IGNORECASE)
_MOST = 20


def announced_links(html: str, url: str) -> tuple[str, ...]:
    """Absolute feed addresses that the page at `url` announces, best first and those of comments last."""
    head = html[: bounds.ENTRY_HTML]
    if too_heavy(head, tags=bounds.PAGE_TAGS):
        return ()
    page = LexborHTMLParser(head)
    base = page.css_first("base[href]")
    start = (web_link(base.attributes.get("href"), url) if base is not None else None) or url
    found: list[tuple[int, int, str]] = []
    for order, node in enumerate(page.css("link[href]")):
        rank = _rank(node)
        link = web_link(node.attributes.get("href"), start)
        if rank is not None and link is not None and "/oembed" not in link and "/wp-json/" not in link:
            found.append((rank, order, link))
    return tuple(dict.fromkeys(link for _, _, link in sorted(found)))[:_MOST]


def _rank(node: LexborNode) -> int | None:
    """How good a feed a link announces, 0 best; None when it announces none."""
    relations = (node.attributes.get("rel") or "").lower().split()
    kind = (node.attributes.get("type") or "").partition(";")[0].strip().lower()
    if "feed" in relations and not kind:
        return 1
    if "alternate" not in relations or "stylesheet" in relations or kind not in _TYPES:
        return None
    words = f"{node.attributes.get('title') or ''} {node.attributes.get('href') or ''}"
    return _TYPES[kind] + (10 if _COMMENTS.search(words) else 0)
