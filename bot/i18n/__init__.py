"""Languages of the interface: sentences, dates, numbers and names in the language of a reader.

English sentences are the ids. `locales/<language>/LC_MESSAGES/strillone.po` is read as it stands when the
program starts: there is no build step, so nothing compiled can be stale.

    sources --extraction--> bot.pot --update--> <language>.po --catalogues--> Catalogue, passed explicitly
                                                     └--------checking--> problems, for editors and tests
"""

from bot.i18n.catalogue import Catalogue, later
from bot.i18n.catalogues import LOCALES, Catalogues, load_catalogues
from bot.i18n.moments import format_moment, format_time
from bot.i18n.names import format_list, format_number, language_name, native_name

__all__ = [
    "LOCALES",
    "Catalogue",
    "Catalogues",
    "format_list",
    "format_moment",
    "format_number",
    "format_time",
    "language_name",
    "later",
    "load_catalogues",
    "native_name",
]
