"""Copies: a second program on a copy of the database sends nothing, disturbs nobody, and can take over."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace

from bot.app import Program, running
from bot.settings import read_settings
from tests.browsing import get
from tests.walks.town import Town
from tests.walks.writing_briefs import written


@asynccontextmanager
async def copied(town: Town, **settings: str) -> AsyncIterator[Program]:
    """The program on a copy of the database, with the same token."""
    copy = town.database.with_name("copy.sqlite3")
    if not copy.exists():
        shutil.copyfile(town.database, copy)
    given = read_settings({**town.environment, "DATABASE": str(copy), **settings})
    async with running(given, town.clock) as program:
        yield program


def _half_done(town: Town) -> None:
    """The copy was made while the brief was still to be sent."""
    copy = town.database.with_name("copy.sqlite3")
    shutil.copyfile(town.database, copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE delivery SET state = 'ready'")
        connection.execute("UPDATE job SET finished_at = NULL")


async def test_a_copy_asks_and_sends_nothing_while_the_original_goes_on(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        await town.says(anna, "/start")
        await town.publishes(written("zero"))
        await town.hears(anna)
    _half_done(town)
    async with town.runs() as original, copied(town) as copy:
        asked = await town.hears(town.editor)
        assert asked.startswith("⏸")
        assert asked.buttons == ["È questo, adesso", "Lasciarlo in pausa"]
        await town.publishes(written("uno"))
        assert "vertice uno" in await town.hears(anna)
        await town.looked()
        assert [town.copies(anna, f"vertice {slug}") for slug in ("zero", "uno")] == [1, 1]
        health = await get(f"{copy.address}/healthz")
        assert (health.status, health.json["paused"]) == (503, True)
        assert (await get(f"{original.address}/healthz")).status == 200
        # It is the original that hears the tap; it says so, and nothing changes.
        answer = await town.telegram.tap(town.editor, asked.message, "È questo, adesso")
        assert answer.show_alert
        assert not copy.duty.is_on
        assert not original.ended.done()
    assert town.refusals() == []


async def test_a_copy_whose_original_is_gone_hears_its_editor_and_takes_over(town: Town) -> None:
    anna = town.telegram.person("Anna")
    async with town.runs():
        await town.says(anna, "/start")
    eager = replace(town)
    async with copied(eager) as copy:
        asked = await town.hears(town.editor)
        town.paper.add(written("uno"))
        # Nobody fetches the tap, so the copy does; half a minute later in life, at once on this clock.
        town.clock.hurries = True
        after = await town.taps(town.editor, asked, "È questo, adesso")
        town.clock.hurries = False
        assert after.startswith("▶️")
        assert copy.duty.is_on
        assert "vertice uno" in await town.hears(anna)
        assert (await get(f"{copy.address}/healthz")).json["paused"] is False
    async with copied(eager) as copy:
        assert copy.duty.is_on
