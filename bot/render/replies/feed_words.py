"""How a feed stands, in words: its state, its looks, its yield."""

from collections.abc import Sequence
from datetime import datetime

from bot.i18n import format_list, format_moment, language_name
from bot.model import Feed, Language
from bot.outcomes import Tended
from bot.render.markup import Html, join_html
from bot.render.measure import clip
from bot.render.replies.troubles import trouble
from bot.render.replies.voice import Voice
from bot.render.saying import say, say_n

_NAME = 80
_LANGUAGES = 8


def name_of(feed: Feed) -> str:
    """Its title, else its address, as plain text."""
    return clip(" ".join(feed.title.split()) or feed.address, _NAME)


def state(voice: Voice, feed: Feed) -> Html:
    """Whether it is read, with the reason where it is not."""
    if feed.paused_at:
        return say(voice.t, "⏸ paused: {moment}", moment=_moment(voice, feed.paused_at))
    if feed.due_at is None:
        gone = say(voice.t, "⛔ gone, and not looked at any more")
        return join_html([gone, trouble(voice.t, feed.trouble)], "\n")
    if feed.failing_since:
        failing = say(voice.t, "⚠️ cannot be read since: {moment}", moment=_moment(voice, feed.failing_since))
        return join_html([failing, trouble(voice.t, feed.trouble)], "\n")
    if feed.looked_at:
        return say(voice.t, "✅ last look: {moment}", moment=_moment(voice, feed.looked_at))
    return say(voice.t, "not looked at yet")


def times(voice: Voice, feed: Feed) -> Html:
    """The last look where the state does not say it, the last good one, and the next one."""
    is_well = not feed.failing_since and not feed.paused_at
    last = None if is_well else feed.looked_at
    due = None if feed.paused_at else feed.due_at
    return join_html(
        [
            say(voice.t, "Last look: {moment}", moment=_moment(voice, last)) if last else Html(""),
            _succeeded(voice, feed),
            say(voice.t, "Next look: {moment}", moment=_moment(voice, due)) if due else Html(""),
        ],
        "\n",
    )


def yielded(voice: Voice, tended: Tended) -> Html:
    """How many briefs it has brought, and when the last one came."""
    if tended.last_at is None:
        return say(voice.t, "no briefs yet")
    return say_n(
        voice.t,
        "{n} brief, published: {moment}",
        "{n} briefs, the latest one: {moment}",
        tended.briefs,
        moment=_moment(voice, tended.last_at),
    )


def languages(voice: Voice, codes: Sequence[Language]) -> Html:
    """The languages it comes in; nothing for none."""
    if not codes:
        return Html("")
    names = [language_name(code, in_=voice.t.language) for code in codes[:_LANGUAGES]]
    return say(voice.t, "Languages: {languages}", languages=format_list(voice.t, names))


def _succeeded(voice: Voice, feed: Feed) -> Html:
    if feed.succeeded_at is None:
        return say(voice.t, "It was never read.") if feed.looked_at else Html("")
    return say(voice.t, "Last success: {moment}", moment=_moment(voice, feed.succeeded_at))


def _moment(voice: Voice, moment: datetime) -> str:
    return format_moment(voice.t, moment, zone=voice.zone, now=voice.now, width="long")
