"""Announcements as they are kept: what was chosen comes back as it was."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.model import (
    AnnouncementId,
    AnnouncementState,
    Audience,
    Content,
    Language,
    MediaKind,
    Medium,
    TopicId,
    Words,
)
from storage.albums import KEPT_FOR, MOST
from storage.database import Database
from tests.announcing import album, text

from .conftest import EN, IT, NOW

CAPTIONED = Content(media=(Medium(MediaKind.VIDEO, "BAAC", Words("Uno"), above=True, spoiler=True),))


async def drafted(db: Database, *, editor: int = 7, chat: int = 7) -> AnnouncementId:
    async with db.transaction() as tx:
        return await tx.announcements.add(
            editor_id=editor, chat_id=chat, thread_id=None, zone="Europe/Rome", now=NOW
        )


async def test_everything_that_was_chosen_comes_back(db: Database) -> None:
    draft_id = await drafted(db)
    async with db.transaction() as tx:
        draft = await tx.announcements.get(draft_id)
        assert draft is not None
        chosen = replace(
            draft,
            state=AnnouncementState.CONFIRMED,
            revision=3,
            fallback=EN,
            audience=Audience((IT, EN), (TopicId(4), TopicId(5)), 30, groups=False),
            local_time=datetime(2026, 1, 8, 8, 30),  # noqa: DTZ001
            each_zone=True,
            silent=True,
            awaits="fr",
            progress_id=70,
            confirmed_at=NOW,
            goes_at=NOW + timedelta(seconds=30),
        )
        await tx.announcements.keep(chosen)
    async with db.reading() as read:
        assert await read.announcements.get(draft_id) == chosen
        assert await read.announcements.get(AnnouncementId(99)) is None


async def test_texts_come_back_entity_by_entity(db: Database) -> None:
    draft_id = await drafted(db)
    written = {IT: text("Avviso"), EN: CAPTIONED, Language("fr"): album("one", "two")}
    async with db.transaction() as tx:
        for language, content in written.items():
            await tx.announcements.set_text(draft_id, language, text("old"), album=None)
            await tx.announcements.set_text(draft_id, language, content, album=None)
        await tx.announcements.remove_text(draft_id, EN)
        draft = await tx.announcements.get(draft_id)
    assert draft is not None
    assert draft.texts == {language: written[language] for language in (IT, Language("fr"))}


async def test_an_editors_next_message_is_for_one_draft_of_his_in_that_chat(db: Database) -> None:
    first, second = await drafted(db), await drafted(db)
    other = await drafted(db, editor=8)
    async with db.transaction() as tx:
        for draft_id in (first, other):
            draft = await tx.announcements.get(draft_id)
            assert draft is not None
            await tx.announcements.keep(replace(draft, awaits="it"))
        assert (await tx.announcements.awaiting(7, 7)) is not None
        assert await tx.announcements.awaiting(7, -100) is None
        await tx.announcements.await_nothing(7, 7)
        assert await tx.announcements.awaiting(7, 7) is None
        assert (await tx.announcements.awaiting(8, 7)) is not None
    async with db.reading() as read:
        assert [draft.id for draft in await read.announcements.drafts(7, limit=5)] == [second, first]


async def test_an_album_is_put_together_in_its_order(db: Database) -> None:
    async with db.transaction() as tx:
        for message_id, name in ((12, "two"), (11, "one"), (13, "three")):
            await tx.albums.add(7, "a", message_id, album(name), now=NOW)
        await tx.albums.add(8, "a", 11, album("foreign"), now=NOW)
        whole = await tx.albums.whole(7, "a")
        assert (await tx.albums.whole(7, "b")).media == ()
    assert [medium.file_id for medium in whole.media] == ["one", "two", "three"]


async def test_only_albums_of_late_are_kept(db: Database) -> None:
    async with db.transaction() as tx:
        await tx.albums.add(7, "old", 1, album("one"), now=NOW - KEPT_FOR - timedelta(seconds=1))
        for number in range(MOST + 5):
            await tx.albums.add(7, f"{number}", 1, album("x"), now=NOW + timedelta(seconds=number))
        assert (await tx.albums.whole(7, "old")).media == ()
        assert (await tx.albums.whole(7, "0")).media == ()
        assert (await tx.albums.whole(7, f"{MOST + 4}")).media != ()
        rows = await tx._connection.execute_fetchall("SELECT count(*) FROM album_part")
    assert next(iter(rows))[0] == MOST
