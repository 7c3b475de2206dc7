"""Corrections and recalls: every copy ends as it should, whatever it is and however old."""

from datetime import timedelta

import pytest

from bot.airing.correcting import apply, ask, awaiting, corrected, drop, proposed, put
from bot.airing.recalling import recall
from bot.airing.steering import pause, resume
from bot.airtime import NotCorrected
from bot.broadcasting.drafting import Place, Written, begin
from bot.model import Absence, Announcement, Content, DeliveryState, Language, MediaKind, Medium, Words
from bot.model.announcement import DELETABLE
from storage.database import Database
from tests.airing.test_steering import arrive
from tests.announcing import album, text
from tests.clocks import ManualClock
from tests.stations import Posted, Station, counts
from tests.talking import EDITOR, EN, FR, IT, NOW, ZONE

EDITORS = Place(EDITOR, EDITOR, None, ZONE)
PHOTO = Content(media=(Medium(MediaKind.PHOTO, "AgAC", Words("Sbagliato")),))


async def correct(db: Database, announcement: Announcement, texts: dict[Language, Content]) -> None:
    for language, content in texts.items():
        assert await ask(db, EDITORS, announcement.id, language) is None
        assert await put(db, EDITORS, announcement.id, language, Written(content, 1)) is None
    assert await apply(db, announcement.id, now=NOW) is not None


async def test_copies_are_edited_and_who_has_none_yet_gets_the_new_text(
    station: Station, db: Database
) -> None:
    await arrive(station, 4)
    announcement = await station.goes_out({IT: text("Sbagliato")})
    await station.sends(1)
    (wire,) = await station.takes(1)
    await pause(db, announcement.id)
    await correct(db, announcement, {IT: text("Giusto")})
    await station.lands(wire)
    await station.sends()
    assert [(each.method, each.chat_id, each.said) for each in station.posted[2:]] == [
        ("editMessageText", 1, "Giusto"),
        ("editMessageText", 2, "Giusto"),
    ]
    assert [each.message_id for each in station.posted[2:]] == [100, 101]
    await resume(db, announcement.id)
    await station.sends()
    assert [(each.method, each.chat_id, each.said) for each in station.posted[4:]] == [
        ("sendMessage", 3, "Giusto"),
        ("sendMessage", 4, "Giusto"),
    ]
    seen = await station.sees(announcement)
    assert [(stage.kind, stage.revision, counts(stage)) for stage in seen.stages] == [
        ("announcement", 0, {"sent": 4}),
        ("correction", 2, {"sent": 2}),
    ]
    assert seen.is_over
    assert await station.is_balanced()


async def test_edits_go_before_what_is_still_to_be_sent(station: Station, db: Database) -> None:
    await arrive(station, 3)
    announcement = await station.goes_out({IT: text("Sbagliato")})
    await station.sends(1)
    await correct(db, announcement, {IT: text("Giusto")})
    assert [row.job.kind for row in await station.takes(2)] == ["correction", "announcement"]


async def test_only_copies_in_the_corrected_languages_are_edited(station: Station, db: Database) -> None:
    await station.reader(1, IT)
    await station.reader(2, EN)
    await station.reader(3, FR, EN)
    announcement = await station.goes_out({IT: text("Avviso"), EN: text("Wrogn")})
    await station.sends()
    await correct(db, announcement, {EN: text("Wrong")})
    await station.sends()
    assert [(each.chat_id, each.said) for each in station.posted[3:]] == [(2, "Wrong"), (3, "Wrong")]


async def test_a_text_is_corrected_again_and_again(station: Station, db: Database) -> None:
    await arrive(station, 1)
    announcement = await station.goes_out({IT: text("Uno")})
    await station.sends()
    await correct(db, announcement, {IT: text("Due")})
    await correct(db, announcement, {IT: text("Tre")})
    await station.sends()
    await station.sends()
    assert [each.said for each in station.posted] == ["Uno", "Tre", "Tre"]


