"""Catalogues: one for each folder of `locales/`, read when the program starts."""

import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.i18n.catalogue import SOURCE, Catalogue
from bot.i18n.soundness import troubles
from bot.model import Language

LOCALES = Path(__file__).parents[2] / "locales"
DOMAIN = "strillone"


@dataclass(frozen=True)
class Catalogues:
    """Every language the interface speaks, and the one it falls back to."""

    by_language: Mapping[Language, Catalogue]
    default: Language

    @property
    def languages(self) -> tuple[Language, ...]:
        return tuple(self.by_language)

    def catalogue_for(self, language: str | None) -> Catalogue:
        """The catalogue of a language code such as `it` or `pt-BR`, else the publication's first."""
        code = Language((language or "").replace("_", "-").split("-")[0].lower())
        return self.by_language.get(code) or self.by_language[self.default]


def load_catalogues(*publication: str, folder: Path = LOCALES) -> Catalogues:
    """Read all catalogues; the default is the first of the publication's languages that has one.

    English is always there, since it is what the ids say. A `.po` that cannot be read raises Babel's
    PoFileError or OSError: the program is damaged, and says so before any reader meets it.
    """
    found = {SOURCE: Catalogue(SOURCE)}
    for language, path in po_files(folder).items():
        found[language] = read_catalogue(language, path)
    default = next((Language(code) for code in publication if code in found), SOURCE)
    return Catalogues(by_language=found, default=default)


def po_files(folder: Path = LOCALES) -> dict[Language, Path]:
    """The `.po` of each language under a folder, by language code."""
    paths = sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return {Language(path.parts[-3]): path for path in paths}


def read_po_file(path: Path, language: str | None = None) -> Catalog:
    """A `.po` or `.pot` file as Babel's catalogue; a broken one raises PoFileError."""
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN, abort_invalid=True)


def read_catalogue(language: Language, path: Path) -> Catalogue:
    """A catalogue of the sound sentences of a file.

    A translation whose names or tags differ from its sentence would break a reply when it is said; that
    sentence is said in English instead, and `checking` names it.
    """
    catalog = read_po_file(path, language)
    for message in [message for message in catalog if message.id and troubles(message)]:
        catalog.delete(message.id, message.context)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    return Catalogue(language, gettext.GNUTranslations(io.BytesIO(compiled.getvalue())))
