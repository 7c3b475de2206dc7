"""Languages of the interface: sentences, dates, numbers and names in the language of a reader.

English sentences are the ids. `locales/<language>/LC_MESSAGES/strillone.po` is read as it stands when the
program starts: there is no build step, so nothing compiled can be stale.

    sources --extraction--> bot.pot --update--> <language>.po --catalogues--> Catalogue, passed explicitly
                                                     └--------checking--> problems, for editors and tests
"""

from bot.i18n.catalogue import Catalogue, later
from bot.i18n.catalogues import LOCALES, Catalogues, load_catalogues
from bot.i18n.coming import format_coming
from bot.i18n.moments import format_date, format_day, format_moment, format_time, local_day
from bot.i18n.names import format_list, format_number, format_percent, language_name, native_name
from bot.i18n.weekdays import format_weekdays, weekday_name

__all__ = [
    "LOCALES",
    "Catalogue",
    "Catalogues",
    "format_coming",
    "format_date",
    "format_day",
    "format_list",
    "format_moment",
    "format_number",
    "format_percent",
    "format_time",
    "format_weekdays",
    "language_name",
    "later",
    "load_catalogues",
    "local_day",
    "native_name",
    "weekday_name",
]
