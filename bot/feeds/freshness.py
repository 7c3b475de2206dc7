"""Freshness: what the headers of an answer say about when to ask again.

Every header is a stranger's word: what cannot be read counts as absent, what is read is bounded where it is
used (timing).
"""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def max_age(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Return seconds for which an answer stays fresh, None where it does not say (RFC 9111, section 4.2).

    `no-cache`, `no-store` and `max-age` go before `Expires`; the time it already spent in a cache is taken
    off; `Expires` counts from the server's own clock where it tells it.
    """
    directives = _directives(headers.get("Cache-Control", ""))
    if "no-cache" in directives or "no-store" in directives:
        return 0.0
    seconds = _seconds(directives.get("max-age", ""))
    if seconds is None and "Expires" in headers:
        return _until(headers["Expires"], headers, now=now)
    if seconds is None:
        return None
    return max(0.0, seconds - (_seconds(headers.get("Age", "")) or 0.0))


def retry_after(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Return seconds to wait by Retry-After, given as seconds or as an HTTP date (RFC 9110, 10.2.3)."""
    value = headers.get("Retry-After", "")
    seconds = _seconds(value)
    return _until(value, headers, now=now) if seconds is None else seconds


def _directives(text: str) -> dict[str, str]:
    pairs = (part.strip().lower().partition("=") for part in text.split(","))
    return {name.strip(): value.strip(' "') for name, _, value in pairs}


def _seconds(text: str) -> float | None:
    text = text.strip()
    if not (text.isascii() and text.isdigit()):
        return None
    return math.inf if len(text) > 12 else float(text)


def _until(text: str, headers: Mapping[str, str], *, now: datetime) -> float | None:
    moment = _date(text)
    if moment is None:
        return None
    here = _date(headers.get("Date", "")) or now
    return max(0.0, (moment - here).total_seconds())


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
