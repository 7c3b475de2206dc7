"""Buttons of announcements: choices in place, the preview, and the way from a draft to readers' phones."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from telegram.error import BadRequest

from bot.broadcasting.drafting import Change, NotNow, change, confirm, drop_text, undo
from bot.broadcasting.looking import look
from bot.context import Context
from bot.model import Announcement, AnnouncementId, AnnouncementState, Audience, Language
from bot.model.announcement import MOST_TOPICS, TIME
from bot.render.announcement import announced
from bot.render.broadcast_panels import (
    ActiveWithin,
    AskText,
    AskTime,
    Confirm,
    Discard,
    DraftPage,
    DropText,
    ForLanguage,
    ForTopic,
    GoAt,
    InEachZone,
    Instead,
    PreviewDraft,
    ShowDraft,
    Silently,
    Undo,
    WithGroups,
)
from bot.render.keyboards import find
from bot.render.packing import C
from bot.render.replies.broadcasting.choices import time_asked
from bot.render.replies.broadcasting.draft import discard_first_asked, text_asked
from bot.render.replies.broadcasting.sending import (
    no_draft_toast,
    not_now_toast,
    preview_toast,
    refused_toast,
)
from bot.render.replies.manners import stale_toast
from handlers.admin.broadcast import place_of, show
from handlers.command import Audience as For
from handlers.previewing import send_announced
from handlers.replying import Tapped
from handlers.taps.tap import Tap

log = logging.getLogger(__name__)


async def show_draft(context: Context, tapped: ShowDraft) -> Tapped:
    """A page in place; the editor's next message is for nothing any more."""
    return await _changed(context, tapped.draft_id, tapped.page, lambda draft: draft)


async def ask_text(context: Context, tapped: AskText) -> Tapped:
    """The editor's next message is a text."""
    if tapped.language not in context.services.languages:
        return Tapped(stale_toast(context.t))
    draft = await _await(context, tapped.draft_id, tapped.language)
    if draft is None:
        return await _panel(context, tapped.draft_id)
    return Tapped(edit=text_asked(context.voice, draft.id, tapped.language))


async def ask_time(context: Context, tapped: AskTime) -> Tapped:
    """The editor's next message is a time."""
    draft = await _await(context, tapped.draft_id, TIME)
    if draft is None:
        return await _panel(context, tapped.draft_id)
    return Tapped(edit=time_asked(context.voice, draft.id))


async def drop(context: Context, tapped: DropText) -> Tapped:
    """Without a text."""
    await drop_text(context.services.db, tapped.draft_id, tapped.language)
    return await _panel(context, tapped.draft_id, DraftPage.TEXTS)


async def instead(context: Context, tapped: Instead) -> Tapped:
    """Another text for those who have none."""
    fallback = Language(tapped.language) if tapped.language in context.services.languages else None
    return await _changed(
        context, tapped.draft_id, DraftPage.TEXTS, lambda draft: replace(draft, fallback=fallback)
    )


async def for_language(context: Context, tapped: ForLanguage) -> Tapped:
    """Readers of a language, or not."""
    if tapped.language not in context.services.languages:
        return Tapped(stale_toast(context.t))

    def choose(audience: Audience) -> Audience:
        others = tuple(each for each in audience.languages if each != tapped.language)
        return replace(audience, languages=(*others, tapped.language) if tapped.yes else others)

    return await _audience(context, tapped.draft_id, choose)


async def for_topic(context: Context, tapped: ForTopic) -> Tapped:
    """Followers of a topic, or not."""

    def choose(audience: Audience) -> Audience:
        others = tuple(each for each in audience.topics if each != tapped.topic_id)
        chosen = (*others, tapped.topic_id) if tapped.yes else others
        return replace(audience, topics=chosen[:MOST_TOPICS])

    return await _audience(context, tapped.draft_id, choose, DraftPage.TOPICS)


async def active_within(context: Context, tapped: ActiveWithin) -> Tapped:
    """Those who were active, or all."""
    days = min(tapped.days, 3650) or None
    return await _audience(context, tapped.draft_id, lambda audience: replace(audience, active_days=days))


async def with_groups(context: Context, tapped: WithGroups) -> Tapped:
    """Groups and channels, or people only."""
    return await _audience(context, tapped.draft_id, lambda audience: replace(audience, groups=tapped.yes))


async def go_at(context: Context, tapped: GoAt) -> Tapped:
    """At another time; from the last question back to it."""
    local = _local(tapped.time)
    if local is None and tapped.time:
        return Tapped(stale_toast(context.t))
    page = DraftPage.SEND if find(context.keyboard, Confirm) else DraftPage.WHEN
    return await _changed(
        context,
        tapped.draft_id,
        page,
        lambda draft: replace(draft, local_time=local, zone=context.reader.zone),
    )


async def in_each_zone(context: Context, tapped: InEachZone) -> Tapped:
    """By whose clock."""
    return await _changed(
        context, tapped.draft_id, DraftPage.WHEN, lambda draft: replace(draft, each_zone=tapped.yes)
    )


async def silently(context: Context, tapped: Silently) -> Tapped:
    """With a sound, or without."""
    return await _changed(
        context, tapped.draft_id, DraftPage.ALL, lambda draft: replace(draft, silent=tapped.yes)
    )


