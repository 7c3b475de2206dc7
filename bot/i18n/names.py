"""Names, numbers and lists as a language writes them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.lists import format_list as babel_list
from babel.numbers import format_decimal
from babel.numbers import format_percent as babel_percent

from bot.i18n.catalogue import Catalogue


@lru_cache(maxsize=1000)
def language_name(language: str, *, in_: str) -> str:
    """The name of a language in another, in lower case where that one writes it so: `it` in `fr`: italien.

    A code that CLDR does not know stays a code, in capitals.
    """
    try:
        name = Locale.parse(in_).languages.get(language)
    except (UnknownLocaleError, ValueError):
        name = None
    return str(name) if name else language.upper()


def native_name(language: str) -> str:
    """What the speakers of a language call it, as on a button: Italiano, English, Français."""
    name = language_name(language, in_=language)
    return name[:1].upper() + name[1:]


def format_number(t: Catalogue, number: int) -> str:
    """`12.345`, `12,345` or `12 345`."""
    return format_decimal(number, locale=t.locale)


def format_percent(t: Catalogue, share: float) -> str:
    """A share of 1 in whole percents: `34%`, `34 %`."""
    return babel_percent(share, locale=t.locale)


def format_list(t: Catalogue, items: Sequence[str], *, join: Literal["and", "or"] = "and") -> str:
    """`Italiano, English e Français`; the items are plain text, and so is the answer."""
    return babel_list(list(items), style="standard" if join == "and" else "or", locale=t.locale)
