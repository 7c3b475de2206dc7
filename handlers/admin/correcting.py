"""Correcting: what an editor writes as the new text of an announcement that went out."""

from collections.abc import Mapping

from bot.airing.correcting import awaiting, proposed, put
from bot.airing.looking import on_air
from bot.airtime import OnAir, Proposed
from bot.broadcasting.drafting import Place, Written
from bot.context import Context
from bot.model import AnnouncementId, Content, Language
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.correction import correction_panel, not_corrected
from handlers.replying import Reply


async def correction_awaited(context: Context, place: Place, written: Written | None) -> Reply | None:
    """What an editor's message is to a correction that awaits it; None where none does."""
    db = context.services.db
    waiting = await awaiting(db, place)
    if waiting is None:
        return None
    announcement_id, language = waiting
    refused = await put(db, place, announcement_id, language, written)
    if refused:
        return not_corrected(context.voice, refused)
    return await show_correction(context, announcement_id)


async def show_correction(context: Context, announcement_id: AnnouncementId) -> Outgoing | None:
    """The texts, and the new ones that were written; None where there is no such announcement."""
    seen = await seen_on_air(context, announcement_id)
    if seen is None:
        return None
    return correction_panel(context.voice, Proposed(seen, await new_texts(context, announcement_id)))


async def new_texts(context: Context, announcement_id: AnnouncementId) -> Mapping[Language, Content]:
    """What its texts shall say instead."""
    return await proposed(context.services.db, announcement_id)


async def seen_on_air(context: Context, announcement_id: AnnouncementId) -> OnAir | None:
    """How far an announcement has come."""
    services = context.services
    return await on_air(
        services.db,
        announcement_id,
        rate=services.rate(),
        now=context.now,
        promptness=services.promptness(),
    )
