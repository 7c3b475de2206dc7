"""Durations as a language writes them, short: `8 min 20 s`."""

from typing import Literal

from babel.units import format_unit

from bot.i18n.catalogue import Catalogue

_UNITS = (("duration-hour", 3600), ("duration-minute", 60), ("duration-second", 1))


def format_duration(t: Catalogue, seconds: int) -> str:
    """The largest unit that says something and, where it does too, the one below; the rest is cut off."""
    counts = _counts(max(seconds, 0))
    first = next((place for place, (_, count) in enumerate(counts) if count), len(counts) - 1)
    told = [counts[first], *(each for each in counts[first + 1 : first + 2] if each[1])]
    return " ".join(format_unit(count, unit, "short", locale=t.locale) for unit, count in told)


def _counts(left: int) -> list[tuple[str, int]]:
    counts = []
    for unit, size in _UNITS:
        count, left = divmod(left, size)
        counts.append((unit, count))
    return counts


def format_amount(t: Catalogue, amount: int, unit: Literal["hour", "day", "week"]) -> str:
    """`3 days`, in full; where CLDR has nothing longer than the short form, that."""
    unit_id = f"duration-{unit}"
    whole = format_unit(amount, unit_id, "long", locale=t.locale)
    # Babel does not follow CLDR's aliases from the long form to the short one: it writes the unit's id.
    return format_unit(amount, unit_id, "short", locale=t.locale) if unit_id in whole else whole