async def test_under_a_picture_the_words_are_corrected(station: Station, db: Database) -> None:
    await arrive(station, 1)
    announcement = await station.goes_out({IT: PHOTO})
    await station.sends()
    await correct(db, announcement, {IT: text("Giusto")})
    await station.sends()
    assert station.posted[1] == Posted("editMessageCaption", 1, 100, "Giusto")


async def test_of_an_album_the_message_is_edited_that_carries_the_words(
    station: Station, db: Database
) -> None:
    await arrive(station, 1)
    silent = Medium(MediaKind.PHOTO, "zero")
    pictures = Content(media=(silent, *album("one", "two").media))
    announcement = await station.goes_out({IT: pictures})
    await station.sends()
    await correct(db, announcement, {IT: text("Tre immagini")})
    await station.sends()
    assert station.posted[1] == Posted("editMessageCaption", 1, 101, "Tre immagini")


@pytest.mark.parametrize(
    ("old", "written", "new"),
    [
        (text("a"), text("b"), text("b")),
        (text("a"), PHOTO, NotCorrected.NO_WORDS),
        (PHOTO, album("x"), Content(media=(Medium(MediaKind.PHOTO, "AgAC", album("x").media[0].caption),))),
        (PHOTO, Content(media=(Medium(MediaKind.PHOTO, "x"),)), NotCorrected.NO_WORDS),
        (PHOTO, text("x" * 1025), NotCorrected.TOO_LONG),
    ],
)
def test_a_message_corrects_the_words_and_nothing_else(
    old: Content, written: Content, new: Content | NotCorrected
) -> None:
    assert corrected(old, written) == new


async def test_a_correction_waits_for_its_text_and_for_a_word(station: Station, db: Database) -> None:
    announcement = await station.goes_out({IT: text("Uno")})
    await ask(db, EDITORS, announcement.id, IT)
    assert await awaiting(db, EDITORS) == (announcement.id, IT)
    assert await apply(db, announcement.id, now=NOW) is None
    await put(db, EDITORS, announcement.id, IT, Written(text("Due"), 1))
    assert await awaiting(db, EDITORS) is None
    assert await proposed(db, announcement.id) == {IT: text("Due")}
    await drop(db, EDITORS, announcement.id)
    assert await apply(db, announcement.id, now=NOW) is None


async def test_an_editor_who_begins_something_else_corrects_nothing(station: Station, db: Database) -> None:
    announcement = await station.goes_out({IT: text("Uno")})
    await ask(db, EDITORS, announcement.id, IT)
    await begin(db, EDITORS, IT, Written(text("Altro"), 1), now=NOW)
    assert await awaiting(db, EDITORS) is None


async def test_what_is_no_announcement_on_the_air_is_not_corrected(station: Station, db: Database) -> None:
    announcement = await station.confirms({IT: text("Uno")})
    assert await ask(db, EDITORS, announcement.id, IT) is NotCorrected.GONE
    await station.launching().tick()
    assert await ask(db, EDITORS, announcement.id, FR) is NotCorrected.GONE
    await recall(db, announcement.id, now=NOW)
    assert await ask(db, EDITORS, announcement.id, IT) is NotCorrected.GONE


async def test_a_recall_deletes_every_copy_and_stops_the_rest(station: Station, db: Database) -> None:
    await arrive(station, 5)
    announcement = await station.goes_out({IT: text("Sbagliato")})
    await station.sends(2)
    wire, claimed = await station.takes(2)
    assert await recall(db, announcement.id, now=NOW) == (wire.job.id,)
    await station.lands(wire)
    await station.lands(claimed, state=DeliveryState.READY, reason="job held")
    await station.sends()
    deleted = [(each.method, each.chat_id, each.message_id) for each in station.posted[3:]]
    assert deleted == [("deleteMessage", chat, 99 + chat) for chat in (1, 2, 3)]
    seen = await station.sees(announcement)
    assert [counts(stage) for stage in seen.stages] == [{"sent": 3, "skipped": 2}, {"sent": 3, "skipped": 1}]
    assert (seen.stages[0].skipped, seen.stages[1].skipped) == ({"recalled": 2}, {"not sent": 1})
    assert seen.is_over
    assert await recall(db, announcement.id, now=NOW) is None
    assert await station.is_balanced()


