"""docs/emulator.md names every route, field, limit and method there is, and no other."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from aiohttp import web

from bot.embedded.places import Places
from bot.embedded.world import World
from bot.emulator import Clock
from bot.emulator.faults import Fault
from bot.emulator.limits import Limits
from bot.emulator.methods import NAMES
from bot.emulator.publication.breaking import Breakage
from tests.test_docs import ROOT

DOCUMENT = (ROOT / "docs" / "emulator.md").read_text("utf-8")
ROW = re.compile(r"^\| `(GET|POST|DELETE) (/control/[\w/]+)` \|([^|]*)\|", re.MULTILINE)

BESIDE = {
    *("test_emulator_control.py", "test_emulator_program.py", "test_emulator_listeners.py"),
    *("test_emulator_pictures.py", "test_emulator_document.py"),
}
"""Tests of what has no counterpart at Telegram."""


def chapter(heading: str) -> str:
    """The text below a heading, up to the next."""
    return DOCUMENT.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def names(text: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", text))


def test_every_route_of_the_control_api_stands_in_it_and_no_other(tmp_path: Path) -> None:
    server = web.Application()
    World(server, Places.beside(tmp_path / "x.sqlite3"))
    routes = {
        (route.method, route.resource.canonical)
        for route in server.router.routes()
        if route.resource is not None and route.resource.canonical.startswith("/control/")
    }
    documented = [(found[1], found[2]) for found in ROW.finditer(DOCUMENT)]
    assert len(documented) == len(set(documented))
    assert set(documented) == {route for route in routes if route[0] != "HEAD"}


@pytest.mark.parametrize("module", ["acts", "sending", "views"])
def test_the_fields_that_are_read_stand_beside_their_routes(module: str) -> None:
    """Every name that the code asks its fields for is one that the tables give."""
    code = (ROOT / "bot" / "emulator" / f"control_{module}.py").read_text("utf-8")
    read = set(re.findall(r'(?:fields|query)\.\w+\(\s*"(\w+)"', code))
    assert len(read) > 3
    assert read - names(" ".join(found[3] for found in ROW.finditer(DOCUMENT))) == set()


def test_every_field_of_a_fault_stands_in_its_table() -> None:
    table = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", chapter("Faults").partition("| limit")[0], re.MULTILINE)
    assert names(" ".join(table)) == {one.name for one in fields(Fault)}


def test_every_limit_stands_in_its_table_with_its_size() -> None:
    table = chapter("Faults").partition("| limit")[2]
    settings = Limits(Clock()).settings()
    assert names(table) == set(settings)
    for name, size in settings.items():
        if name.endswith(("_rate", "_seconds", "_burst")):
            assert f"`{name}` ({size:g})" in table


def test_every_method_that_it_knows_is_named_and_no_other() -> None:
    listed = re.findall(r"^- (`\w+`(?:, `\w+`)*)$", chapter("How faithful it is"), re.MULTILINE)
    assert names(" ".join(listed)) == set(NAMES.values())


def test_every_way_to_break_the_feed_is_named() -> None:
    (row,) = (found[3] for found in ROW.finditer(DOCUMENT) if found[2].endswith("/break"))
    assert names(row) - {"kind"} == set(Breakage)


def test_what_holds_each_promise_is_there() -> None:
    rows = re.findall(r"^\|.+\|.*\| (`tests/.+`) \|$", chapter("How faithful it is"), re.MULTILINE)
    assert len(rows) > 15
    held = {path for row in rows for path in re.findall(r"`([^`]+)`", row)}
    assert [path for path in held if not (ROOT / path).exists()] == []
    modules = list((ROOT / "tests" / "emulator").rglob("test_emulator_*.py"))
    assert {path.name for path in modules} - {Path(path).name for path in held} == BESIDE
