"""Places, and the clocks they go by."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Language
from bot.zones import (
    SeveralZones,
    UnknownPlace,
    ZoneFound,
    exists,
    find,
    likely_zones,
    near,
    places,
    same_clock,
    zone_name,
)
from bot.zones.cities import cities
from bot.zones.table import all_zones, best_known, table

NOW = datetime(2026, 1, 7, 17, 30, tzinfo=UTC)
IT, EN, FR = Language("it"), Language("en"), Language("fr")
KNOWN = places((IT, EN, FR))


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Lisbona", "Europe/Lisbon"),
        ("LISBONNE", "Europe/Lisbon"),
        ("Portogallo", "Europe/Lisbon"),
        ("Ucraina", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("Milano", "Europe/Rome"),
        ("Monaco", "Europe/Monaco"),
        ("Monaco di Baviera", "Europe/Berlin"),
        ("the Netherlands", "Europe/Amsterdam"),
        ("UK", "Europe/London"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("UTC+2", "Etc/GMT-2"),
        ("gmt −3", "Etc/GMT+3"),
        ("UTC", "UTC"),
        ("utc+5:45", "Asia/Kathmandu"),
    ],
)
def test_a_place_is_found(words: str, zone: str) -> None:
    assert find(words, KNOWN, NOW) == ZoneFound(zone)


def test_a_country_with_several_clocks_has_one_zone_for_each() -> None:
    found = find("Brasile", KNOWN, NOW)
    assert isinstance(found, SeveralZones)
    assert "America/Sao_Paulo" in found.zones
    assert not any(same_clock(a, b, NOW) for a in found.zones for b in found.zones if a != b)


@pytest.mark.parametrize("words", ["klingon", "", "x", "UTC+15", "UTC+2:99", "../../etc", "\x00", "é" * 999])
def test_what_is_no_place_is_unknown(words: str) -> None:
    assert isinstance(find(words, KNOWN, NOW), UnknownPlace)


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "zone"),
    [
        ("Vigo", 42.2, -8.7, "Europe/Madrid"),
        ("Salonica", 40.63, 22.95, "Europe/Athens"),
        ("Lviv", 49.84, 24.03, "Europe/Kyiv"),
        ("Timișoara", 45.75, 21.2, "Europe/Bucharest"),
        ("Strasbourg", 48.58, 7.75, "Europe/Paris"),
        ("Tucson", 32.2, -110.9, "America/Phoenix"),
        ("beyond the date line", -17.8, -179.9, "Pacific/Fiji"),
    ],
)
def test_a_location_has_the_zone_of_the_nearest_city(
    place: str, latitude: float, longitude: float, zone: str
) -> None:
    assert near(latitude, longitude, NOW)[0] == zone, place


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_of_the_globe_has_a_zone(latitude: float, longitude: float) -> None:
    zones = near(latitude, longitude, NOW)
    assert 1 <= len(zones) <= 4
    assert all(map(exists, zones))


def test_a_zone_has_its_name_in_each_language() -> None:
    names = [zone_name("Europe/Kyiv", language) for language in (IT, EN, FR)]
    assert names == ["Kiev", "Kyiv", "Kiev"]
    assert zone_name("America/New_York", Language("xx")) == "New York"
    assert zone_name("Etc/GMT-2", IT) == "UTC+2"
    assert zone_name("Etc/GMT+3", IT) == "UTC−3"


def test_likely_zones_are_one_for_each_clock_and_his_own_is_first() -> None:
    zones = likely_zones(
        "Europe/Lisbon", "Europe/Rome", [IT, EN], NOW, readers=["Asia/Tokyo", "Europe/Paris"]
    )
    assert zones[:4] == ("Europe/Lisbon", "Europe/Rome", "Asia/Tokyo", "America/New_York")
    assert "Europe/Paris" not in zones, "it is the clock of Rome"
    assert likely_zones("gone", "away", [], NOW) == ("UTC",)


def test_every_zone_of_the_tables_exists() -> None:
    zones = {*(row.zone for row in table()), *(city.zone for city in cities()), *best_known()}
    assert len(zones) > 300
    for zone in (*zones, *all_zones().values()):
        assert exists(zone)
        ZoneInfo(zone)


def test_every_city_lies_where_it_is_said_to() -> None:
    """Its own zone's clock is that of the nearest city, itself."""
    for city in cities():
        assert same_clock(near(city.latitude, city.longitude, NOW)[0], city.zone, NOW), city.names
