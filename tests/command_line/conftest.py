"""A folder with no settings but those of the test, and a log that is put back as it was."""

import logging
import os
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from bot.settings import NAMES
from tests.programs import Done, command

Run = Callable[..., Awaitable[Done]]


@pytest.fixture(autouse=True)
def log_is_put_back() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in list(root.manager.loggerDict)}
    yield
    root.handlers[:], root.level = before[0], before[1]
    for name in list(root.manager.loggerDict):
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command is given."""
    for name in NAMES & set(os.environ):
        monkeypatch.delenv(name)
    monkeypatch.setenv("LISTEN", "127.0.0.1:0")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a command in this process, with settings in its environment."""

    async def give(*arguments: str, **settings: str) -> Done:
        for name, text in settings.items():
            monkeypatch.setenv(name, text)
        code = await command(*arguments)
        return Done(code, *capfd.readouterr())

    return give
