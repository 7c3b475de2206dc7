"""RSS 0.9x to 2.0, RDF and Atom through feedparser, which is given a stream and neither cleans nor fetches.

Its `bozo` flag is not asked for a verdict: good feeds raise it (a missing charset is enough). What it
tells is whether the document broke off.
"""

import io
import re
from typing import Any

import feedparser

from bot.feeds.child import bounds
from bot.feeds.child.failures import TOO_MANY, NoFeed, unreadable
from bot.feeds.child.prolog import fit_for_xml
from bot.feeds.child.raw import RawFeed
from bot.feeds.child.xmlentry import raw_entry

Node = dict[str, Any]

_CUT_OFF = ("unclosed CDATA section", "unclosed token", "no element found")
_OPENING = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>/]")
_CLOSING = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>|<(?:[\w.-]+:)?(?:item|entry)\b[^<>]*/>")
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_LONGEST = 604_800


def read_xml_feed(text: str, url: str, languages: tuple[str, ...]) -> RawFeed | NoFeed:
    """The feed in an XML document found at `url`, or why it is none.

    Where an entry has a page in each of several languages, the first of `languages` is taken.
    """
    text = fit_for_xml(text)
    if sum(1 for _ in _OPENING.finditer(text)) > bounds.ITEMS:
        return TOO_MANY
    found = _parse(text)
    feed = found["feed"]
    entries = found["entries"]
    if not entries and not found.get("version"):
        return unreadable(str(found.get("bozo_exception") or "nothing in it is an item"))
    feed_language = _language(feed)
    return RawFeed(
        title=str(dict.get(feed, "title") or ""),
        language=feed_language,
        ttl=_ttl(feed),
        entries=tuple(
            raw_entry(
                entry,
                url,
                languages=languages,
                feed_language=feed_language,
                is_atom=_is_atom(found),
            )
            for entry in entries
        ),
        truncated=_is_truncated(found, text),
    )


def _parse(text: str) -> Node:
    """feedparser takes bytes for a file's name and a text for an address, so it is given a stream.

    It is not told where the feed was found: it would make guids absolute, which then change with the
    feed's address, and make a link of a guid that is none.
    """
    found: Node = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return found


def _is_atom(found: Node) -> bool:
    return str(found.get("version") or "").startswith("atom")


def _language(feed: Node) -> str | None:
    detail: Node = dict.get(feed, "title_detail") or {}
    language = dict.get(feed, "language") or detail.get("language")
    return str(language) if language else None


def _is_truncated(found: Node, text: str) -> bool:
    """Whether the document broke off inside its last item; a cut between two items costs none."""
    if not found["bozo"] or not str(found.get("bozo_exception", "")).endswith(_CUT_OFF):
        return False
    opened = max((match.start() for match in _OPENING.finditer(text)), default=-1)
    return opened >= 0 and _CLOSING.search(text, opened) is None


def _ttl(feed: Node) -> int | None:
    """Seconds of `ttl` (minutes), else of the syndication module's period and frequency; a week at most."""
    ttl = str(dict.get(feed, "ttl") or "").strip()
    if re.fullmatch(r"[0-9]{1,6}", ttl):
        return min(int(ttl) * 60, _LONGEST) or None
    period = _PERIODS.get(str(dict.get(feed, "sy_updateperiod") or "").strip().lower())
    frequency = str(dict.get(feed, "sy_updatefrequency") or "1").strip()
    if period is None or not re.fullmatch(r"[1-9][0-9]{0,4}", frequency):
        return None
    return min(period // int(frequency), _LONGEST)
