"""The command line: what is not understood, what is wrong with the settings, and what stands in the way."""

import asyncio
import fcntl
import json
import socket
from pathlib import Path
from typing import IO

import pytest

import bot
from bot.cli import main
from storage.database import Database
from tests.command_line.conftest import Run

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"


@pytest.mark.parametrize("arguments", [[], ["dance"], ["poll"], ["run", "--fast"]])
def test_what_is_not_understood_is_said_with_code_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err


def test_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert all(command in said for command in ("run", "check", "poll", "emulator"))


def test_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"strillone {bot.__version__}\n"


@pytest.mark.parametrize("command", [["run"], ["check"], ["poll", "https://example.org"]])
async def test_all_mistakes_in_the_settings_are_said_at_once(command: list[str], run: Run) -> None:
    done = await run(*command, RATE="fast", TIME_ZONE="Europe/Roma", BOT_TOKEN=f"{TOKEN}!")
    assert (done.code, done.out) == (1, "")
    lines = done.err.splitlines()
    assert [line.split()[0] for line in lines] == ["BOT_TOKEN", "TIME_ZONE", "RATE"]
    assert "Europe/Rome" in lines[1]
    assert TOKEN not in done.err


async def test_settings_are_read_from_the_file_beside_it(run: Run, folder: Path) -> None:
    (folder / ".env").write_text("RATE=fast\nRAET=3\n")
    done = await run("check")
    assert done.code == 1
    assert done.err.startswith("RATE (4 characters: letters) is not a number")


async def test_a_slip_in_a_name_is_pointed_out(run: Run, folder: Path) -> None:
    (folder / ".env").write_text("FEED=https://example.org\n")
    done = await run("check")
    assert "FEED in .env is not a setting; did you mean FEEDS?" in done.err


def test_a_second_run_on_the_same_database_names_the_first(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "data" / "strillone.sqlite3"
    first = held_as_by(path, "4711")
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    code = main(["run"])
    first.close()
    said = capfd.readouterr()
    assert (code, said.out) == (1, "")
    assert "is in use by process 4711: stop that one, or give this one another DATABASE" in said.err


def held_as_by(path: Path, process: str) -> IO[bytes]:
    """The lock of a database, as a process of that number has it."""
    path.parent.mkdir()
    lock = open(f"{path}.lock", "w+b")  # noqa: SIM115 - closed by the test
    fcntl.flock(lock, fcntl.LOCK_EX)
    lock.write(process.encode())
    lock.flush()
    return lock


@pytest.mark.parametrize("token", [TOKEN, ""], ids=["with a token", "without"])
def test_a_busy_port_is_named_with_the_remedy(
    token: str, folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", token)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        monkeypatch.setenv("LISTEN", f"127.0.0.1:{port}")
        code = main(["run"])
    said = capfd.readouterr()
    assert (code, said.out) == (1, "")
    assert f"127.0.0.1:{port} cannot be listened on" in said.err
    assert "set LISTEN to another address" in said.err
    asyncio.run(opened_and_closed(folder / "data" / "strillone.sqlite3"))


async def opened_and_closed(path: Path) -> None:
    """Fails where somebody still has the database."""
    await (await Database.open(path)).close()


def test_nothing_is_thrown_away_where_there_is_a_token(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert main(["run", "--fresh"]) == 1
    assert "nothing is thrown away" in capfd.readouterr().err
    assert list(folder.iterdir()) == []


def test_a_busy_port_of_the_emulator_is_named_too(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code = main(["emulator", "--port", str(port)])
    assert code == 1
    assert f"127.0.0.1:{port} cannot be listened on" in capfd.readouterr().err


@pytest.mark.parametrize("port", ["65536", "-1", "x"])
def test_a_port_that_is_none_is_not_understood(port: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["emulator", f"--port={port}"])
    assert ended.value.code == 2
    assert "is no port" in capfd.readouterr().err


async def test_a_fault_of_its_own_is_said_by_the_log_which_hides_tokens(run: Run) -> None:
    done = await run("run", LOG_FORMAT="json")  # beside the main thread, where no signal can be heard
    assert done.code == 1
    (line,) = done.err.splitlines()
    assert json.loads(line)["message"] == "the program failed by its own fault"
