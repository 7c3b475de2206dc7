"""`.env.example` says what the table of settings says."""

import re
from pathlib import Path

from bot.env_example import env_example
from bot.settings import SETTINGS, read_env_file, read_settings

FILE = Path(__file__).parents[1] / ".env.example"


def test_the_file_is_the_one_that_the_table_makes() -> None:
    assert FILE.read_text("utf-8") == env_example(), "python -m bot.env_example > .env.example"


def test_copied_as_it_is_it_sets_nothing() -> None:
    assert read_env_file(FILE) == {}


def test_with_every_line_taken_in_it_is_the_defaults(tmp_path: Path) -> None:
    taken_in = tmp_path / ".env"
    taken_in.write_text(re.sub(r"^#(?=[A-Z_]+=)", "", FILE.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    found = read_env_file(taken_in)
    assert list(found) == [setting.name for setting in SETTINGS]
    assert read_settings(found) == read_settings({})


def test_every_setting_has_its_meaning_above_it() -> None:
    text = " ".join(FILE.read_text("utf-8").replace("\n# ", " ").split())
    for setting in SETTINGS:
        assert f"{setting.meaning[1:]}. #{setting.name}=" in text
