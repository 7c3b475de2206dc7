"""/why: why a brief came. As an answer to the brief, or alone about the last one."""

from bot.context import Context
from bot.explaining import explain, which_brief
from bot.model import BriefId, ChatKind
from bot.outcomes import Progress
from bot.render.as_telegram import from_markup
from bot.render.callbacks import Save, Turn, Unsave
from bot.render.keyboards import find
from bot.render.replies.why import no_why
from bot.render.replies.why import why as why_reply
from bot.withdrawing import progress_of
from handlers.replying import Reply


async def why(context: Context, words: str) -> Reply:
    """Which topic, which language, which hours; for an editor also who got it."""
    brief_id = await _asked(context)
    found = await explain(context.services.db, context.reader, brief_id) if brief_id else None
    if found is None:
        return no_why(context.voice)
    return why_reply(context.voice, context.reader, found, await _progress(context, found.brief.id))


async def _asked(context: Context) -> BriefId | None:
    """The brief that he answers: by its buttons, which an opened one has too, else by its message."""
    answered = context.message.reply_to_message if context.message else None
    if answered is not None:
        keys = from_markup(answered.reply_markup)
        if under := find(keys, Save) or find(keys, Unsave) or find(keys, Turn):
            return under.brief_id
    message_id = answered.message_id if answered else None
    return await which_brief(context.services.db, context.reader, message_id=message_id)


async def _progress(context: Context, brief_id: BriefId) -> Progress | None:
    """For an editor in his own chat: what he sees is not for a group."""
    if not context.is_admin or context.reader.kind is not ChatKind.PRIVATE:
        return None
    return await progress_of(context.services.db, context.reader, brief_id)
