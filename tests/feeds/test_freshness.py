"""What the headers say about when to ask again."""

import math
from datetime import UTC, datetime

import pytest

from bot.feeds.freshness import max_age, retry_after

NOW = datetime(2026, 1, 7, 18, 23, tzinfo=UTC)
AT_NOW = "Wed, 07 Jan 2026 18:23:00 GMT"
IN_AN_HOUR = "Wed, 07 Jan 2026 19:23:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache-Control": "max-age=600"}, 600),
        ({"Cache-Control": 'public, Max-Age="600"'}, 600),
        ({"Cache-Control": "max-age=600", "Age": "200"}, 400),
        ({"Cache-Control": "max-age=600", "Age": "900"}, 0),
        ({"Cache-Control": "max-age=600", "Age": "soon"}, 600),
        ({"Cache-Control": "max-age=600, no-cache"}, 0),
        ({"Cache-Control": "no-store"}, 0),
        ({"Cache-Control": "max-age=-1"}, None),
        ({"Cache-Control": "max-age=٣"}, None),
        ({"Cache-Control": "max-age=" + "9" * 50}, math.inf),
        ({"Cache-Control": "max-age"}, None),
        ({"Cache-Control": ",,;=,"}, None),
        ({"Cache-Control": "max-age=60", "Expires": IN_AN_HOUR}, 60),
        ({"Expires": IN_AN_HOUR}, 3_600),
        ({"Expires": IN_AN_HOUR, "Date": "Wed, 07 Jan 2026 19:00:00 GMT"}, 1_380),
        ({"Expires": AT_NOW}, 0),
        ({"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
        ({"Expires": "0"}, None),
        ({"Expires": "-1"}, None),
    ],
)
def test_reads_how_long_an_answer_stays_fresh(headers: dict[str, str], seconds: float | None) -> None:
    assert max_age(headers, now=NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": " 120 "}, 120),
        ({"Retry-After": "1.5"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": IN_AN_HOUR}, 3_600),
        ({"Retry-After": "Wed, 07 Jan 2026 20:23:00 +0100"}, 3_600),
        ({"Retry-After": "Wed, 07 Jan 2026 19:23:00 -0000"}, 3_600),
        ({"Retry-After": IN_AN_HOUR, "Date": "Wed, 07 Jan 2026 19:22:00 GMT"}, 60),
        ({"Retry-After": IN_AN_HOUR, "Date": "yesterday"}, 3_600),
        ({"Retry-After": "Wed, 07 Jan 2020 19:23:00 GMT"}, 0),
        ({"Retry-After": "Wed, 99 Foo 99999 99:99:99 GMT"}, None),
        ({"Retry-After": "later"}, None),
        ({"Retry-After": "\x00"}, None),
        ({"Retry-After": "9" * 400}, math.inf),
    ],
)
def test_reads_how_long_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, now=NOW) == seconds
