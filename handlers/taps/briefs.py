"""Buttons of briefs and of lists of them: open, turn, save, and back."""

from bot.context import Context
from bot.model import BriefId, TopicId
from bot.outcomes import Withdrawn
from bot.reading import latest, open_brief, save, saved, unsave
from bot.render.brief_keys import save_button
from bot.render.callbacks import ListKind, Open, Save, ShowDigest, ShowList, Turn, Unsave
from bot.render.keyboards import find, swapped
from bot.render.outgoing import Outgoing
from bot.render.replies.briefs import brief_list, opened
from bot.render.replies.manners import no_brief_toast, saved_toast, stale_toast, unsaved_toast
from handlers.replying import Tapped
from handlers.search import found_page
from handlers.tag import topic_page
from handlers.taps.tap import Tap

_LONGEST_ID = 18


async def turn(context: Context, tapped: Turn) -> Tapped:
    """The same brief in another language, or another page of it, in place."""
    found = await open_brief(context.services.db, context.reader, tapped.brief_id, language=tapped.language)
    if found is None:
        return _no_brief(context)
    back = find(context.keyboard, ShowList) or find(context.keyboard, ShowDigest)
    return Tapped(edit=opened(context.voice, context.reader, found, page=tapped.page, back=back))


async def open_(context: Context, tapped: Open) -> Tapped:
    """A brief of a list, in place of the list."""
    found = await open_brief(context.services.db, context.reader, tapped.brief_id)
    if found is None:
        return _no_brief(context)
    back = None if isinstance(found, Withdrawn) else tapped.way_back
    return Tapped(edit=opened(context.voice, context.reader, found, back=back))


async def show_list(context: Context, tapped: ShowList) -> Tapped:
    """A list, or another page of it, in place."""
    shown = await _list(context, tapped)
    return Tapped(edit=shown) if shown else Tapped(stale_toast(context.t))


async def keep(context: Context, tapped: Save) -> Tapped:
    """The brief is kept, and the button undoes it."""
    if not await save(context.services.db, context.reader, tapped.brief_id, now=context.now):
        return _no_brief(context)
    return _saved(context, tapped, tapped.brief_id, saved=True)


async def let_go(context: Context, tapped: Unsave) -> Tapped:
    """The brief is kept no longer."""
    await unsave(context.services.db, context.reader, tapped.brief_id)
    return _saved(context, tapped, tapped.brief_id, saved=False)


def _saved(context: Context, tapped: Save | Unsave, brief_id: BriefId, *, saved: bool) -> Tapped:
    button = save_button(context.t, brief_id, saved=saved)
    toast = saved_toast(context.t) if saved else unsaved_toast(context.t)
    return Tapped(toast, keyboard=swapped(context.keyboard, tapped, button))


async def _list(context: Context, place: ShowList) -> Outgoing | None:
    db, reader = context.services.db, context.reader
    match place.kind:
        case ListKind.TOPIC:
            return await topic_page(context, _topic_id(place.subject), place)
        case ListKind.SEARCH:
            return await found_page(context, place)
        case ListKind.LATEST:
            found = await latest(db, reader, offset=place.offset, count=place.count)
        case ListKind.SAVED:
            found = await saved(db, reader, offset=place.offset, count=place.count)
    return brief_list(context.voice, found, place)


def _topic_id(subject: str) -> TopicId:
    """The id in a button that may be forged; 0, which no topic has, for anything else."""
    is_id = subject.isascii() and subject.isdecimal() and len(subject) <= _LONGEST_ID
    return TopicId(int(subject) if is_id else 0)


def _no_brief(context: Context) -> Tapped:
    return Tapped(no_brief_toast(context.t), alert=True)


TAPS = (
    Tap(Turn, turn, changes=False),
    Tap(Open, open_, changes=False),
    Tap(ShowList, show_list, changes=False),
    Tap(Save, keep),
    Tap(Unsave, let_go),
)
