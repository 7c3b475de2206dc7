"""Looking: one look at feeds, printed. Stores nothing, sends nothing, reads no article pages."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.errors import FeedError, Refused
from bot.feeds.guard import Guard
from bot.feeds.parse import Parser
from bot.feeds.reading import Read, Reading
from bot.feeds.session import open_session
from bot.model import Entry, Language, ParsedFeed
from bot.settings import Settings
from bot.tags import Vocabulary, vocabulary

Json = dict[str, object]


async def look(settings: Settings, address: str, *, now: datetime) -> ParsedFeed:
    """What a feed yields at this moment. Raises FeedError with the reason when that is nothing."""
    _check(address, allow_private=settings.allow_private_hosts)
    async with open_session(allow_private=settings.allow_private_hosts) as session:
        found = await Reading(session, Parser(), settings.publication).feed(address, now=now)
    assert isinstance(found, Read)  # nothing is known of it, so nothing can be unchanged
    return found.parsed


def _check(address: str, *, allow_private: bool) -> None:
    """Raises Refused for an address that may not be asked, with the remedy where there is one."""
    Guard(allow_private=True).check(address)
    try:
        Guard(allow_private=allow_private).check(address)
    except Refused as error:
        raise Refused(f"{error} Set ALLOW_PRIVATE_HOSTS=true if it is meant.") from error


async def report(settings: Settings, address: str, *, now: datetime, as_json: bool) -> tuple[str, bool]:
    """The lines to print for a feed, and whether it could be read."""
    try:
        feed = await look(settings, address, now=now)
    except FeedError as error:
        reason = {"feed": address, "error": str(error)}
        return (json.dumps(reason, ensure_ascii=False) if as_json else f"{address}\n  {error}"), False
    topics = vocabulary(settings.languages)
    if not as_json:
        lines = [_heading(address, feed), *(_line(entry, settings, topics) for entry in feed.entries)]
        return "\n".join(lines), True
    found = [_object(address, entry, topics) for entry in feed.entries]
    empty: Json = {"feed": address, "note": "a feed without entries"}
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in found or [empty]), True


def _object(address: str, entry: Entry, topics: Vocabulary) -> Json:
    article, identity = entry.article, entry.identity
    return {
        "feed": address,
        "id": identity.guid or identity.link or identity.title or identity.fingerprint,
        "published": article.published_at.isoformat() if article.published_at else None,
        "languages": [edition.language for edition in article.editions],
        "title": article.editions[0].title if article.editions else "",
        "topics": _topics(entry, topics),
        "link": article.link,
    }


def _heading(address: str, feed: ParsedFeed) -> str:
    came_half = f", {feed.dropped} that came half" if feed.dropped else ""
    return f"{address}\n  {feed.title or 'no title'}: {len(feed.entries)} entries{came_half}"


def _line(entry: Entry, settings: Settings, topics: Vocabulary) -> str:
    article = entry.article
    moment = article.published_at
    zone = ZoneInfo(settings.time_zone)
    when = moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else "no date         "
    languages = " ".join(edition.language for edition in article.editions)
    title = article.editions[0].title if article.editions else "no title"
    named = ", ".join(_topics(entry, topics))
    return f"  {when}  [{languages}] {title}" + (f"  ({named})" if named else "")


def _topics(entry: Entry, topics: Vocabulary) -> list[str]:
    language = entry.article.editions[0].language if entry.article.editions else Language("en")
    found = topics.topics_of(entry.article.tags).topics
    return [topics.name(tagged.key, language, label=tagged.label) for tagged in found]
