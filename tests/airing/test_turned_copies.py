"""Turned copies: what corrections and recalls make of them, for how long they turn, and who opened them."""

from collections.abc import Awaitable, Callable

import pytest

from bot.airing import recalling, steering
from bot.airing.correcting import ask, put
from bot.archiving import NAMED_FOR, PACKED_AFTER, archive
from bot.broadcasting.drafting import Written
from bot.counting import Openings
from bot.emulator import Chat, Emulator, User
from bot.model import ChatKind, DeliveryState, MediaKind
from bot.model.announcement import DELETABLE
from bot.tallying import tally
from storage.database import Database
from tests.airing.turning import EDITORS, FIRST, THREE, Gets, Makes, Pressed, button, correct, now
from tests.announcing import text
from tests.couriers import Courier
from tests.talking import EN, IT, NOW, ReaderOf, Said, Say, Tap, forged, said
from tests.touring import Press, stale_tap


async def test_a_correction_brings_back_his_own_language_with_its_picture_and_the_buttons(
    telegram: Emulator, db: Database, gets: Gets, medium: Makes, tap: Tap, courier: Courier
) -> None:
    italian = medium(MediaKind.PHOTO, "Sbagliato", "uno")
    copy = await gets({IT: italian, EN: medium(MediaKind.PHOTO, "Right", "two")})
    await tap("English", copy)
    await correct(db, "Giusto")
    await courier.sends()
    corrected = now(telegram, copy)
    assert (corrected.message.data["caption"], corrected.buttons) == ("Giusto", ["English"])
    assert corrected.message.data["photo"] == copy.message.data["photo"]


async def test_a_corrected_text_keeps_the_buttons_and_is_what_they_lead_back_to(
    telegram: Emulator, db: Database, gets: Gets, tap: Tap, courier: Courier
) -> None:
    copy = await gets(THREE)
    await correct(db, "Buonanotte")
    await courier.sends()
    corrected = now(telegram, copy)
    assert (corrected, corrected.buttons) == ("Buonanotte", ["English", "Français"])
    english = (await tap("English", corrected)).now
    assert (await tap("Italiano", english)).now == "Buonanotte"


async def test_who_turned_it_to_a_text_that_is_corrected_does_not_keep_the_mistake(
    telegram: Emulator, db: Database, gets: Gets, tap: Tap, courier: Courier, turned: Pressed
) -> None:
    emma = telegram.person("Emma", language_code="en", started=True)
    await courier.reader(emma.id, EN)
    copy = await gets(THREE)
    await courier.sends()
    hers = said(telegram.transcript(emma)[-1])
    await tap("Italiano", hers, as_=emma)
    openings = Openings(db, courier.clock.now)
    openings.add_announcement(*turned[0])
    await openings.write()
    await correct(db, "Buonanotte")
    await courier.sends()
    assert (now(telegram, hers), now(telegram, copy)) == ("Good evening", "Buonanotte")
    await correct(db, "Buongiorno")  # hers is her own by now: there is nothing to change
    await courier.sends()
    assert (now(telegram, hers), now(telegram, copy)) == ("Good evening", "Buongiorno")
    assert await courier.asks("SELECT state, count(*) FROM delivery GROUP BY state") == [("sent", 6)]


@pytest.mark.parametrize("steer", [steering.pause, None])
async def test_a_paused_and_a_cancelled_one_can_be_turned_by_who_has_it(
    db: Database, gets: Gets, tap: Tap, courier: Courier, steer: Callable[..., Awaitable[object]] | None
) -> None:
    await courier.reader(99)
    copy = await gets(THREE)
    if steer:
        await steer(db, FIRST)
    else:
        await steering.cancel(db, FIRST, now=NOW)
    assert (await tap("English", copy)).now == "Good evening"


async def test_a_recall_on_its_way_says_so_and_turns_nothing(db: Database, gets: Gets, tap: Tap) -> None:
    copy = await gets(THREE)
    await recalling.recall(db, FIRST, now=NOW)
    answered = await tap("English", copy)
    assert (answered.toast, answered.now) == ("Questa comunicazione è stata ritirata.", "Buonasera")


async def test_a_notice_has_no_buttons_whatever_the_copy_was_turned_to(
    telegram: Emulator, db: Database, gets: Gets, tap: Tap, courier: Courier, anna: User
) -> None:
    copy = await gets(THREE)
    await tap("English", copy)
    await courier.clock.advance(DELETABLE.total_seconds())
    await recalling.recall(db, FIRST, now=courier.clock.now())
    await courier.sends()
    notice = now(telegram, copy)
    assert (notice, notice.buttons) == ("Questa comunicazione è stata ritirata.", [])
    answer = await stale_tap(telegram, anna, Press(copy.message.message_id, button(1, "en")))
    assert (answer.text, now(telegram, copy)) == ("Questa comunicazione è stata ritirata.", notice)


async def test_it_turns_when_it_is_packed_and_when_it_is_only_counted(
    db: Database, gets: Gets, tap: Tap, courier: Courier, turned: Pressed
) -> None:
    copy = await gets(THREE)
    await tally(db)
    for later, counted in ((PACKED_AFTER, 1), (NAMED_FOR, 1)):
        await courier.clock.advance(later.total_seconds() + 1)
        await archive(db, now=courier.clock.now())
        copy = (await tap("English", copy)).now
        assert copy == "Good evening"
        assert len(turned) == counted
        copy = (await tap("Italiano", copy)).now
        turned.pop()
    assert await courier.asks("SELECT count(*) FROM delivery") == [(0,)]


