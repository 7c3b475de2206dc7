"""Where the embedded world keeps its things, and that one process at a time has them."""

import os
from pathlib import Path

import pytest

from bot.embedded.places import AlreadyRunning, Places, locked
from bot.errors import StrilloneError

REAL = "strillone.sqlite3"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.beside(tmp_path / REAL)


def test_a_second_one_is_told_where_the_first_is(places: Places) -> None:
    with locked(places) as lock:
        lock.say("http://127.0.0.1:8080")
        with pytest.raises(AlreadyRunning) as refused, locked(places):
            pass
    said = str(refused.value)
    assert f"running already, as process {os.getpid()}. Open http://127.0.0.1:8080/, or stop it" in said


def test_one_that_has_no_address_yet_is_named_too(places: Places) -> None:
    with locked(places), pytest.raises(AlreadyRunning, match=r"process unknown\. Stop it"), locked(places):
        pass


def test_after_the_first_has_ended_the_next_may_begin(places: Places) -> None:
    for _ in range(2):
        with locked(places):
            pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    places = Places.beside(tmp_path / "file" / REAL)
    with pytest.raises(StrilloneError, match="file/pretend cannot be written"), locked(places):
        pass


def test_a_fresh_start_throws_away_what_is_pretended_and_nothing_else(places: Places, tmp_path: Path) -> None:
    real = tmp_path / REAL
    real.write_text("real")
    places.folder.mkdir()
    own = places.folder / "notes.txt"
    own.write_text("mine")
    pretended = [places.telegram, places.publication, places.clock, places.database]
    pretended += [places.database.with_name(f"{REAL}{ending}") for ending in ("-wal", "-shm", ".lock", ".v3")]
    for path in pretended:
        path.write_text("pretended")
    places.clear()
    assert [path for path in pretended if path.exists()] == []
    assert (real.read_text(), own.read_text()) == ("real", "mine")


def test_there_may_be_nothing_to_throw_away(places: Places) -> None:
    places.clear()
    assert not places.folder.exists()
