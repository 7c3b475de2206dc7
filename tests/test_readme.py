"""The README says what is true: its settings are the table's, its commands exist."""

import re
from pathlib import Path

from bot.settings import SETTINGS
from handlers.command import Audience
from handlers.commands import BY_NAME, COMMANDS
from handlers.registration import ALLOWED_UPDATES
from tests.benchmarks.table import MEASURED, measured_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def settings_table() -> str:
    """The table as it must stand between the two marks."""
    rows = [
        f"| `{one.name}` | {f'`{one.default}`' if one.default else '—'} | {one.meaning} |" for one in SETTINGS
    ]
    return "\n".join(["| name | default | meaning |", "|---|---|---|", *rows])


def test_its_settings_are_those_of_the_program() -> None:
    assert f"<!-- settings: begin -->\n{settings_table()}\n<!-- settings: end -->" in README


def test_it_names_every_command_of_readers() -> None:
    commands = [command.name for command in COMMANDS if command.audience is Audience.READER]
    assert len(commands) > 10
    assert [name for name in commands if f"`/{name}" not in README] == []


def test_it_names_every_command_of_editors_in_a_row_of_its_own() -> None:
    commands = [command.name for command in COMMANDS if command.audience is Audience.ADMIN]
    assert len(commands) > 5
    assert [name for name in commands if f"\n| `/{name}` |" not in README] == []


def test_no_row_names_a_command_that_is_none() -> None:
    rows = re.findall(r"^\| (`/.+`) \|", README, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`/(\w+)", row)}
    assert named == BY_NAME.keys()


def test_what_it_says_of_botfathers_switches_is_true() -> None:
    """Neither inline questions nor the posts of channels are asked for."""
    assert set(ALLOWED_UPDATES) == {"message", "callback_query", "my_chat_member"}


def test_its_targets_are_in_the_makefile() -> None:
    targets = set(re.findall(r"`?make (\w+)", README))
    assert {"run", "test", "lint", "types"} <= targets
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


def test_what_it_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert len(links) >= 3
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_its_figures_are_those_that_were_measured() -> None:
    table = measured_table(MEASURED.read_text("utf-8"))
    assert table.count("\n") > 15
    assert f"<!-- measured: begin -->\n{table}\n<!-- measured: end -->" in README
