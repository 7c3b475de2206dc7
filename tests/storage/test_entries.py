from dataclasses import replace
from datetime import timedelta

from bot.model import FeedId, Identity, Kept
from storage.database import Database

from .conftest import ARTICLE, NOW, BriefAdded

IDENTITY = Identity("guid-1", "example.org/vertice", "summit-in-parma 2026-01-07", "f1")
NOBODY = Identity(None, None, None, "f9")


async def test_an_entry_is_known_by_any_key_or_its_fingerprint(
    db: Database, brief_is_added: BriefAdded
) -> None:
    brief_id = await brief_is_added()
    async with db.transaction() as tx:
        entry_id = await tx.entries.add(FeedId(1), brief_id, IDENTITY, complete=False, now=NOW)
        assert await tx.entries.brief_of(entry_id) == (brief_id, False)
        for identity in (
            replace(NOBODY, guid="guid-1"),
            replace(NOBODY, link="example.org/vertice"),
            replace(NOBODY, title="summit-in-parma 2026-01-07"),
            replace(NOBODY, fingerprint="f1"),
        ):
            assert await tx.entries.like(FeedId(1), [NOBODY, identity]) == (
                Kept(
                    id=entry_id,
                    guids=("guid-1",),
                    links=("example.org/vertice",),
                    titles=("summit-in-parma 2026-01-07",),
                    fingerprint="f1",
                    earlier=(),
                    published_at=ARTICLE.published_at or NOW,
                    changed_at=None,
                    complete=False,
                ),
            )


async def test_a_link_is_no_guid_and_another_feed_no_match(db: Database, brief_is_added: BriefAdded) -> None:
    brief_id = await brief_is_added()
    async with db.transaction() as tx:
        await tx.feeds.keep(["https://example.org/feed.xml", "https://example.org/2.xml"], now=NOW)
        await tx.entries.add(FeedId(1), brief_id, IDENTITY, complete=True, now=NOW)
        assert await tx.entries.like(FeedId(1), [replace(NOBODY, guid="example.org/vertice")]) == ()
        assert await tx.entries.like(FeedId(2), [IDENTITY]) == ()


async def test_an_entry_learns_and_changes(db: Database, brief_is_added: BriefAdded) -> None:
    brief_id = await brief_is_added()
    later = NOW + timedelta(hours=1)
    async with db.transaction() as tx:
        entry_id = await tx.entries.add(FeedId(1), brief_id, IDENTITY, complete=False, now=NOW)
        await tx.entries.learn(entry_id, replace(NOBODY, guid="guid-2", link="example.org/vertice"))
        for number in range(2, 12):
            await tx.entries.change(entry_id, f"f{number}", complete=False, now=later)
        await tx.entries.complete(entry_id)
        (entry,) = await tx.entries.like(FeedId(1), [replace(NOBODY, guid="guid-2")])
    assert entry.guids == ("guid-1", "guid-2")
    assert entry.links == ("example.org/vertice",)
    assert (entry.fingerprint, entry.earlier) == ("f11", tuple(f"f{number}" for number in range(3, 11)))
    assert (entry.changed_at, entry.complete) == (later, True)