async def test_a_recall_overtakes_a_correction_that_is_under_way(station: Station, db: Database) -> None:
    await arrive(station, 3)
    announcement = await station.goes_out({IT: text("Uno")})
    await station.sends()
    await correct(db, announcement, {IT: text("Due")})
    await station.sends(1)
    await recall(db, announcement.id, now=NOW)
    await station.sends()
    assert [each.method for each in station.posted[3:]] == ["editMessageText", *["deleteMessage"] * 3]
    assert (await station.sees(announcement)).is_over


async def test_an_album_is_deleted_whole(station: Station, db: Database) -> None:
    await arrive(station, 1)
    announcement = await station.goes_out({IT: album("one", "two", "three")})
    await station.sends()
    await recall(db, announcement.id, now=NOW)
    await station.sends()
    assert [(each.method, each.message_id) for each in station.posted[1:]] == [
        ("deleteMessages", [100, 101, 102])
    ]


async def test_what_is_older_than_two_days_says_in_his_language_that_it_was_withdrawn(
    station: Station, db: Database, clock: ManualClock
) -> None:
    await station.reader(1, IT)
    await station.reader(2, FR)
    announcement = await station.goes_out({IT: text("Sbagliato"), FR: PHOTO})
    await station.sends()
    await clock.advance(DELETABLE.total_seconds())
    await recall(db, announcement.id, now=clock.now())
    await station.sends()
    assert station.posted[2:] == [
        Posted("editMessageText", 1, 100, "<i>Questa comunicazione è stata ritirata.</i>"),
        Posted("editMessageCaption", 2, 101, "<i>Cette annonce a été retirée.</i>"),
    ]


async def test_an_old_album_says_so_once_and_keeps_no_other_words(
    station: Station, db: Database, clock: ManualClock
) -> None:
    await station.reader(1, IT)
    one, two = album("one", "two").media
    pictures = Content(media=(two, one, Medium(MediaKind.PHOTO, "three", Words("Altro"))))
    announcement = await station.goes_out({IT: pictures})
    await station.sends()
    await clock.advance(timedelta(days=3).total_seconds())
    await recall(db, announcement.id, now=clock.now())
    await station.sends()
    await station.sends()
    assert station.posted[1:] == [
        Posted("editMessageCaption", 1, 101, "<i>Questa comunicazione è stata ritirata.</i>"),
        Posted("editMessageCaption", 1, 102, ""),
    ]
    assert (await station.sees(announcement)).is_over


async def test_who_stopped_or_changed_his_languages_loses_his_copy_too(
    station: Station, db: Database
) -> None:
    stopped, changed, blocked = [await station.reader(chat, IT) for chat in (1, 2, 3)]
    announcement = await station.goes_out({IT: text("Sbagliato")})
    await station.sends()
    async with db.transaction() as tx:
        await tx.readers.set_absence(stopped.id, Absence.STOPPED, now=NOW)
        await tx.readers.set_languages(changed.id, [FR], only_these=True)
        await tx.readers.set_absence(blocked.id, Absence.BLOCKED, now=NOW)
    await recall(db, announcement.id, now=NOW)
    await station.sends()
    assert [(each.method, each.chat_id) for each in station.posted[3:]] == [
        ("deleteMessage", 1),
        ("deleteMessage", 2),
    ]
    assert (await station.sees(announcement)).stages[1].blocked == 1


async def test_copies_that_were_packed_are_recalled_as_well(station: Station, db: Database) -> None:
    await arrive(station, 3)
    announcement = await station.goes_out({IT: text("Sbagliato")})
    await station.sends()
    async with db.transaction() as tx:
        (job,) = await tx.ledger.archive.ripe(before=NOW + timedelta(days=1))
        assert await tx.ledger.archive.pack(job) == 3
    await recall(db, announcement.id, now=NOW)
    await station.sends()
    assert [each.method for each in station.posted[3:]] == ["deleteMessage"] * 3
    assert await station.is_balanced()
