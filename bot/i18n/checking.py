"""Checking of the catalogues: every sentence, in every language, whole and the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError

from bot.i18n.catalogue import SOURCE
from bot.i18n.catalogues import LOCALES, po_files, read_po_file
from bot.i18n.extraction import TEMPLATE
from bot.i18n.soundness import forms_of, troubles
from bot.model import Language


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a catalogue; `sentence` is empty when it is the file itself."""

    path: Path
    sentence: str
    trouble: str

    def __str__(self) -> str:
        about = f' "{self.sentence}"' if self.sentence else ""
        return f"{self.path}:{about} {self.trouble}"


def check(folder: Path = LOCALES) -> tuple[Problem, ...]:
    """Compare every `.po` under a folder with its template; nothing there to compare is a problem too."""
    template_path = folder / TEMPLATE
    if not template_path.exists() or not po_files(folder):
        return (Problem(folder, "", f"has no {TEMPLATE} and catalogues: restore the folder"),)
    template = read_po_file(template_path)
    return tuple(
        problem
        for language, path in po_files(folder).items()
        for problem in _check_file(language, path, template)
    )


def _check_file(language: Language, path: Path, template: Catalog) -> Iterator[Problem]:
    try:
        catalog = read_po_file(path, language)
    except (PoFileError, ValueError) as error:
        yield Problem(path, "", f"cannot be read: {error}")
        return
    yield from _wrong_header(language, path, catalog)
    yield from _not_the_same(path, catalog, template)
    for message in catalog:
        for trouble in troubles(message) if message.id else ():
            if language != SOURCE or message.fuzzy or any(forms_of(message.string)):
                yield Problem(path, _words(message.id), trouble)


def _wrong_header(language: Language, path: Path, catalog: Catalog) -> Iterator[Problem]:
    rule = get_plural(language)
    if (catalog.num_plurals, catalog.plural_expr) != (rule.num_plurals, rule.plural_expr):
        yield Problem(path, "", f"has another plural rule than its language: write {rule.plural_forms}")


def _not_the_same(path: Path, catalog: Catalog, template: Catalog) -> Iterator[Problem]:
    wanted = {message.id for message in template if message.id}
    present = {message.id for message in catalog if message.id}
    for sentence in sorted(map(_words, wanted - present)):
        yield Problem(path, sentence, "is missing")
    for sentence in sorted(map(_words, present - wanted)):
        yield Problem(path, sentence, "is no longer said: remove it")
    for message in catalog.obsolete.values():
        yield Problem(path, _words(message.id), "is obsolete: remove it")


def _words(sentence: str | tuple[str, ...] | list[str]) -> str:
    return forms_of(sentence)[0]
