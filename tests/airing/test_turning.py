"""Turning: who got an announcement turns it into its other languages in place, and nobody else does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.broadcasting.drafting import Written, begin
from bot.emulator import Emulator, User
from bot.model import AnnouncementId, Audience, Content, MediaKind, Words
from bot.render.announcement_keys import TurnAnnouncement
from storage.database import Database
from tests.airing.turning import EDITORS, THREE, Gets, Makes, Pressed, button, now
from tests.announcing import text
from tests.couriers import Courier
from tests.talking import EN, FR, IT, NOW, Said, Say, Tap, forged
from tests.touring import Press, stale_tap

STALE = "Questo pulsante non funziona più"


@pytest.mark.parametrize(
    ("spoken", "words", "others"),
    [
        ("it", "Buonasera", ["English", "Français"]),
        ("en", "Good evening", ["Français", "Italiano"]),
        ("fr", "Bonsoir", ["English", "Italiano"]),
    ],
)
async def test_each_reader_has_his_own_language_and_the_others_under_it(
    telegram: Emulator, gets: Gets, tap: Tap, turned: Pressed, spoken: str, words: str, others: list[str]
) -> None:
    reader = telegram.person("Reader", language_code=spoken)
    copy = await gets(THREE, to=reader)
    assert (copy, copy.buttons) == (words, others)
    for name in (*others, {"it": "Italiano", "en": "English", "fr": "Français"}[spoken]):
        copy = (await tap(name, copy, as_=reader)).now
        assert name not in copy.buttons
        assert len(copy.buttons) == 2
    assert (copy, copy.buttons) == (words, others)
    assert copy.html.startswith(f"<b>{words[:3]}</b>")
    assert len(set(turned)) == 1
    assert len(turned) == 3


async def test_a_single_text_has_nothing_to_press(gets: Gets) -> None:
    assert (await gets({IT: text("Buonasera")})).buttons == []


async def test_only_what_a_message_can_become_is_offered(gets: Gets, medium: Makes, tap: Tap) -> None:
    texts = {IT: text("Buonasera"), EN: medium(MediaKind.PHOTO, "Picture"), FR: text("Bonsoir")}
    copy = await gets(texts)
    assert copy.buttons == ["Français"]
    assert (await tap("Français", copy)).now.buttons == ["Italiano"]


async def test_an_album_has_no_buttons_and_is_not_offered(
    telegram: Emulator, gets: Gets, medium: Makes
) -> None:
    pair = medium(MediaKind.PHOTO, "Una").media + medium(MediaKind.PHOTO, "", "two").media
    copy = await gets({IT: Content(media=pair), EN: Content(media=pair), FR: text("Bonsoir")})
    assert copy.buttons == []


@pytest.mark.parametrize("kinds", [("photo", "photo"), ("photo", "document"), ("video", "animation")])
async def test_a_picture_turns_into_another_one_and_back(
    gets: Gets, medium: Makes, tap: Tap, kinds: tuple[str, str]
) -> None:
    first, second = map(MediaKind, kinds)
    italian = medium(first, "Uno", "uno")
    copy = await gets({IT: italian, EN: medium(second, "Two", "two", above=True)})
    english = (await tap("English", copy)).now
    assert (english.message.data["caption"], english.buttons) == ("Two", ["Italiano"])
    assert english.message.data["show_caption_above_media"]
    assert second.value in english.message.data
    again = (await tap("Italiano", english)).now
    assert _but_dates(again) == _but_dates(copy)


async def test_a_voice_message_keeps_its_voice_and_only_the_words_are_turned(
    telegram: Emulator, gets: Gets, medium: Makes, tap: Tap
) -> None:
    one, other = medium(MediaKind.VOICE, "Uno", "uno"), medium(MediaKind.VOICE, "Deux", "deux")
    same = Content(media=(replace(one.media[0], caption=Words("Two")),))
    copy = await gets({IT: one, EN: same, FR: other})
    assert copy.buttons == ["English"]
    english = (await tap("English", copy)).now
    assert (english.message.data["caption"], english.buttons) == ("Two", ["Italiano"])
    assert "editMessageCaption" in [call.method for call in telegram.calls]


async def test_a_second_press_on_the_same_button_changes_nothing(
    telegram: Emulator, gets: Gets, tap: Tap, anna: User
) -> None:
    copy = await gets(THREE)
    await tap("English", copy)
    answer = await stale_tap(telegram, anna, Press(copy.message.message_id, button(1, "en")))
    assert (answer.text, now(telegram, copy)) == ("", "Good evening")


def _but_dates(copy: Said) -> dict[str, object]:
    return {name: value for name, value in copy.message.data.items() if name != "edit_date"}


@pytest.mark.parametrize("data", [(99, "it"), (1, "de"), (1, "zz"), (0, "en"), (10**17, "en")])
async def test_what_there_is_not_is_an_old_button(
    gets: Gets, tap: Tap, turned: Pressed, data: tuple[int, str]
) -> None:
    copy = await gets(THREE)
    answered = await tap("x", forged(copy, button(*data)))
    assert answered.toast.startswith(STALE)
    assert turned == []


async def test_a_draft_is_never_shown(
    telegram: Emulator, db: Database, say: Say, tap: Tap, turned: Pressed
) -> None:
    here = await say("/start")
    draft = await begin(db, EDITORS, IT, Written(text("Segreto"), 1), now=NOW)
    async with db.transaction() as tx:
        await tx.announcements.set_text(draft, EN, text("Secret"), album=None)
    for language in ("it", "en"):
        answered = await tap("x", forged(here, button(draft, language)))
        assert answered.toast.startswith(STALE)
    assert "ecret" not in str([call.params for call in telegram.calls])
    assert turned == []


async def test_what_is_confirmed_and_not_sent_yet_is_not_shown(
    telegram: Emulator, say: Say, tap: Tap, courier: Courier
) -> None:
    here = await say("/start")
    await courier.confirms(THREE, goes_at=NOW + timedelta(hours=1))
    assert (await tap("x", forged(here, button(1, "en")))).toast.startswith(STALE)
    await courier.clock.advance(3601)
    await courier.launching().tick()
    assert await courier.asks("SELECT state FROM delivery") == [("ready",)]
    assert (await tap("x", forged(here, button(1, "en")))).toast.startswith(STALE)
    assert "Good evening" not in str([call.params for call in telegram.calls])


async def test_who_never_got_it_is_not_shown_it(
    telegram: Emulator, gets: Gets, say: Say, tap: Tap, turned: Pressed
) -> None:
    bob = telegram.person("Bob", language_code="en")
    before = await say("/start", as_=bob)
    await gets(THREE, audience=Audience(languages=(IT,)))
    carla = telegram.person("Carla", language_code="en")
    after = await say("/start", as_=carla)
    for person, here in ((bob, before), (carla, after)):
        answered = await tap("x", forged(here, button(1, "it")), as_=person)
        assert answered.toast.startswith("This button no longer works")
        assert "Buonasera" not in str([each.text for each in telegram.transcript(person)])
    assert turned == []


def test_the_longest_button_fits() -> None:
    longest = TurnAnnouncement(AnnouncementId(10**18 - 1), FR)
    assert len(longest.pack().encode()) <= 64
