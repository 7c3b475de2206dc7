"""Nearest: the zones around a point of the globe. The point is used here and kept nowhere.

The zone of the nearest known city is right nearly everywhere people live, wrong now and then beside a border:
so the other clocks in reach are given too, for the reader to choose.
"""

from collections.abc import Iterator
from datetime import datetime
from math import acos, cos, radians, sin

from bot.zones.cities import cities
from bot.zones.clocks import one_of_each
from bot.zones.table import table

_EARTH = 6371
"""Kilometres from the middle of the Earth to its surface."""
_IN_REACH = 150
"""Kilometres beyond the nearest city within which another clock may be the right one."""


def near(latitude: float, longitude: float, now: datetime, *, most: int = 4) -> tuple[str, ...]:
    """Zones with different clocks, that of the nearest city first; never none. In degrees."""
    ranked = sorted(_distances(latitude, longitude))
    reach = ranked[0][0] + _IN_REACH
    return one_of_each((zone for away, zone in ranked if away <= reach), now)[:most]


def _distances(latitude: float, longitude: float) -> Iterator[tuple[float, str]]:
    for row in table():
        yield _distance(latitude, longitude, row.latitude, row.longitude), row.zone
    for city in cities():
        yield _distance(latitude, longitude, city.latitude, city.longitude), city.zone


def _distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres along a great circle."""
    one, other, turn = radians(latitude), radians(other_latitude), radians(longitude - other_longitude)
    cosine = sin(one) * sin(other) + cos(one) * cos(other) * cos(turn)
    return _EARTH * acos(max(-1.0, min(1.0, cosine)))
