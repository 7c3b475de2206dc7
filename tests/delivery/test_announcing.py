"""Announcing: a row becomes the call that carries its editor's words, untouched."""

import json
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from bot.delivery.announcing import Announcing
from bot.delivery.ledger import Call, Result, Skip
from bot.delivery.stored import StoredLedger
from bot.model import AnnouncementId, Content, Delivery, DeliveryState, MediaKind, Medium, Words
from storage.database import Database
from tests.announcing import BOLD, Announcer, album, text
from tests.clocks import ManualClock
from tests.talking import EN, FR, IT, NOW

LINKED = {"type": "text_link", "offset": 4, "length": 5, "url": "https://example.org/"}
EMOJI = {"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5368324170671202286"}


@pytest.fixture
def announcer(db: Database, clock: ManualClock) -> Announcer:
    return Announcer(db, clock)


@pytest.fixture
def announcing(db: Database) -> Announcing:
    return Announcing(db)


async def composed(announcing: Announcing, delivery: Delivery) -> tuple[Call, dict[str, str]]:
    """The call, and the part of it that readers share, decoded."""
    call = await announcing.compose(delivery)
    assert isinstance(call, Call)
    return call, {name: values[0] for name, values in parse_qs(call.shared.decode()).items()}


async def test_a_text_is_sent_as_it_was_written(announcer: Announcer, announcing: Announcing) -> None:
    await announcer.reader(11)
    content = Content(Words("🇪🇺 <b> &amp;", (EMOJI, LINKED)), preview={"is_disabled": True})
    await announcer.goes_out({IT: content})
    (row,) = await announcer.claims()
    call, shown = await composed(announcing, row)
    assert (call.method, dict(call.payload)) == ("sendMessage", {"chat_id": 11, "message_thread_id": None})
    assert shown["text"] == "🇪🇺 <b> &amp;"
    assert json.loads(shown["entities"]) == [EMOJI, LINKED]
    assert json.loads(shown["link_preview_options"]) == {"is_disabled": True}
    assert not {"parse_mode", "disable_notification"} & shown.keys()


@pytest.mark.parametrize("kind", MediaKind)
async def test_media_go_by_their_own_method_with_caption_and_place(
    announcer: Announcer, announcing: Announcing, kind: MediaKind
) -> None:
    await announcer.reader(11)
    medium = Medium(kind, "AgAC", Words("Uno", (BOLD,)), above=True, spoiler=True)
    await announcer.goes_out({IT: Content(media=(medium,))}, silent=True)
    call, shown = await composed(announcing, (await announcer.claims())[0])
    assert (call.method.lower(), call.messages) == (f"send{kind}", 1)
    assert json.loads(shown.pop("caption_entities")) == [BOLD]
    assert shown == {
        kind: "AgAC",
        "caption": "Uno",
        "show_caption_above_media": "true",
        "has_spoiler": "true",
        "disable_notification": "true",
    }


async def test_an_album_is_one_call_of_several_messages(announcer: Announcer, announcing: Announcing) -> None:
    await announcer.reader(11)
    await announcer.goes_out({IT: album("one", "two", "three")})
    call, shown = await composed(announcing, (await announcer.claims())[0])
    assert (call.method, call.messages) == ("sendMediaGroup", 3)
    assert json.loads(shown["media"]) == [
        {"type": "photo", "media": "one", "caption": "Tre foto", "caption_entities": [BOLD]},
        {"type": "photo", "media": "two"},
        {"type": "photo", "media": "three"},
    ]


async def test_every_message_of_an_album_is_kept_for_later(announcer: Announcer, db: Database) -> None:
    await announcer.reader(11)
    await announcer.goes_out({IT: album("one", "two", "three")})
    (row,) = await announcer.claims()
    sent = Result(row, DeliveryState.SENT, 1, message_id=70, album=(71, 72))
    await StoredLedger(db).turn(results=[sent], gates=(), wanted={}, resting=(), now=NOW, epoch=1)
    assert await announcer.asks("SELECT message_id, album FROM delivery") == [(70, "71 72")]


async def test_each_reader_gets_the_text_in_his_language(
    announcer: Announcer, announcing: Announcing
) -> None:
    await announcer.reader(11, FR, EN)
    await announcer.reader(12, IT)
    await announcer.reader(13, FR)
    await announcer.goes_out({IT: text("Avviso"), EN: text("Notice")}, fallback=IT)
    texts = [(await composed(announcing, row))[1]["text"] for row in await announcer.claims()]
    assert texts == ["Notice", "Avviso", "Avviso"]


async def test_who_wants_it_in_his_languages_only_since_then_is_skipped(
    announcer: Announcer, announcing: Announcing, db: Database
) -> None:
    reader = await announcer.reader(11, IT)
    await announcer.goes_out()
    async with db.transaction() as tx:
        await tx.readers.set_languages(reader.id, [FR], only_these=True)
    (row,) = await announcer.claims()
    assert await announcing.compose(row) == Skip("language")


async def test_readers_of_a_text_share_its_bytes(announcer: Announcer, announcing: Announcing) -> None:
    await announcer.reader(11)
    await announcer.reader(12)
    await announcer.goes_out()
    first, second = [await composed(announcing, row) for row in await announcer.claims()]
    assert first[0].shared is second[0].shared


async def test_a_corrected_text_goes_to_all_who_are_claimed_from_then_on(
    announcer: Announcer, announcing: Announcing, db: Database
) -> None:
    await announcer.reader(11)
    await announcer.reader(12)
    announcement = await announcer.goes_out()
    (first,) = await announcer.claims(limit=1)
    assert (await composed(announcing, first))[1]["text"] == "Avviso"
    async with db.transaction() as tx:
        await tx.announcements.set_text(announcement.id, IT, text("Rettifica"), album=None)
        found = await tx.announcements.get(announcement.id)
        assert found is not None
        await tx.announcements.keep(replace(found, revision=2))
    (second,) = await announcer.claims(limit=1)
    assert (await composed(announcing, second))[1]["text"] == "Rettifica"


async def test_who_is_gone_by_his_turn_is_skipped_with_the_reason(announcer: Announcer, db: Database) -> None:
    stays, goes = await announcer.reader(11), await announcer.reader(12)
    await announcer.goes_out()
    async with db.transaction() as tx:
        await tx.readers.remove(goes.id, now=NOW)
    assert [row.reader_id for row in await announcer.claims()] == [stays.id]
    assert await announcer.asks("SELECT state, reason FROM delivery WHERE state = 'skipped'") == [
        ("skipped", "erased")
    ]


async def test_an_announcement_that_is_no_more_is_skipped(
    announcer: Announcer, announcing: Announcing
) -> None:
    await announcer.reader(11)
    await announcer.goes_out()
    (row,) = await announcer.claims()
    lost = replace(row, job=replace(row.job, announcement_id=AnnouncementId(99)))
    assert await announcing.compose(lost) == Skip("erased")
