"""Whereabouts: what is the same database, and what is a copy of it."""

from dataclasses import replace

import pytest

from bot.model import CopyCause, Home, Place
from bot.whereabouts import copy_of, number_of
from tests.places import ATTIC, CELLAR
from tests.talking import NOW

CONTAINER = replace(ATTIC, machine="", host="3f9a")
"""A container: no id of its own, and a name that the next one does not have."""


def cause(was: Place, here: Place, *, original: bool = False) -> CopyCause | None:
    found = copy_of(Home(was), here, original=original)
    return None if found is None else found.cause


@pytest.mark.parametrize(
    ("was", "here"),
    [
        pytest.param(ATTIC, ATTIC, id="a restart"),
        pytest.param(CONTAINER, replace(CONTAINER, host="77c0"), id="a new container with the same volume"),
        pytest.param(ATTIC, replace(ATTIC, host="loft"), id="a computer with a new name"),
        pytest.param(ATTIC, replace(ATTIC, filesystem="99"), id="a disk counted anew at boot"),
        pytest.param(ATTIC, replace(ATTIC, path="/mnt/x.sqlite3"), id="a folder with a new name"),
        pytest.param(
            ATTIC, replace(ATTIC, path="/mnt/x.sqlite3", filesystem="99", inode=7), id="a move to a new disk"
        ),
        pytest.param(CONTAINER, ATTIC, id="out of a container, the same file"),
    ],
)
def test_a_database_that_stays_or_moves_is_none(was: Place, here: Place) -> None:
    assert cause(was, here) is None


@pytest.mark.parametrize(
    ("was", "here"),
    [
        pytest.param(ATTIC, CELLAR, id="another computer"),
        pytest.param(ATTIC, replace(ATTIC, machine="bbbb"), id="a clone of the whole disk"),
        pytest.param(
            CONTAINER, replace(CONTAINER, host="77c0", filesystem="99"), id="a container with another volume"
        ),
        pytest.param(
            ATTIC, replace(ATTIC, host="loft", filesystem="99"), id="one id for all machines of an image"
        ),
    ],
)
def test_a_database_on_another_host_is_a_copy(was: Place, here: Place) -> None:
    assert cause(was, here) is CopyCause.ANOTHER_HOST


def test_a_second_file_beside_the_first_is_a_copy() -> None:
    assert cause(ATTIC, replace(ATTIC, path="/tmp/x", inode=7), original=True) is CopyCause.SECOND_FILE


def test_another_file_in_its_place_is_a_copy() -> None:
    assert cause(ATTIC, replace(ATTIC, inode=7)) is CopyCause.REPLACED


def test_a_backup_is_a_copy_wherever_it_is() -> None:
    found = copy_of(Home(ATTIC, copied_at=NOW), ATTIC, original=False)
    assert found is not None
    assert found.cause is CopyCause.BACKUP


def test_a_number_tells_places_apart_and_fits_a_button() -> None:
    places = [ATTIC, CELLAR, CONTAINER, replace(ATTIC, path="/mnt/\udcff"), replace(ATTIC, inode=131)]
    numbers = {number_of(place) for place in places}
    assert len(numbers) == len(places)
    assert max(numbers) < 10**15
    assert number_of(replace(ATTIC)) == number_of(ATTIC)
