"""docs/development.md is true: what it works out is worked out here, in a copy of the tree."""

import shutil
from pathlib import Path

import pytest

from bot.i18n.checking import check
from bot.i18n.extraction import begin
from tests.worked_examples import ROOT, blocks, chapters, copied, follow, run

DOCUMENT = (ROOT / "docs" / "development.md").read_text("utf-8")
EXAMPLES = {name: text for name, text in chapters(DOCUMENT).items() if name.startswith("Adding ")}


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_an_example_says_can_be_done_and_comes_out_as_it_says(name: str, tmp_path: Path) -> None:
    changed = {block.path for block in blocks(EXAMPLES[name]) if block.path}
    tree = copied(tmp_path)
    said = follow(EXAMPLES[name], tree)
    assert "passed" in said[-1]
    python = " ".join(path for path in changed if path.endswith(".py"))
    run(f".venv/bin/ruff check {python}", tree)
    run(f".venv/bin/ruff format --check {python}", tree)


def test_its_examples_are_those_a_contributor_needs() -> None:
    assert EXAMPLES.keys() == {
        "Adding a command",
        "Adding a language",
        "Adding a migration",
        "Adding a feed's quirk",
    }


def test_every_block_of_code_says_where_it_belongs() -> None:
    stray = [
        block.above
        for text in EXAMPLES.values()
        for block in blocks(text)
        if block.path is None and block.kind != "sh"
    ]
    assert stray == []


def test_a_language_that_was_only_begun_lacks_nothing_but_translations(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    begin("de", folder=tmp_path / "locales")
    problems = check(tmp_path / "locales")
    assert len(problems) > 100
    assert {problem.path.parts[-3] for problem in problems} == {"de"}
    assert {problem.trouble for problem in problems} == {"is not translated"}
