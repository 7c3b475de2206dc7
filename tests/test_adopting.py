"""Adopting: real databases that are restarted, moved and copied, and what each does with its duty."""

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adopting import adopt, settle, shall_ask, take_up_duty
from bot.duty import Duty
from bot.hosting import is_elsewhere_too, place_of
from bot.model import CopyCause, Home
from storage.database import Database
from tests.places import ATTIC
from tests.talking import NOW

NAME = "original.sqlite3"


async def started(path: Path, *, by_operator: bool = False) -> Duty:
    """What a start with this database is entitled to."""
    db = await Database.open(path)
    duty = await take_up_duty(db, path, adopt=by_operator)
    await db.close()
    return duty


@pytest.fixture
async def original(tmp_path: Path) -> Path:
    """A database that has sent from here."""
    path = tmp_path / NAME
    assert (await started(path)).is_on
    return path


async def test_a_restart_is_on_duty(original: Path) -> None:
    assert (await started(original)).is_on


async def test_a_moved_database_is_on_duty_wherever_it_goes(original: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / "moved.sqlite3"
    moved.parent.mkdir()
    shutil.move(original, moved)
    assert (await started(moved)).is_on
    again = tmp_path / "back.sqlite3"
    shutil.copyfile(moved, again)  # as `mv` does from one disk to another
    moved.unlink()
    assert (await started(again)).is_on


async def test_a_copy_beside_its_original_is_off_duty_and_the_original_is_not(
    original: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sqlite3"
    shutil.copyfile(original, copy)
    for _ in range(2):
        duty = await started(copy)
        assert duty.copy is not None
        assert duty.copy.cause is CopyCause.SECOND_FILE
    assert (await started(original)).is_on


async def test_a_link_to_the_same_file_is_no_copy(original: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.sqlite3"
    link.symlink_to(original)
    assert (await started(link)).is_on


async def test_another_file_put_in_its_place_is_off_duty(original: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    shutil.copyfile(original, kept)
    kept.replace(original)
    duty = await started(original)
    assert duty.copy is not None
    assert duty.copy.cause is CopyCause.REPLACED


async def test_a_database_from_another_host_is_off_duty_until_it_is_adopted(tmp_path: Path) -> None:
    path = tmp_path / NAME
    db = await Database.open(path)
    await settle(db, replace(ATTIC, host="another", machine="another"))
    duty = await take_up_duty(db, path, adopt=False)
    assert duty.copy is not None
    assert duty.copy.cause is CopyCause.ANOTHER_HOST
    assert duty.number == duty.copy.number
    began = asyncio.create_task(duty.begun())
    await adopt(db, duty, duty.copy)
    await began
    assert duty.is_on
    await db.close()
    assert (await started(path)).is_on


async def test_the_operator_can_adopt_it_at_the_start(original: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    shutil.copyfile(original, copy)
    assert (await started(copy, by_operator=True)).is_on
    assert (await started(copy)).is_on
    assert (await started(original)).is_on


async def test_a_backup_is_off_duty_even_in_the_place_of_its_original(original: Path) -> None:
    db = await Database.open(original)
    async with db.transaction() as tx:
        await tx.home.mark_copied(now=NOW)
    duty = await take_up_duty(db, original, adopt=False)
    assert duty.copy is not None
    assert (duty.copy.cause, duty.copy.home.copied_at) == (CopyCause.BACKUP, NOW)
    await adopt(db, duty, duty.copy)
    await db.close()
    assert (await started(original)).is_on


async def test_a_backup_of_a_database_that_never_sent_is_a_backup_too(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.home.mark_copied(now=NOW)
        home = await tx.home.get()
    assert home is not None
    assert home.copied_at == NOW


async def test_editors_are_asked_once_about_a_copy(db: Database, original: Path) -> None:
    here = place_of(original)
    await settle(db, replace(ATTIC, machine="another"))
    for number, asked in ((1, True), (1, False), (2, True)):
        async with db.reading() as read:
            home = await read.home.get()
        assert isinstance(home, Home)
        copy = (await take_up_duty(db, original, adopt=False)).copy
        assert copy is not None
        assert copy.here == here
        assert await shall_ask(db, replace(copy, number=number)) is asked


def test_a_machine_is_known_by_a_hash_of_its_id_and_may_have_none(tmp_path: Path) -> None:
    database, told, none = (tmp_path / name for name in ("x.sqlite3", "machine-id", "nothing"))
    database.touch()
    told.write_text("8a1c9f0e5b7d4c3f9d2e6a7b8c9d0e1f\n")
    place = place_of(database, machine_ids=[none, told])
    assert len(place.machine) == 32
    assert "8a1c9f0e" not in place.machine
    for content in ("", "uninitialized\n"):
        told.write_text(content)
        assert place_of(database, machine_ids=[none, told]).machine == ""
    assert (place.inode, place.path) == (database.stat().st_ino, str(database.resolve()))


def test_what_is_gone_or_somebody_elses_is_not_there_too(tmp_path: Path) -> None:
    database, other = tmp_path / "x.sqlite3", tmp_path / "y.sqlite3"
    for path in (database, other):
        path.touch()
    here = place_of(database)
    assert is_elsewhere_too(place_of(other), here)
    assert not is_elsewhere_too(here, here)
    assert not is_elsewhere_too(replace(place_of(other), inode=0), here)
    assert not is_elsewhere_too(replace(here, path=str(tmp_path / "gone")), here)