async def preview(context: Context, tapped: PreviewDraft) -> Tapped:
    """What readers of each language get, to the editor."""
    services = context.services
    seen = await look(services.db, tapped.draft_id, services.languages, now=context.now)
    if seen is None or context.message is None:
        return Tapped(no_draft_toast(context.t), alert=True)
    draft = seen.announcement
    languages = [line.language for line in seen.reach.lines if line.has_text]
    try:
        for language in languages:
            await send_announced(context, context.message, announced(draft, language, silent=draft.silent))
    except BadRequest as error:
        return Tapped(refused_toast(context.t, error.message), alert=True)
    return Tapped(preview_toast(context.t, languages))


async def confirmed(context: Context, tapped: Confirm) -> Tapped:
    """It goes out, after the time in which it can be taken back."""
    message = context.message
    outcome = await confirm(
        context.services.db,
        tapped.draft_id,
        place_of(context),
        seen=tapped.seen,
        progress_id=message.message_id if message else None,
        now=context.now,
    )
    if isinstance(outcome, NotNow):
        return await _not_now(context, tapped.draft_id, outcome)
    _log(context, tapped.draft_id, "announcement confirmed")
    return await _panel(context, tapped.draft_id)


async def taken_back(context: Context, tapped: Undo) -> Tapped:
    """A draft again."""
    outcome = await undo(context.services.db, tapped.draft_id)
    if isinstance(outcome, NotNow):
        return await _not_now(context, tapped.draft_id, outcome)
    _log(context, tapped.draft_id, "announcement taken back")
    return await _panel(context, tapped.draft_id)


async def discard(context: Context, tapped: Discard) -> Tapped:
    """Ask first; then throw it away."""
    if tapped.sure:
        return await _changed(context, tapped.draft_id, DraftPage.ALL, _discarded)
    draft = await change(context.services.db, tapped.draft_id, lambda found: found)
    if draft is None or draft.state is not AnnouncementState.DRAFT:
        return await _panel(context, tapped.draft_id)
    return Tapped(edit=discard_first_asked(context.voice, draft.id))


def _discarded(draft: Announcement) -> Announcement:
    return replace(draft, state=AnnouncementState.DISCARDED)


def _local(time: str) -> datetime | None:
    """The day and minute in a button that may be forged."""
    try:
        return datetime.strptime(time, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 (a clock's time, of no zone)
    except ValueError:
        return None


async def _audience(
    context: Context,
    draft_id: AnnouncementId,
    choose: Callable[[Audience], Audience],
    page: DraftPage = DraftPage.AUDIENCE,
) -> Tapped:
    return await _changed(
        context, draft_id, page, lambda draft: replace(draft, audience=choose(draft.audience))
    )


async def _changed(context: Context, draft_id: AnnouncementId, page: DraftPage, change_: Change) -> Tapped:
    await change(context.services.db, draft_id, change_)
    return await _panel(context, draft_id, page)


async def _await(context: Context, draft_id: AnnouncementId, what: str) -> Announcement | None:
    """The draft, awaiting this from whoever tapped, where he tapped; None where it is no draft any more."""
    place = place_of(context)

    def await_(draft: Announcement) -> Announcement:
        here = replace(draft, editor_id=place.editor_id, chat_id=place.chat_id, thread_id=place.thread_id)
        return replace(here, awaits=what)

    draft = await change(context.services.db, draft_id, await_)
    return draft if draft and draft.state is AnnouncementState.DRAFT else None


async def _panel(context: Context, draft_id: AnnouncementId, page: DraftPage = DraftPage.ALL) -> Tapped:
    shown = await show(context, draft_id, page)
    return Tapped(edit=shown) if shown else Tapped(no_draft_toast(context.t), alert=True)


async def _not_now(context: Context, draft_id: AnnouncementId, why: NotNow) -> Tapped:
    shown = await _panel(context, draft_id, DraftPage.SEND if why is NotNow.CHANGED else DraftPage.ALL)
    return replace(shown, toast=not_now_toast(context.t, why), alert=True) if shown.edit else shown


def _log(context: Context, announcement_id: AnnouncementId, event: str) -> None:
    editor = context.author.id if context.author else None
    log.info(event, extra={"announcement": announcement_id, "editor": editor})


def _editors(kind: type[C], handle: Callable[[Context, C], Awaitable[Tapped]]) -> Tap[C]:
    """In a group too an editor is one, whoever administers it."""
    return Tap(kind, handle, changes=False, audience=For.ADMIN)


TAPS: tuple[Tap[Any], ...] = (
    _editors(ShowDraft, show_draft),
    _editors(AskText, ask_text),
    _editors(AskTime, ask_time),
    _editors(DropText, drop),
    _editors(Instead, instead),
    _editors(ForLanguage, for_language),
    _editors(ForTopic, for_topic),
    _editors(ActiveWithin, active_within),
    _editors(WithGroups, with_groups),
    _editors(GoAt, go_at),
    _editors(InEachZone, in_each_zone),
    _editors(Silently, silently),
    _editors(PreviewDraft, preview),
    _editors(Confirm, confirmed),
    _editors(Undo, taken_back),
    _editors(Discard, discard),
)
