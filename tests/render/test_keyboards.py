"""Keyboards: values that can be made, changed and searched."""

from bot.model import BriefId, Language
from bot.render.callbacks import Save, ShowList, Turn, Unsave
from bot.render.keyboards import Button, find, keyboard, rows_of, swapped

SAVE = Button("Save", Save(BriefId(7)))
SAVED = Button("Saved ✓", Unsave(BriefId(7)))
SITE = Button("Read", url="https://example.org")
TURN = Button("Italiano", Turn(BriefId(7), Language("it")))


def test_what_is_not_there_takes_no_room() -> None:
    assert keyboard([SITE, None], [None], []) == ((SITE,),)
    assert keyboard([None], []) is None


def test_rows_are_filled_one_after_another() -> None:
    assert rows_of([SAVE, SITE, TURN], per_row=2) == ((SAVE, SITE), (TURN,))
    assert rows_of([], per_row=2) == ()


def test_a_tapped_button_becomes_another() -> None:
    assert swapped(((TURN,), (SAVE, SITE)), Save(BriefId(7)), SAVED) == ((TURN,), (SAVED, SITE))
    assert swapped(((TURN,), (SITE,)), Save(BriefId(7)), SAVED) == ((TURN,), (SITE,))


def test_a_tapped_button_goes_and_its_row_with_it() -> None:
    assert swapped(((TURN,), (SAVE,)), Save(BriefId(7)), None) == ((TURN,),)
    assert swapped(((SAVE,),), Save(BriefId(7)), None) is None


def test_finds_the_first_callback_of_a_kind() -> None:
    assert find(((SITE,), (TURN, SAVE)), Save) == Save(BriefId(7))
    assert find(((SITE,),), ShowList) is None
    assert find(None, ShowList) is None
