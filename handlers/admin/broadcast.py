"""/broadcast, as a reply to a message or with a text: an announcement to readers.

message ──▶ draft ──▶ its panel ──▶ taps/broadcasting.py
editor's next message ──▶ the text, or the time, that a draft awaits
"""

from dataclasses import replace

from telegram import Message

from bot.asking import stored
from bot.broadcasting.drafting import (
    Place,
    Remembered,
    Written,
    awaiting,
    begin,
    change,
    drafts_of,
    put_text,
    remember,
)
from bot.broadcasting.looking import Seen, foresee, look
from bot.broadcasting.timing import read_time
from bot.context import Context
from bot.model import Announcement, AnnouncementId, AnnouncementState, Language
from bot.model.announcement import TIME
from bot.render.broadcast_panels import DraftPage
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.air import air_panel
from bot.render.replies.broadcasting.choices import audience_panel, time_asked, time_panel, topics_panel
from bot.render.replies.broadcasting.draft import draft_panel, texts_panel
from bot.render.replies.broadcasting.sending import (
    announce_hint,
    announcement_panel,
    cannot_announce,
    drafts_panel,
    forecast_panel,
)
from bot.render.replies.broadcasting.words import day_words
from handlers.admin.correcting import correction_awaited, seen_on_air
from handlers.admin.taking import is_too_long, taken, words_behind_command
from handlers.replying import Reply

_TOPICS = 12


async def broadcast(context: Context, words: str) -> Reply:
    """A draft of the message that is replied to, or of the words; without either, the drafts there are."""
    message, place = context.message, place_of(context)
    answered = message.reply_to_message if message else None
    if message is None or not (answered or words):
        return drafts_panel(context.voice, await drafts_of(context.services.db, place.editor_id))
    written = taken(answered) if answered else words_behind_command(message)
    if written is None or is_too_long(written):
        return cannot_announce(context.voice, too_long=written is not None)
    language = _language(context, words if answered else "")
    draft_id = await begin(context.services.db, place, language, written, now=context.now)
    return await _shown(context, draft_id)


async def awaited(context: Context, message: Message) -> Reply | None:
    """What an editor's message is to a draft of his; None where it is words and for none. Of an album only
    the first message is answered."""
    db, written = context.services.db, taken(message)
    known = await remember(db, message.chat_id, written, now=context.now) if written else None
    if known and known.in_draft:
        return ()
    if (correction := await correction_awaited(context, place_of(context), written)) is not None:
        return correction
    draft = await awaiting(db, place_of(context))
    if draft is None or draft.awaits is None:
        return _hint(context, written, known)
    if draft.awaits == TIME:
        return await _timed(context, draft, message.text or "")
    return await _worded(context, draft, Language(draft.awaits), written)


def _hint(context: Context, written: Written | None, known: Remembered | None) -> Reply | None:
    """To a picture or a file that nothing waits for: how to announce it. Words are a reader's request."""
    if written is None or known is None or not written.content.media:
        return None
    return announce_hint(context.voice) if known.known == 1 else ()


def place_of(context: Context) -> Place:
    """Who drafts, and where."""
    assert context.author is not None
    message, reader = context.message, context.reader
    thread = message.message_thread_id if message and message.is_topic_message else None
    return Place(context.author.id, reader.chat_id, thread, reader.zone)


async def show(
    context: Context, draft_id: AnnouncementId, page: DraftPage = DraftPage.ALL
) -> Outgoing | None:
    """A page of a draft's panel; what is no draft any more says what became of it. None: there is none."""
    services = context.services
    seen = await look(services.db, draft_id, services.languages, now=context.now)
    if seen is None:
        return None
    match seen.announcement.state:
        case AnnouncementState.DRAFT:
            return await _page(context, seen, page)
        case AnnouncementState.SENDING:
            on_air = await seen_on_air(context, draft_id)
            return air_panel(context.voice, on_air) if on_air else None
        case _:
            return announcement_panel(context.voice, seen.announcement)


async def _page(context: Context, seen: Seen, page: DraftPage) -> Outgoing:
    voice, services = context.voice, context.services
    match page:
        case DraftPage.ALL:
            return draft_panel(voice, seen)
        case DraftPage.TEXTS:
            return texts_panel(voice, seen, services.languages)
        case DraftPage.AUDIENCE:
            return audience_panel(voice, seen, services.languages)
        case DraftPage.TOPICS:
            counts = context.topics.counts
            most = sorted(counts, key=lambda key: (-counts[key], key))[:_TOPICS]
            return topics_panel(voice, seen, await stored(services.db, context.topics, most))
        case DraftPage.WHEN:
            return time_panel(voice, seen)
        case DraftPage.SEND:
            foreseen = await foresee(services.db, seen, rate=services.rate(), now=context.now)
            return forecast_panel(voice, seen, foreseen)


async def _shown(context: Context, draft_id: AnnouncementId, page: DraftPage = DraftPage.ALL) -> Outgoing:
    shown = await show(context, draft_id, page)
    assert shown is not None
    return shown


async def _worded(
    context: Context, draft: Announcement, language: Language, written: Written | None
) -> Reply:
    if written is None or is_too_long(written):
        return cannot_announce(context.voice, too_long=written is not None)
    await put_text(context.services.db, draft, language, written)
    return await _shown(context, draft.id)


async def _timed(context: Context, draft: Announcement, words: str) -> Reply:
    zone = context.reader.zone
    today, tomorrow = day_words(context.t)
    local = read_time(words, zone=zone, now=context.now, today=today, tomorrow=tomorrow)
    if local is None:
        return time_asked(context.voice, draft.id, again=True)
    await change(context.services.db, draft.id, lambda now: replace(now, local_time=local, zone=zone))
    return await _shown(context, draft.id, DraftPage.WHEN)


def _language(context: Context, words: str) -> Language:
    """Of a draft's first text: the one that is named behind the command, else the editor's own."""
    languages = context.services.languages
    for language in (Language(words.strip().lower()), context.t.language):
        if language in languages:
            return language
    return languages[0]
