"""Dates as the publication writes them: local time of Rome on the page, standard forms in the feeds."""

from datetime import UTC, datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Rome")

_MONTHS = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
    *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
)


def page_date(moment: datetime) -> str:
    """`07-01-2026 18:23`, local time without a zone: the line under the title."""
    return f"{moment.astimezone(ZONE):%d-%m-%Y %H:%M}"


def clock_time(moment: datetime) -> str:
    """`18:23`, local time."""
    return f"{moment.astimezone(ZONE):%H:%M}"


def month_tag(moment: datetime) -> str:
    """`gennaio-2026`: a tag of the kind that says nothing."""
    local = moment.astimezone(ZONE)
    return f"{_MONTHS[local.month - 1]}-{local.year}"


def rss_date(moment: datetime) -> str:
    """RFC 822 with the local offset, as RSS wants it."""
    return format_datetime(moment.astimezone(ZONE))


def iso_date(moment: datetime) -> str:
    """RFC 3339 in local time, as Atom and JSON Feed want it."""
    return moment.astimezone(ZONE).isoformat(timespec="seconds")


def http_date(moment: datetime) -> str:
    """IMF-fixdate, as HTTP headers want it."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
