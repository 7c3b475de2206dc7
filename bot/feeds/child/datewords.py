"""Names in dates: months in the languages of Europe's feeds, zones by their initials.

Months come from CLDR by way of Babel, and are loaded only when a date is not in English.
"""

import re
import unicodedata
from datetime import timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale

ENGLISH = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}

_LANGUAGES = ("it", "en", "fr", "de", "es", "pt", "nl")

_HOURS = {
    # Universal time
    **dict.fromkeys(("z", "utc", "gmt", "ut", "wet"), 0),
    # Europe, winter and summer; MEZ and MESZ are Central European Time in German
    **dict.fromkeys(("cet", "mez", "met", "west", "bst"), 1),
    **dict.fromkeys(("cest", "mesz", "mest", "eet"), 2),
    **dict.fromkeys(("eest", "msk"), 3),
    # North America (RFC 822)
    "adt": -3,
    **dict.fromkeys(("ast", "edt"), -4),
    **dict.fromkeys(("est", "cdt"), -5),
    **dict.fromkeys(("cst", "mdt"), -6),
    **dict.fromkeys(("mst", "pdt"), -7),
    "pst": -8,
    "akst": -9,
    "akdt": -8,
    "hst": -10,
    # The rest of the world
    "sast": 2,
    "brt": -3,
    "art": -3,
    "hkt": 8,
    "sgt": 8,
    "jst": 9,
    "kst": 9,
    "aest": 10,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
}

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+−-])\s?(\d{1,2}):?(\d{2})?\Z")
_IANA = re.compile(r"[a-z]+(?:/[a-z_+-]+){1,2}\Z")


def folded(text: str) -> str:
    """Lower case without accents, so that `février`, `Fevrier` and `FÉVRIER` are one."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def month(name: str) -> int | None:
    """The number of a month by its folded name or abbreviation, in any of seven languages."""
    bare = name.strip(". ")
    found = ENGLISH.get(bare) or _months().get(bare)
    if found is None and len(bare) >= 3:
        candidates = {number for known, number in _months().items() if known.startswith(bare)}
        found = candidates.pop() if len(candidates) == 1 else None
    return found


def zone(name: str) -> tzinfo | None:
    """The zone that a folded name, an offset or an IANA name stands for; None when it is none."""
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name]))
    if (offset := _OFFSET.match(name)) is not None:
        return _offset(*offset.groups())
    return _iana(name) if _IANA.match(name) else None


def _offset(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    total = int(hours) * 60 + int(minutes or 0)
    if total > 14 * 60:
        return None
    return timezone(timedelta(minutes=total if sign == "+" else -total))


def _iana(name: str) -> tzinfo | None:
    written = "/".join(part.title().replace("_Of_", "_of_") for part in name.split("/"))
    try:
        return ZoneInfo(written)
    except (OSError, ValueError, KeyError):  # the last is what an unknown zone raises
        return None


@cache
def _months() -> dict[str, int]:
    known: dict[str, int] = {}
    for language in _LANGUAGES:
        for widths in Locale(language).months.values():
            for width, names in widths.items():
                if width != "narrow":
                    known.update({folded(name).strip(". "): int(number) for number, name in names.items()})
    return known
