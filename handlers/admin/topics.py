"""/topics: the topics as editors see them, and what they say of them."""

from bot.context import Context
from bot.curating import curate
from bot.render.replies.curating import curated, topics_overview
from handlers.replying import Reply


async def topics(context: Context, words: str) -> Reply:
    """All topics; with words, a change of one of them."""
    services = context.services
    if not words:
        return _overview(context)
    outcome = await curate(services.db, services.book, words, languages=services.languages, now=context.now)
    return curated(context.voice, outcome)


def _overview(context: Context) -> Reply:
    known, language = context.topics, context.t.language
    counted = sorted(known.counts.items(), key=lambda each: (-each[1], each[0]))
    lines = [
        (
            known.vocabulary.name(key, language, label=known.labels.get(key, "")),
            count,
            known.vocabulary.followable(key),
        )
        for key, count in counted
        if count
    ]
    hidden = sorted(known.vocabulary.additions.hidden)
    return topics_overview(context.voice, lines, hidden, of=len(lines))
