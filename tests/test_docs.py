"""The documents are true: files, commands, targets and addresses that they name exist."""

import re
from pathlib import Path

import pytest

from bot.settings import NAMES
from handlers.commands import BY_NAME
from tests.worked_examples import blocks, chapters

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
TOPS = ("bot/", "handlers/", "storage/", "tests/", "locales/", "docs/", ".ci/")

_CODE = re.compile(r"`([^`\n]+)`")
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PYTHON_M = re.compile(r"python3? -m (bot(?:\.\w+)*|tests(?:\.\w+)*)(?: ([a-z]+))?")

named = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def code_of(document: Path) -> list[str]:
    """What stands in backticks, outside of blocks."""
    return _CODE.findall(_FENCED.sub("", document.read_text("utf-8")))


def commands_of(document: Path) -> list[str]:
    """The lines of its blocks of commands, and what it says in backticks."""
    lines = [
        line
        for kind, text in _FENCED.findall(document.read_text("utf-8"))
        if kind == "sh"
        for line in text.splitlines()
    ]
    return [*lines, *code_of(document)]


def made(document: Path) -> set[str]:
    """The files that its worked examples make."""
    found = [
        block.above.split("`")[1]
        for text in chapters(document.read_text("utf-8")).values()
        for block in blocks(text)
        if block.above.endswith(", new:")
    ]
    return {*found, "locales/de/LC_MESSAGES/strillone.po"}


def is_there(path: str) -> bool:
    """Whether a path, or a pattern of paths, is that of something of ours."""
    return (ROOT / path).exists() or ("*" in path and any(ROOT.glob(path)))


def test_there_are_documents() -> None:
    assert {"README.md", "architecture.md", "development.md", "emulator.md", "operating.md"} <= {
        path.name for path in DOCUMENTS
    }


@named
def test_the_files_that_it_names_are_there(document: Path) -> None:
    paths = {code for code in code_of(document) if code.startswith(TOPS) and " " not in code}
    assert [path for path in paths - made(document) if not is_there(path)] == []


def test_files_are_recognised() -> None:
    architecture = code_of(ROOT / "docs" / "architecture.md")
    assert sum(code.startswith(TOPS) for code in architecture) > 30
    assert not is_there("bot/nothing.py")


@named
def test_what_it_links_to_is_there(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", document.read_text("utf-8"))
    for link in links:
        path, _, heading = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not heading or heading in headings(target), link


def headings(document: Path) -> set[str]:
    """The names by which links reach into a document, as GitHub makes them."""
    found = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading).strip().lower().replace(" ", "-") for heading in found}


@named
def test_the_targets_that_it_names_are_in_the_makefile(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = {
        found[1] for line in commands_of(document) if (found := re.match(r"(?:\w+=\S+ )?make (\w+)", line))
    }
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


@named
def test_the_programs_that_it_names_can_be_run(document: Path) -> None:
    for module, subcommand in _PYTHON_M.findall("\n".join(commands_of(document))):
        place = ROOT / module.replace(".", "/")
        assert place.with_suffix(".py").exists() or (place / "__main__.py").exists(), module
        if module == "bot" and subcommand:
            assert f'add_parser("{subcommand}"' in (ROOT / "bot" / "cli.py").read_text("utf-8").replace(
                "add_parser(\n        ", "add_parser("
            ), subcommand


@named
def test_the_commands_of_the_chat_that_it_names_are_known(document: Path) -> None:
    spoken = {found[1] for code in code_of(document) if (found := re.match(r"/([a-z]+)(?= |\Z)", code))}
    ours = {"count", "telegram", "healthz", "metrics"} | OF_BOTFATHER
    assert spoken - BY_NAME.keys() - ours == set()


OF_BOTFATHER = {"newbot", "setprivacy", "setjoingroups", "setinline", "setcommands", "mybots", "revoke"}


@named
def test_the_settings_that_it_names_are_settings(document: Path) -> None:
    named = {
        found[1] for code in code_of(document) if (found := re.match(r"([A-Z]+(?:_[A-Z]+)+)(?:=|\Z)", code))
    }
    assert named - NAMES == set()


def test_the_changelog_names_every_command() -> None:
    told = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert [name for name in BY_NAME if f"`/{name}`" not in told] == []
