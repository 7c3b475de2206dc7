"""Storage in memory: what the ports of polling promise, in a page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.errors import StorageError
from bot.feeds.known import Baseline, Changed, Completed, Intent, Moved, New
from bot.feeds.standing import Reported
from bot.model import Entry, EntryId, Feed, FeedId, Identity, Kept


class PretendShelf:
    """Shelf, Press and the ear of the editors at once."""

    def __init__(self, *feeds: Feed) -> None:
        self.feeds = {feed.id: feed for feed in feeds}
        self.entries: dict[EntryId, tuple[FeedId, Kept, Entry]] = {}
        self.delivered: list[str] = []
        self.changed: list[str] = []
        self.told: list[Reported] = []
        self.broken = False

    async def due(self, now: datetime) -> Sequence[Feed]:
        due = [(feed.due_at, feed) for feed in self.feeds.values() if feed.due_at and feed.due_at <= now]
        return [feed for _, feed in sorted(due, key=lambda pair: pair[0])]

    async def kept(self, feed_id: FeedId, identities: Sequence[Identity]) -> Sequence[Kept]:
        asked = {
            key
            for identity in identities
            for key in (identity.guid, identity.link, identity.title, identity.fingerprint)
        }
        return [
            kept
            for owner, kept, _ in self.entries.values()
            if owner == feed_id
            and asked & {*kept.guids, *kept.links, *kept.titles, kept.fingerprint, *kept.earlier}
        ]

    async def keep(self, feed: Feed) -> None:
        if self.broken:
            raise StorageError("The disk is full.")
        self.feeds[feed.id] = feed

    async def publish(self, feed: Feed, intents: Sequence[Intent], *, now: datetime) -> None:
        if self.broken:
            raise StorageError("The disk is full.")
        self.feeds[feed.id] = feed
        for intent in intents:
            self._write(feed.id, intent, now)

    async def tell(self, reported: Reported) -> None:
        self.told.append(reported)
        if self.broken:
            raise StorageError("The disk is full.")

    def text(self, name: str) -> str:
        """The text of the entry whose title it is."""
        (found,) = [entry for _, _, entry in self.entries.values() if entry.article.editions[0].title == name]
        return found.article.editions[0].text.text

    def _write(self, feed_id: FeedId, intent: Intent, now: datetime) -> None:
        match intent:
            case New(entry) | Baseline(entry, _):
                self._add(feed_id, entry)
                if isinstance(intent, New):
                    self.delivered.append(entry.article.editions[0].title)
            case Moved(number, learnt):
                _, kept, entry = self.entries[number]
                self.entries[number] = (feed_id, _also(kept, learnt), entry)
            case Changed(number, entry):
                _, kept, _ = self.entries[number]
                earlier = (*kept.earlier, kept.fingerprint)
                now_known = replace(
                    _also(kept, entry.identity),
                    fingerprint=entry.identity.fingerprint,
                    earlier=earlier,
                    changed_at=now,
                    complete=entry.complete,
                )
                self.entries[number] = (feed_id, now_known, entry)
                self.changed.append(entry.article.editions[0].title)
            case Completed(number, entry):
                _, kept, _ = self.entries[number]
                self.entries[number] = (feed_id, replace(kept, complete=entry.complete), entry)

    def _add(self, feed_id: FeedId, entry: Entry) -> None:
        number = EntryId(len(self.entries) + 1)
        empty = Kept(number, (), (), (), entry.identity.fingerprint)
        known = replace(
            _also(empty, entry.identity),
            published_at=entry.article.published_at,
            complete=entry.complete,
        )
        self.entries[number] = (feed_id, known, entry)


def _also(kept: Kept, identity: Identity) -> Kept:
    def more(keys: tuple[str, ...], key: str | None) -> tuple[str, ...]:
        return (*keys, key) if key and key not in keys else keys

    return replace(
        kept,
        guids=more(kept.guids, identity.guid),
        links=more(kept.links, identity.link),
        titles=more(kept.titles, identity.title),
    )
