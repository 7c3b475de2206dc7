"""`python -m bot check`: each problem with its remedy, and nothing is changed."""

import socket
from pathlib import Path

from bot.emulator import Emulator
from storage.database import Database
from tests.command_line.conftest import Run
from tests.feeds.pretend_site import answer, pretend_site
from tests.programs import left_in

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Prova</title>
<item><title>Vertice</title><link>https://example.org/1</link></item></channel></rss>"""


async def test_all_is_well_on_a_fresh_machine_and_nothing_is_left_there(run: Run, folder: Path) -> None:
    done = await run("check")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "ok       catalogues: complete",
        "ok       database data/strillone.sqlite3: does not exist yet and will be made",
        "ok       LISTEN 127.0.0.1:0: is free",
        "ok       BOT_TOKEN: is not set: the embedded emulator stands in for Telegram",
    ]
    assert left_in(folder) == []


async def test_a_token_and_a_feed_that_work_are_named(run: Run) -> None:
    async with Emulator(token=TOKEN) as telegram, pretend_site() as site:
        site.answers["/feed"] = answer(FEED, Content_Type="application/rss+xml")
        done = await run(
            "check",
            BOT_TOKEN=TOKEN,
            BOT_API_URL=telegram.url,
            FEEDS=f"{site.url}/feed",
            ALLOW_PRIVATE_HOSTS="true",
        )
    assert done.code == 0
    assert "ok       BOT_TOKEN: is the one of @" in done.out
    assert f"ok       feed {site.url}/feed: 1 entries" in done.out
    assert TOKEN not in done.out + done.err


async def test_every_problem_has_its_remedy_and_no_token_is_shown(run: Run, folder: Path) -> None:
    database = folder / "kept.sqlite3"
    database.write_bytes(b"no database at all " * 100)
    async with Emulator(token="1:other") as telegram, pretend_site() as site:
        with socket.create_server(("127.0.0.1", 0)) as busy:
            done = await run(
                "check",
                DATABASE=str(database),
                LISTEN=f"127.0.0.1:{busy.getsockname()[1]}",
                BOT_TOKEN=TOKEN,
                BOT_API_URL=telegram.url,
                FEEDS=f"{site.url}/gone",
                ALLOW_PRIVATE_HOSTS="true",
            )
    assert done.code == 1
    problems = [line.split()[1] for line in done.out.splitlines() if line.startswith("problem")]
    assert problems == ["database", "LISTEN", "BOT_TOKEN:", "feed"]
    assert done.out.count("\n         remedy: ") == len(problems)
    assert TOKEN not in done.out + done.err
    assert database.read_bytes() == b"no database at all " * 100


async def test_a_telegram_that_is_not_there_is_a_problem(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    done = await run("check", BOT_TOKEN=TOKEN, BOT_API_URL=f"http://127.0.0.1:{port}")
    assert done.code == 1
    assert "problem  BOT_TOKEN: could not be tried" in done.out
    assert "problem  FEEDS: is not set" in done.out
    assert TOKEN not in done.out + done.err


async def test_a_database_that_is_there_is_looked_into(run: Run, folder: Path) -> None:
    await (await Database.open(folder / "data" / "strillone.sqlite3")).close()
    done = await run("check")
    assert "ok       database data/strillone.sqlite3: sound, 0 readers" in done.out


async def test_a_database_that_a_running_bot_has_is_left_to_it(run: Run, folder: Path) -> None:
    db = await Database.open(folder / "data" / "strillone.sqlite3")
    done = await run("check")
    await db.close()
    assert done.code == 0
    assert "ok       database data/strillone.sqlite3: is in use by process " in done.out
    assert "LISTEN" not in done.out


async def test_an_older_database_is_not_brought_up_to_date(run: Run, folder: Path) -> None:
    path = folder / "old.sqlite3"
    db = await Database.open(path)
    await db.close()
    await set_version(path, 0)
    before = path.read_bytes()
    done = await run("check", DATABASE=str(path))
    assert done.code == 0
    assert "of version 0, is copied and brought up to date at the next start" in done.out
    assert path.read_bytes() == before


async def test_a_newer_database_is_a_problem(run: Run, folder: Path) -> None:
    path = folder / "new.sqlite3"
    await (await Database.open(path)).close()
    await set_version(path, 900)
    done = await run("check", DATABASE=str(path))
    assert done.code == 1
    assert "start a newer program" in done.out


async def test_a_folder_that_cannot_be_made_is_a_problem(run: Run, folder: Path) -> None:
    (folder / "data").write_text("not a folder")
    done = await run("check")
    assert done.code == 1
    assert f"cannot be made in {folder / 'data'}" in done.out


async def set_version(path: Path, number: int) -> None:
    """Change what a database says of its version: four bytes at 60 of its header."""
    with path.open("r+b") as file:
        file.seek(60)
        file.write(number.to_bytes(4, "big"))
