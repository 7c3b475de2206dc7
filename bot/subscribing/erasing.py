"""Erasing: everything that is stored of a reader, as a file for him, and its end."""

import json
from datetime import datetime
from typing import Any

from bot.model import Brief, Reader, Topic
from bot.outcomes import Exported
from storage.database import Database

MOST_SAVED = 10_000


async def export(db: Database, reader: Reader, *, now: datetime) -> Exported:
    """What is stored of a reader."""
    async with db.reading() as read:
        follows = await read.subscriptions.of_reader(reader.id)
        opened = await read.opened.of_reader(reader.id)
        saved = await read.briefs.many(await read.saved.of_reader(reader.id, limit=MOST_SAVED))
    told = {
        "exported_at": now.isoformat(timespec="seconds"),
        **_told(reader, follows, saved),
        "opened": opened,
    }
    return Exported("strillone.json", json.dumps(told, ensure_ascii=False, indent=2).encode())


async def erase(db: Database, reader: Reader, *, now: datetime) -> None:
    """Forget a reader for good."""
    async with db.transaction() as tx:
        await tx.readers.remove(reader.id, now=now)


def _told(reader: Reader, follows: tuple[Topic, ...], saved: tuple[Brief, ...]) -> dict[str, Any]:
    return {
        "chat_id": reader.chat_id,
        "thread_id": reader.thread_id,
        "kind": reader.kind,
        "interface_language": reader.language,
        "reading_languages": reader.languages,
        "only_these_languages": reader.only_these,
        "scope": reader.scope,
        "time_zone": reader.zone,
        "hours": reader.schedule.hours,
        "days": reader.schedule.days,
        "quiet_hours": [quiet.begins, quiet.ends] if (quiet := reader.schedule.quiet) else None,
        "muted_until": reader.muted_until.isoformat() if reader.muted_until else None,
        "absence": reader.absence,
        "follows": [{"topic": topic.key, "label": topic.label} for topic in follows],
        "saved": [_saved(brief) for brief in saved],
    }


def _saved(brief: Brief) -> dict[str, Any]:
    titles = [edition.title for edition in brief.article.editions]
    return {"brief": brief.id, "title": titles[0] if titles else "", "link": brief.article.link}
