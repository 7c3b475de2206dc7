"""Worked examples: the code blocks of a document, applied to a copy of the tree as a reader would.

The line above a block says what it is:

    `path`, new:                  the file, whole
    `path`, at its end:           lines to add at the end of a file
    `path`, below `line`:         lines to add below the line that says this, of which there is one
    `path`, below the row of `x`: lines to add below the row of a table that names x
    `path`, translated:           sentences of a catalogue, to be filled in

A block of sh holds commands: those of `.venv/bin` are run, `make locales` by its recipe, others are read.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from bot.i18n.catalogues import read_po_file
from bot.i18n.extraction import write
from storage.migrate import migrations

ROOT = Path(__file__).parents[1]
KEPT = ("bot", "handlers", "storage", "locales", "tests", "docs", ".ci")
FILES = ("pyproject.toml", "Makefile", "README.md", "CHANGELOG.md", ".env.example")
NEXT = f"{len(migrations()) + 1:04d}"

_BLOCK = re.compile(r"(?P<above>[^\n]*)\n\n```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)
_CHANGE = re.compile(
    r"`(?P<path>[^`]+)`, (?:(?P<new>new)|(?P<end>at its end)|(?P<translated>translated)"
    r"|below the row of `(?P<row>[^`]+)`|below `(?P<line>.+)`):\Z"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code, and the line above it."""

    above: str
    kind: str
    text: str

    @property
    def path(self) -> str | None:
        """The file that it changes; None where it changes none."""
        how = _CHANGE.fullmatch(self.above)
        return how["path"].replace("NNNN", NEXT) if how else None


def chapters(document: str) -> dict[str, str]:
    """The text of each chapter by its heading."""
    parts = re.split(r"^## (.+)\n", document, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def blocks(text: str) -> list[Block]:
    """The blocks that stand in a text, in order."""
    return [Block(found["above"], found["kind"], found["text"]) for found in _BLOCK.finditer(text)]


def copied(to: Path) -> Path:
    """The tree, as far as examples need it, in a folder of its own."""
    for name in KEPT:
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("*.sqlite3*"))
    for name in FILES:
        shutil.copy2(ROOT / name, to / name)
    return to


def follow(text: str, tree: Path) -> list[str]:
    """Do what a chapter says, block after block; what its commands printed."""
    return [said for block in blocks(text) for said in _do(block, tree)]


def _do(block: Block, tree: Path) -> Iterator[str]:
    if block.path is not None:
        _change(block, tree / block.path)
    elif block.kind == "sh":
        yield from (run(line.split("  #")[0], tree) for line in block.text.splitlines())


def _change(block: Block, file: Path) -> None:
    how = _CHANGE.fullmatch(block.above)
    assert how is not None
    if how["new"]:
        assert not file.exists(), f"{file.name} is there already"
        file.write_text(block.text, "utf-8")
    elif how["translated"]:
        _translate(file, block.text)
    else:
        file.write_text(_with(file.read_text("utf-8"), how, block.text), "utf-8")


def _with(text: str, how: re.Match[str], more: str) -> str:
    if how["end"]:
        return text + more
    lines = text.splitlines(keepends=True)
    (place,) = (
        number
        for number, line in enumerate(lines, start=1)
        if line.strip() == how["line"] or (how["row"] and line.startswith(f"| `{how['row']}`"))
    )
    return "".join((*lines[:place], more, *lines[place:]))


def _translate(file: Path, text: str) -> None:
    """Fill sentences of a catalogue that are there and empty."""
    given = file.with_suffix(".given")
    given.write_text(f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n{text}', "utf-8")
    catalog, filled = read_po_file(file, file.parts[-3]), read_po_file(given)
    for message in filled:
        if message.id:
            _fill(catalog, message)
    write(catalog, file)
    given.unlink()


def _fill(catalog: Catalog, given: Message) -> None:
    there = catalog.get(given.id)
    assert there is not None, f"the catalogue has no sentence {given.id!r}"
    assert not any(there.string or ()), f"{given.id!r} is translated already"
    there.string = given.string


def run(line: str, tree: Path) -> str:
    """Run a command in the tree, as its reader would. Raises AssertionError with its words where it fails."""
    command = _command(shlex.split(line))
    if command is None:
        return ""
    # Whoever counts the coverage of this process must not be told of files in a copy.
    environment = {name: text for name, text in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        command, cwd=tree, env={**environment, "PYTHONUTF8": "1"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{line}\n{done.stdout[-4000:]}{done.stderr[-2000:]}"
    return done.stdout


def _command(words: list[str]) -> list[str] | None:
    match words:
        case ["make", "locales"]:
            return [sys.executable, "-c", _recipe("locales")]
        case [".venv/bin/python", *rest]:
            return [sys.executable, *rest]
        case [".venv/bin/pytest" | ".venv/bin/ruff" as tool, *rest]:
            return [sys.executable, "-m", Path(tool).name, *rest]
        case _:
            return None


def _recipe(target: str) -> str:
    """The Python that a target of the Makefile runs."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    found = re.search(rf"^{target}:.*\n\t\$\(BIN\)/python -c \"(.+)\"$", makefile, re.MULTILINE)
    assert found is not None
    return found[1]
