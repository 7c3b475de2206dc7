"""The briefs in the drawer: one TOML file each, in the order in which they come out."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.emulator.publication.writing import Brief, Section

FOLDER = Path(__file__).parent / "briefs"


@cache
def written_briefs() -> tuple[Brief, ...]:
    """All briefs of the folder, by file name."""
    return tuple(_brief(tomllib.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("0*.toml")))


def _brief(table: Mapping[str, Any]) -> Brief:
    return Brief(
        slug=table["slug"],
        title=table["title"],
        sections=tuple(_section(section) for section in table["sections"]),
        standfirst=table["standfirst"],
        category=table["category"],
        tags=tuple(table["tags"]),
        full_text=table.get("full_text", False),
    )


def _section(table: Mapping[str, Any]) -> Section:
    """A blank line in the file parts two paragraphs."""
    paragraphs = tuple(part.strip() for part in table["text"].split("\n\n"))
    wrong, right = table["correction"]
    return Section(table["language"], paragraphs, (wrong, right))
