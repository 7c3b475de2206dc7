"""/start: somebody comes, or comes back. It may carry a payload: `tag-…`, `brief-…`, `digest-…`, `lang-…`."""

import re

from bot.context import Context
from bot.model import BriefId, Language
from bot.outcomes import UnknownTopic
from bot.reading import open_brief
from bot.render.callbacks import ShowDigest
from bot.render.outgoing import Outgoing
from bot.render.packing import unpack
from bot.render.replies.briefs import opened
from bot.render.replies.following import followed
from bot.render.replies.welcome import home, welcome, welcome_back
from bot.subscribing import choose_languages, follow, followed_by, return_
from handlers.permission import may_change
from handlers.replying import Reply
from handlers.taps.digests import show_digest

_BRIEF = re.compile(r"(?P<id>[0-9]{1,18})(?:-(?P<language>[a-z]{2}))?", re.ASCII)


async def start(context: Context, words: str) -> Reply:
    """Welcome the reader, and do what the link asks that brought him."""
    is_allowed = await may_change(context)
    if is_allowed:
        await _return(context)
    kind, _, value = words.partition("-")
    opener = _OPENERS.get(kind)
    if opener and (asked := await opener(context, value)):
        return (await _welcome(context), asked) if context.is_new else asked
    if kind == "tag" and is_allowed and (said := await _follow(context, value)):
        return said
    if kind == "lang" and is_allowed:
        await _speak(context, value)
    return await _welcome(context)


async def _return(context: Context) -> None:
    """He wants briefs again, if he had stopped them."""
    returned = await return_(context.services.db, context.reader, now=context.now)
    context.is_back = context.is_back or returned.from_ is not None
    await context.refresh_reader()


async def _welcome(context: Context) -> Outgoing:
    voice, reader = context.voice, context.reader
    following = len(await followed_by(context.services.db, reader))
    if context.is_new:
        return welcome(voice, reader, following=following)
    if context.is_back:
        return welcome_back(voice, reader, following=following)
    return home(voice, reader, following=following)


async def _follow(context: Context, slug: str) -> Outgoing | None:
    """Who comes by the link of a topic wants that topic: it is followed outright, as by /follow."""
    services = context.services
    outcome = await follow(services.db, context.topics, context.reader, slug, now=context.now)
    return None if isinstance(outcome, UnknownTopic) else followed(context.voice, context.reader, outcome)


async def _open(context: Context, value: str) -> Outgoing | None:
    match = _BRIEF.fullmatch(value)
    if match is None:
        return None
    language = Language(match["language"]) if match["language"] else None
    found = await open_brief(
        context.services.db, context.reader, BriefId(int(match["id"])), language=language
    )
    return opened(context.voice, context.reader, found) if found else None


async def _unfold(context: Context, value: str) -> Outgoing | None:
    """A digest of a channel, in his own chat."""
    tapped = unpack(f"digest:{value.replace('-', ':')}")
    return (await show_digest(context, tapped)).edit if isinstance(tapped, ShowDigest) else None


_OPENERS = {"brief": _open, "digest": _unfold}


async def _speak(context: Context, code: str) -> None:
    """Who comes by the link of a language wants the interface and his briefs in it."""
    language, published = Language(code.lower()), context.services.languages
    if language not in published:
        return

    await choose_languages(
        context.services.db,
        context.reader,
        lambda choice: choice.speaking(language, published=published).first(language),
    )
    await context.refresh_reader()
