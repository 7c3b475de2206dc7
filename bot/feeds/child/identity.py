"""How an entry is known again when the publisher changes its guid, its link or its words."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, tzinfo
from urllib.parse import parse_qsl, urlencode, urlsplit

from bot.feeds.child import bounds
from bot.feeds.child.slugs import slug
from bot.model import Edition, Identity

_TRACKING = re.compile(
    r"(?:utm|mtm|pk|hsa|at|ns|vero|oly|wt|_hs)_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid"
    r"|igshid|igsh|mc_[ce]id|mkt_tok|cmpid|cmp|xtor|ref_src|ref_url|spm|s_cid|_ga|_gl|ito|ocid|smid|sr_share"
    r"|rss|feed|source",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def identity_of(
    *,
    guid: str | None,
    link: str | None,
    editions: tuple[Edition, ...],
    published_at: datetime | None,
    zone: tzinfo,
) -> Identity:
    """The keys of an entry; each is None where the entry cannot give it, the fingerprint never is."""
    bare = (guid or "").strip()
    return Identity(
        guid=bounds.cut_key(bare) if bare else None,
        link=link_key(link),
        title=title_key(editions[0].title if editions else "", published_at, zone),
        fingerprint=fingerprint(editions),
    )


def link_key(link: str | None) -> str | None:
    """The address without scheme, `www.`, default port, tracking parameters, fragment and last slash."""
    if not link:
        return None
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname:
        return None
    host = parts.hostname.removeprefix("www.")
    shown = f":{port}" if port and port != _DEFAULT_PORTS.get(parts.scheme) else ""
    query = _without_tracking(parts.query)
    return bounds.cut_key(f"{host}{shown}{parts.path.rstrip('/')}{'?' if query else ''}{query}", bounds.URL)


def _without_tracking(query: str) -> str:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:  # more than a hundred fields
        return query
    return urlencode([(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)])


def title_key(title: str, published_at: datetime | None, zone: tzinfo) -> str | None:
    """The title's words and the publication's day; an undated entry has none, since titles recur."""
    words = slug(title)
    if not words or published_at is None:
        return None
    return bounds.cut_key(f"{words} {published_at.astimezone(zone).date().isoformat()}")


def fingerprint(editions: Iterable[Edition]) -> str:
    """A hash of what a reader sees: titles, standfirsts and texts; not of links, dates or spacing."""
    seen = [
        [_seen(edition.title), _seen(edition.standfirst), _seen(edition.text.text)] for edition in editions
    ]
    written = json.dumps(seen, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()


def _seen(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
