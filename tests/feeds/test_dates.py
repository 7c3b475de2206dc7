"""Dates as publishers write them, and what they mean in Rome."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.feeds.child.dates import read_date

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)


def read(raw: str | None) -> str | None:
    """ISO of the moment, with a mark for a day alone."""
    dated = read_date(raw, zone=ROME, now=NOW)
    if dated is None:
        return None
    return dated.moment.isoformat(timespec="seconds")[:19] + (" day" if dated.date_only else "")


EVENING = "2026-01-07T17:23:00"
SUMMER = "2026-07-07T16:23:00"
DAY = "2026-01-07T11:00:00 day"

AS_WRITTEN = [
    # The first publication's own
    ("07-01-2026 18:23", EVENING),
    ("07-07-2026 18:23", SUMMER),
    ("02-03-2026 09:05", "2026-03-02T08:05:00"),
    # RFC 822 and 2822
    ("Wed, 07 Jan 2026 18:23:00 +0100", EVENING),
    ("Wed, 07 Jan 2026 17:23:00 GMT", EVENING),
    ("Wed, 07 Jan 2026 17:23:00 Z", EVENING),
    ("Wed, 07 Jan 2026 17:23:00 -0000", EVENING),
    ("Wed, 07 Jan 2026 18:23:00 CET", EVENING),
    ("Tue, 07 Jul 2026 18:23:00 CEST", SUMMER),
    ("Wed, 07 Jan 2026 12:23:00 EST", EVENING),
    ("Wed, 07 Jan 2026 18:23:00 +0100 (CET)", EVENING),
    ("Wed, 07 Jan 2026 18:23 +0100", EVENING),
    ("7 Jan 26 18:23 +0100", EVENING),
    ("Wed, 07 Jan 2026 18:23:00", EVENING),
    ("Wednesday, 07-Jan-26 17:23:00 GMT", EVENING),
    ("Wed Jan  7 18:23:00 2026", EVENING),
    ("Wed Jan 7 17:23:00 UTC 2026", EVENING),
    ("Wed, 07 Jan 2026 18:23:00 Europe/Rome", EVENING),
    ("Wed, 07 Jan 2026 18:23:00 GMT+1", EVENING),
    ("Wed, 07 Jan 2026 18:23:00 UTC+01:00", EVENING),
    ("Thu, 32 Jan 2026 18:23:00 GMT", None),
    # ISO 8601 and its cousins
    ("2026-01-07T18:23:00+01:00", EVENING),
    ("2026-01-07T17:23:00Z", EVENING),
    ("2026-01-07T17:23:00.123456Z", EVENING),
    ("2026-01-07T18:23:00", EVENING),
    ("2026-01-07 18:23", EVENING),
    ("2026/01/07 18:23:00", EVENING),
    ("2026.01.07 18:23:00", EVENING),
    ("20260107T172300Z", EVENING),
    ("20260107", DAY),
    ("2026-01-07", DAY),
    ("2026-01-07T24:00:00", "2026-01-07T23:00:00"),
    ("2026-01", "2026-01-01T11:00:00 day"),
    ("2026-02-30T10:00:00", None),
    ("0000-00-00", None),
    ("2026-01-07T25:00:00Z", None),
    # Seconds since 1970
    ("1767806580", EVENING),
    ("1767806580000", EVENING),
    # Numbers, day first
    ("07/01/2026", DAY),
    ("07.01.2026", DAY),
    ("07.01.2026, 18.23", EVENING),
    ("7/1/2026 18:23", EVENING),
    ("01/17/2026 18:23", "2026-01-17T17:23:00"),
    ("07/01/26", DAY),
    ("07-01-2026 - 18:23", EVENING),
    ("07-01-2026 ore 18:23", EVENING),
    ("07/01/2026 06:23 PM", EVENING),
    ("07/01/2026 12:23 am", "2026-01-06T23:23:00"),
    # Words
    ("mer, 07 gen 2026", DAY),
    ("mer. 7 janv. 2026", DAY),
    ("Mercoledì 7 gennaio 2026, ore 18:23", EVENING),
    ("mercoledì, 7 Gennaio 2026 alle 18.23", EVENING),
    ("1° luglio 2026", "2026-07-01T10:00:00 day"),
    ("le 7 janvier 2026 à 18h23", EVENING),
    ("7 février 2026", "2026-02-07T11:00:00 day"),
    ("1er AOÛT 2026", "2026-08-01T10:00:00 day"),
    ("Mittwoch, 7. Januar 2026, 18:23 Uhr", EVENING),
    ("7. März 2026", "2026-03-07T11:00:00 day"),
    ("miércoles, 7 de enero de 2026 a las 18:23", EVENING),
    ("January 7, 2026", DAY),
    ("Jan 7th, 2026 6:23 pm", EVENING),
    ("Wednesday, January 7, 2026 18:23", EVENING),
    ("7 genn. 2026", DAY),
    ("mar, 07 lug 2026 18:23", SUMMER),
    ("Qua, 07 Jan 2026 18:23:00 +0100", EVENING),
    # Nothing
    ("", None),
    (None, None),
    ("yesterday", None),
    ("7 brumaire 2026", None),
    ("Wed, 07 Jan 2026 18:23:00 Nowhere/Land", None),
    ("Wed, 07 Jan 2026 18:23:00 +9900", None),
    ("07-01-2026 18:23 or so", None),
    ("١٢-٠١-٢٠٢٦", "2026-01-12T11:00:00 day"),
    # Beyond sense
    ("07-01-1994 18:23", None),
    ("04-09-2026 18:23", None),
    ("999999999999999", None),
]


@pytest.mark.parametrize(("raw", "meaning"), AS_WRITTEN)
def test_reads_what_publishers_write(raw: str | None, meaning: str | None) -> None:
    assert read(raw) == meaning


def test_takes_a_date_up_to_two_days_ahead() -> None:
    assert read("03-09-2026 13:00") == "2026-09-03T11:00:00"


def test_a_very_long_date_costs_nothing() -> None:
    assert read("7 " * 100_000) is None
    assert read("wed, " * 100_000) is None


@pytest.mark.parametrize("raw", ["\ud800", "07-01-2026\x00", "--", "00:00", "1 1 1 1", "9" * 30])
def test_garbage_is_no_date(raw: str) -> None:
    assert read(raw) in (None, DAY)
