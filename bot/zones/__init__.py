"""Zones: which clock a place goes by, and what a zone is called.

    "Lisbona", "Portugal", "UTC+2" ──find──▶ a zone, several clocks to choose from, or names that look so
    a shared location ──near──▶ the zones around it, nearest first

The zones, their countries and their principal cities are IANA's (`zone.tab`, which comes with tzdata); the
names are CLDR's, through Babel. Cities that are no zone's own stand in `cities.toml`.
"""

from bot.zones.clocks import offset_of, same_clock
from bot.zones.finding import Found, SeveralZones, UnknownPlace, ZoneFound, alike, find, is_named
from bot.zones.likely import likely_zones
from bot.zones.naming import zone_name
from bot.zones.nearest import near
from bot.zones.places import Places, places
from bot.zones.table import exists

__all__ = [
    "Found",
    "Places",
    "SeveralZones",
    "UnknownPlace",
    "ZoneFound",
    "alike",
    "exists",
    "find",
    "is_named",
    "likely_zones",
    "near",
    "offset_of",
    "places",
    "same_clock",
    "zone_name",
]
