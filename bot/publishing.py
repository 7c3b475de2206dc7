"""Publishing: what a look at a feed decided → briefs, their topics, and a delivery for each who wants them.

    New        a brief, its entry, a job, one delivery for each reader who wants it
    Baseline   a brief and its entry; nobody is told
    Changed    the brief's next revision, and an edit of every copy that was sent; what Telegram refused of
               it is tried again
    Completed  the same: its page was read at last
    Moved      the entry is known under one more name

All of one look, the feed's own state included, is written in the transaction of the caller: nothing is sent
before all of it is on disk, and a kill at any instant leaves either the look before or this one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never

from bot.feeds.known import Baseline, Changed, Completed, Intent, Moved, New
from bot.hours import next_time
from bot.model import Article, BriefId, BriefState, Entry, EntryId, FeedId, JobKind, Lane
from bot.refusing import leave, mend
from bot.repairing import go_on, plan_brief
from bot.topic_book import Topics
from storage.planning import Timed
from storage.repositories import Repositories


@dataclass(frozen=True, slots=True)
class Published:
    """What a look brought: new briefs with how many readers they go to, and briefs with a new revision."""

    new: Mapping[BriefId, int] = field(default_factory=dict)
    revised: tuple[BriefId, ...] = ()


async def publish(
    tx: Repositories,
    feed_id: FeedId,
    intents: Sequence[Intent],
    *,
    topics: Topics,
    now: datetime,
    hold: timedelta = timedelta(),
) -> Published:
    """Write what was decided. `hold` is how long a new brief waits for an editor's veto."""
    desk = _Desk(tx, feed_id, topics, now, hold)
    new: dict[BriefId, int] = {}
    revised: list[BriefId] = []
    for intent in intents:
        match intent:
            case New(entry):
                brief_id = await desk.add(entry, hold=hold)
                new[brief_id] = await desk.plan(brief_id)
            case Baseline(entry):
                await desk.add(entry)
            case Changed(entry_id, entry) | Completed(entry_id, entry):
                if (changed := await desk.revise(entry_id, entry)) is not None:
                    revised.append(changed)
            case Moved(entry_id, learnt):
                await tx.entries.learn(entry_id, learnt)
            case unexpected:
                assert_never(unexpected)
    return Published(new, tuple(revised))


async def withdraw(tx: Repositories, brief_id: BriefId, *, now: datetime) -> int:
    """Take a brief back: nobody gets it any more, and the copies sent say so.

    Return of how many that is planned: of the first ones where they are very many.
    """
    await tx.briefs.set_state(brief_id, BriefState.WITHDRAWN)
    await leave(tx, brief_id, now=now)
    return await _plan_copies(tx, JobKind.RECALL, brief_id, key=f"recall:{brief_id}", now=now)


@dataclass(frozen=True, slots=True)
class _Desk:
    """One look's transaction, and what it needs to know."""

    tx: Repositories
    feed_id: FeedId
    topics: Topics
    now: datetime
    hold: timedelta

    async def add(self, entry: Entry, *, hold: timedelta = timedelta()) -> BriefId:
        release_at = self.now + hold if hold else None
        brief_id = await self.tx.briefs.add(self.feed_id, entry.article, now=self.now, release_at=release_at)
        await self.file(brief_id, entry.article)
        await self.tx.entries.add(
            self.feed_id, brief_id, entry.identity, complete=entry.complete, now=self.now
        )
        return brief_id

    async def plan(self, brief_id: BriefId) -> int:
        job = await self.tx.ledger.jobs.add(
            JobKind.BRIEF, brief_id, key=f"brief:{brief_id}", lane=Lane.BRIEF, now=self.now
        )
        if job is None:
            return 0
        due = self.now + self.hold
        planned = await self.tx.ledger.plan.brief(job, now=due, times=await self._times(due))
        await self.tx.ledger.jobs.freeze(job.id, planned=planned, now=self.now)
        return planned

    async def revise(self, entry_id: EntryId, entry: Entry) -> BriefId | None:
        known = await self.tx.entries.brief_of(entry_id)
        if known is None:
            return None
        brief_id, was_complete = known
        await self.tx.entries.learn(entry_id, entry.identity)
        await self.tx.entries.change(
            entry_id, entry.identity.fingerprint, complete=entry.complete, now=self.now
        )
        if was_complete and not entry.complete:
            # Its page could not be read: the summary must not take the place of the text. Read it next time.
            return None
        return await self._correct(brief_id, entry.article)

    async def _correct(self, brief_id: BriefId, article: Article) -> BriefId | None:
        revision = await self.tx.briefs.revise(brief_id, article)
        await self.file(brief_id, article)
        if await self._is_withdrawn(brief_id):
            # The copies say that it is withdrawn. A correction must not bring its text back.
            return brief_id
        await mend(self.tx, brief_id, now=self.now)
        key = f"correction:{brief_id}:{revision}"
        await _plan_copies(self.tx, JobKind.CORRECTION, brief_id, key=key, now=self.now)
        return brief_id

    async def _is_withdrawn(self, brief_id: BriefId) -> bool:
        brief = await self.tx.briefs.get(brief_id)
        return brief is not None and brief.state is BriefState.WITHDRAWN

    async def file(self, brief_id: BriefId, article: Article) -> None:
        """Put a brief under its topics, and under every word by which a reader may search them."""
        classified = self.topics.vocabulary.topics_of(article.tags)
        filed = await self.tx.topics.ensure({tagged.key: tagged.label for tagged in classified.topics})
        names = [
            self.topics.name(topic, language)
            for topic in filed
            for language in self.topics.vocabulary.languages
        ]
        words = dict.fromkeys([*article.tags, *names])
        await self.tx.briefs.set_topics(brief_id, [topic.id for topic in filed], names="\n".join(words))

    async def _times(self, due: datetime) -> dict[Timed, datetime]:
        timed = await self.tx.readers.schedules()
        times = {(zone, schedule): next_time(schedule, zone, due) for zone, schedule in timed}
        return {who: time for who, time in times.items() if time is not None}


async def _plan_copies(tx: Repositories, kind: JobKind, brief_id: BriefId, *, key: str, now: datetime) -> int:
    job = await tx.ledger.jobs.add(kind, brief_id, key=key, lane=Lane.BRIEF, now=now)
    if job is None:
        return 0
    await go_on(tx, job, plan_brief, now=now)
    return await tx.ledger.jobs.planned(job.id)