async def test_when_it_is_only_counted_a_message_without_its_buttons_proves_nothing(
    telegram: Emulator, db: Database, gets: Gets, say: Say, courier: Courier
) -> None:
    await gets(THREE)
    await tally(db)
    await courier.clock.advance(NAMED_FOR.total_seconds() + 1)
    await archive(db, now=courier.clock.now())
    bob = telegram.person("Bob", language_code="en")
    here = await say("/start", as_=bob)
    answer = await stale_tap(telegram, bob, Press(here.message.message_id, button(1, "en")))
    assert answer.text.startswith("This button no longer works")


async def test_a_post_in_a_channel_is_not_turned_by_a_forged_button(
    telegram: Emulator, db: Database, courier: Courier, anna: User, tap: Tap
) -> None:
    channel = telegram.group("News", members=[anna], kind="channel")
    await courier.reader(channel.id, IT, kind=ChatKind.CHANNEL)
    await courier.goes_out(THREE)
    await courier.sends()
    copy = said(telegram.transcript(channel)[-1])
    answer = await stale_tap(telegram, anna, Press(copy.message.message_id, button(1, "en")), chat=channel)
    assert answer.text.startswith("Questo pulsante non funziona più")
    assert now(telegram, copy) == "Buonasera"


async def test_in_a_group_anybody_presses_and_the_group_counts(
    telegram: Emulator, say: Say, tap: Tap, courier: Courier, turned: Pressed, reader_of: ReaderOf, anna: User
) -> None:
    owner, group = await a_group(telegram, anna)
    await courier.goes_out(THREE)
    await courier.sends()
    copy = said(telegram.transcript(group)[-1])
    english = (await tap("Italiano", copy, as_=anna)).now
    await tap("English", english, as_=owner)
    reader = await reader_of(group)
    assert reader is not None
    assert set(turned) == {(reader.id, FIRST)}


async def test_a_channel_has_no_buttons_since_a_press_would_turn_it_for_all(
    telegram: Emulator, db: Database, courier: Courier, anna: User
) -> None:
    channel = telegram.group("News", members=[anna], kind="channel")
    await courier.reader(channel.id, IT, kind=ChatKind.CHANNEL)
    await courier.goes_out(THREE)
    await courier.sends()
    copy = said(telegram.transcript(channel)[-1])
    assert (copy, copy.buttons) == ("Buonasera", [])
    await correct(db, "Buonanotte")
    await courier.sends()
    assert (now(telegram, copy), now(telegram, copy).buttons) == ("Buonanotte", [])


async def test_previews_turn_for_the_editor_and_count_nothing_but_his_own_copy_does(
    telegram: Emulator, db: Database, say: Say, tap: Tap, editor: User, courier: Courier, turned: Pressed
) -> None:
    await courier.reader(editor.id, IT)
    panel = await say("/broadcast Buonasera", as_=editor)
    async with db.transaction() as tx:
        await tx.announcements.set_text(FIRST, EN, text("Good evening"), album=None)
    await tap("Anteprima", panel, as_=editor)
    preview = next(each for each in map(said, telegram.transcript(editor)) if each.buttons == ["English"])
    english = (await tap("English", preview, as_=editor)).now
    assert (english, english.buttons) == ("Good evening", ["Italiano"])
    await (await sent_on(courier, telegram, panel, tap, editor)).sends()
    await tap("Italiano", english, as_=editor)
    assert turned == []
    copy = said(telegram.transcript(editor)[-1])
    assert copy == "Buonasera"
    await tap("English", copy, as_=editor)
    assert [announcement for _, announcement in turned] == [FIRST]


async def test_the_preview_of_a_correction_turns_into_what_is_proposed(
    telegram: Emulator, db: Database, gets: Gets, tap: Tap, editor: User
) -> None:
    copy = await gets(THREE, to=editor)
    for language, words in ((IT, "Nuovo"), (EN, "New")):
        assert await ask(db, EDITORS, FIRST, language) is None
        assert await put(db, EDITORS, FIRST, language, Written(text(words), 1)) is None
    preview = await tap("x", forged(copy, "asee:1"), as_=editor)
    assert "Italiano" in preview.toast
    shown = {str(each): each for each in map(said, telegram.transcript(editor))}
    assert shown["Nuovo"].buttons == ["English", "Français"]
    assert (await tap("English", shown["Nuovo"], as_=editor)).now == "New"
    assert (await tap("English", copy, as_=editor)).now == "Good evening"


async def test_a_copy_that_is_on_the_wire_still_can_be_pressed(
    telegram: Emulator, gets: Gets, tap: Tap, courier: Courier, db: Database, turned: Pressed
) -> None:
    copy = await gets(THREE)
    for state in (DeliveryState.IN_FLIGHT, DeliveryState.DOUBT):
        async with db.transaction() as tx:
            await tx._connection.execute(
                "/* a test */ UPDATE delivery SET state = ?, message_id = NULL", (state,)
            )
        copy = (await tap(copy.buttons[0], copy)).now
    async with db.transaction() as tx:
        await tx._connection.execute("/* a test */ UPDATE delivery SET state = 'ready', doubts = 1")
    await tap(copy.buttons[0], copy)
    assert len(turned) == 3


async def a_group(telegram: Emulator, anna: User) -> tuple[User, Chat]:
    owner = telegram.person("Bob", language_code="en")
    group = telegram.group("Parliament", members=[owner, anna])
    await telegram.next_message(group)
    return owner, group


async def sent_on(courier: Courier, telegram: Emulator, panel: Said, tap: Tap, editor: User) -> Courier:
    """The editor confirms it, and it goes out."""
    asked = (await tap("Inviare…", panel, as_=editor)).now
    await tap("Inviarla", asked, as_=editor)
    await courier.clock.advance(40)
    await courier.launching().tick()
    return courier
