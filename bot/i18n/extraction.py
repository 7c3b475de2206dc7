"""Extraction: the sentences of the sources become `bot.pot`, and new ones reach every language's `.po`.

Found are the sentences of `gettext`, `ngettext`, `say`, `say_n`, `plain`, `plain_n` and `later`, with the
`# Translators:` comment right above. The emulator speaks for itself and is left out.
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

from bot.i18n.catalogues import DOMAIN, LOCALES, po_files, read_po_file

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / "bot", ROOT / "handlers")
TEMPLATE = "bot.pot"
_ABOUT = "Sentences of Strillone, extracted from its sources: an update remakes this file."
_IDLE = tuple(
    f'"{name}:'.encode()
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Report-Msgid-Bugs-To",
        "Generated-By",
    )
)
OUR_WORDS: Mapping[str, tuple[int, ...]] = {
    "later": (1,),
    "say": (2,),
    "say_n": (2, 3),
    "plain": (2,),
    "plain_n": (2, 3),
}


def extract(sources: Iterable[Path] = SOURCES) -> Catalog:
    """All sentences under the source folders, in the order of files and lines, as a template."""
    template = Catalog(project="Strillone", version="1", domain=DOMAIN, charset="utf-8", fuzzy=False)
    for source in sources:
        for filename, _, sentence, comments, context in sorted(_found(source), key=lambda row: row[:2]):
            place = (source / filename).relative_to(source.parent).as_posix()
            template.add(sentence, locations=[(place, 0)], auto_comments=comments, context=context)
    return template


def _found(source: Path) -> list[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    return list(
        extract_from_dir(
            source,
            method_map=[("**.py", "python")],
            keywords={**DEFAULT_KEYWORDS, **OUR_WORDS},
            comment_tags=("Translators:",),
            strip_comment_tags=True,
            directory_filter=lambda path: Path(path).name not in {"emulator", "__pycache__"},
        )
    )


def update(sources: Iterable[Path] = SOURCES, *, folder: Path = LOCALES) -> tuple[Path, ...]:
    """Write the template and bring every `.po` up to it; returns the files that changed.

    Translations are kept; a sentence that is gone is dropped; none is guessed from a similar one.
    """
    template = extract(sources)
    changed = [path for path in [folder / TEMPLATE] if write(template, path)]
    for language, path in po_files(folder).items():
        catalog = read_po_file(path, language)
        catalog.update(template, no_fuzzy_matching=True, keep_user_comments=True)
        changed += [path] if write(catalog, path) else []
    return tuple(changed)


def begin(language: str, *, folder: Path = LOCALES) -> Path:
    """Make the catalogue of a new language, with everything still to translate; an old one is kept."""
    path = folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        catalog = Catalog(
            locale=language, project="Strillone", version="1", domain=DOMAIN, charset="utf-8", fuzzy=False
        )
        catalog.update(read_po_file(folder / TEMPLATE))
        write(catalog, path)
    return path


def is_stale(sources: Iterable[Path] = SOURCES, *, folder: Path = LOCALES) -> bool:
    """Whether the template on disk says something else than the sources: `update` is due."""
    path = folder / TEMPLATE
    return not path.exists() or path.read_bytes() != _bytes(extract(sources))


def write(catalog: Catalog, path: Path) -> bool:
    """Write the file unless it says the same already."""
    data = _bytes(catalog)
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def _bytes(catalog: Catalog) -> bytes:
    """The file of a catalogue, without the header lines that change on their own or say nothing."""
    file = BytesIO()
    catalog.header_comment = f"# {catalog.locale.english_name if catalog.locale else _ABOUT}"
    write_po(file, catalog, width=110, include_lineno=False, ignore_obsolete=True)
    lines = file.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_IDLE))
