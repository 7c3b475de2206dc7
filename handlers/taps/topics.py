"""Buttons of topics: follow, unfollow, mark in the panel, everything or not."""

from bot.context import Context
from bot.model import Topic
from bot.outcomes import Followed, NotFollowable, Unfollowed
from bot.render.brief_keys import follow_button, unfollow_button
from bot.render.callbacks import NO_BRIEF, Follow, Open, Save, Turn, Unfollow, Unsave
from bot.render.keyboards import find, swapped
from bot.render.panels import ChangeScope, Mark
from bot.render.replies.following import (
    follow_toast,
    followed,
    scope_changed,
    unfollow_toast,
    unfollowed,
)
from bot.render.replies.manners import stale_toast
from bot.subscribing import change_scope, follow_topic, followed_by, unfollow_topic
from handlers.replying import Tapped
from handlers.tags import show_topics
from handlers.taps.tap import Tap


async def follow(context: Context, tapped: Follow) -> Tapped:
    """The topic is followed. Under a brief or a list only the button changes, elsewhere the whole message."""
    services = context.services
    outcome = await follow_topic(
        services.db, context.topics, context.reader, tapped.topic_id, now=context.now
    )
    if outcome is None:
        return Tapped(stale_toast(context.t))
    toast = follow_toast(context.voice, outcome)
    if not _stands_under_briefs(context):
        return Tapped(toast, edit=followed(context.voice, context.reader, outcome))
    if isinstance(outcome, NotFollowable):
        return Tapped(toast, alert=True)
    other = unfollow_button(context.t, tapped.topic_id, NO_BRIEF, _name(context, outcome.topic))
    return Tapped(toast, keyboard=swapped(context.keyboard, tapped, other), alert=outcome.narrowed)


async def unfollow(context: Context, tapped: Unfollow) -> Tapped:
    """The topic is followed no longer. Where it was the last one that is said until it is read."""
    outcome = await unfollow_topic(context.services.db, context.reader, tapped.topic_id)
    if outcome is None:
        return Tapped(stale_toast(context.t))
    toast = unfollow_toast(context.voice, outcome)
    if not _stands_under_briefs(context):
        return Tapped(toast, edit=unfollowed(context.voice, outcome))
    other = follow_button(context.t, tapped.topic_id, _name(context, outcome.topic))
    is_last = isinstance(outcome, Unfollowed) and not outcome.left
    return Tapped(toast, keyboard=swapped(context.keyboard, tapped, other), alert=is_last)


async def mark(context: Context, tapped: Mark) -> Tapped:
    """The topic is followed or not, and the panel shows it."""
    toast = await (_marked if tapped.follow else _unmarked)(context, tapped)
    if toast is None:
        return Tapped(stale_toast(context.t))
    await context.refresh_reader()
    return Tapped(toast, edit=await show_topics(context, tapped.page))


async def scope(context: Context, tapped: ChangeScope) -> Tapped:
    """Everything, or followed topics only."""
    db = context.services.db
    await change_scope(db, context.reader, tapped.scope)
    await context.refresh_reader()
    if tapped.in_panel:
        return Tapped(edit=await show_topics(context, 0))
    following = len(await followed_by(db, context.reader))
    return Tapped(edit=scope_changed(context.voice, tapped.scope, following=following))


async def _marked(context: Context, tapped: Mark) -> str | None:
    outcome: Followed | NotFollowable | None = await follow_topic(
        context.services.db, context.topics, context.reader, tapped.topic_id, now=context.now
    )
    return follow_toast(context.voice, outcome) if outcome else None


async def _unmarked(context: Context, tapped: Mark) -> str | None:
    outcome = await unfollow_topic(context.services.db, context.reader, tapped.topic_id)
    return unfollow_toast(context.voice, outcome) if outcome else None


def _stands_under_briefs(context: Context) -> bool:
    """Whether the message is a brief or a list, which must stay."""
    return any(find(context.keyboard, kind) for kind in (Open, Turn, Save, Unsave))


def _name(context: Context, topic: Topic) -> str:
    return context.voice.names(topic)


TAPS = (Tap(Follow, follow), Tap(Unfollow, unfollow), Tap(Mark, mark), Tap(ChangeScope, scope))
