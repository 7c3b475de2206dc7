"""Weekdays as a language names them."""

from collections.abc import Sequence
from typing import Literal

from bot.i18n.catalogue import Catalogue
from bot.i18n.names import format_list

_RANGE = 3
"""Days in a row from which they are said as a range."""


def weekday_name(t: Catalogue, day: int, *, width: Literal["wide", "abbreviated"] = "wide") -> str:
    """An ISO weekday: `lunedì`, `lun`. Without the full stop that French abbreviations carry."""
    names = t.locale.days["stand-alone"][width]
    return str(names[day - 1]).removesuffix(".")


def format_weekdays(t: Catalogue, days: Sequence[int]) -> str:
    """`every day` for none or all, `from Monday to Friday`, `on Saturday and Sunday`, in order."""
    if not days or len(days) == 7:
        # Translators: when briefs come: "every day at 08:00".
        return t.gettext("every day")
    names = [weekday_name(t, day) for day in days]
    if len(days) >= _RANGE and days[-1] - days[0] == len(days) - 1:
        # Translators: two weekdays, such as "from Monday to Friday", followed by "at 08:00".
        return t.gettext("from {first} to {last}").format(first=names[0], last=names[-1])
    # Translators: a list of weekdays, such as "on Monday and Thursday", followed by "at 08:00".
    return t.gettext("on {days}").format(days=format_list(t, names))
