"""Curating: what editors say of topics. The topic book is read again at once, so that it holds."""

from collections.abc import Sequence
from datetime import datetime

from bot.asking import ask
from bot.model import Language, TopicKey
from bot.outcomes import Aliased, Judged, Misunderstood, Named, UnknownTopic
from bot.tags import slug
from bot.tags.slug import tidy
from bot.topic_book import TopicBook
from storage.database import Database

LONGEST_NAME = 60

Curated = Aliased | Named | Judged | UnknownTopic | Misunderstood


async def curate(
    db: Database, book: TopicBook, words: str, *, languages: Sequence[Language], now: datetime
) -> Curated:
    """Do what an editor's words ask:

    alias LABEL = TOPIC · name TOPIC LANGUAGE NAME · show LABEL · hide LABEL
    """
    verb, _, rest = words.strip().partition(" ")
    match verb.lower():
        case "alias":
            outcome = await _alias(db, book, rest)
        case "name":
            outcome = await _name(db, book, rest, languages)
        case "show" | "hide":
            outcome = await _judge(db, rest, shown=verb.lower() == "show")
        case _:
            return Misunderstood()
    if isinstance(outcome, Aliased | Named | Judged):
        await book.refresh(db, now=now)
    return outcome


async def _alias(db: Database, book: TopicBook, rest: str) -> Curated:
    """Make a label another name of a topic; what was filed under the label goes to the topic."""
    label, sign, words = rest.partition("=")
    written = slug(label)
    if not sign or not written or not words.strip():
        return Misunderstood()
    topic = await ask(db, book.now, words)
    if isinstance(topic, UnknownTopic):
        return topic
    async with db.transaction() as tx:
        await tx.topics.add_alias(written, topic.key)
        for old in await tx.topics.by_keys([TopicKey(f"tag:{written}")]):
            if old.id != topic.id:
                await tx.topics.merge(old.id, topic.id)
    return Aliased(tidy(label), topic)


async def _name(db: Database, book: TopicBook, rest: str, languages: Sequence[Language]) -> Curated:
    """Call a topic by a name in a language. The topic ends at the language: `politica agricola it PAC`."""
    words = rest.split()
    for place, word in enumerate(words[1:-1], start=1):
        if word.lower() in languages:
            name = tidy(" ".join(words[place + 1 :]))[:LONGEST_NAME].strip()
            return await _call(db, book, " ".join(words[:place]), Language(word.lower()), name)
    return Misunderstood()


async def _call(db: Database, book: TopicBook, words: str, language: Language, name: str) -> Curated:
    if not slug(name):
        return Misunderstood()
    topic = await ask(db, book.now, words)
    if isinstance(topic, UnknownTopic):
        return topic
    async with db.transaction() as tx:
        await tx.topics.set_name(topic.key, language, name)
    return Named(topic, language, name)


async def _judge(db: Database, label: str, *, shown: bool) -> Curated:
    """Make a label a topic, or noise, whatever the rules say."""
    written = slug(label)
    if not written:
        return Misunderstood()
    async with db.transaction() as tx:
        await tx.topics.set_verdict(written, shown=shown)
    return Judged(tidy(label), shown)
