"""Words of announcements: texts, audiences and times in a few words each."""

from collections.abc import Iterable
from datetime import UTC, datetime

from bot.broadcasting.audience import Line
from bot.broadcasting.looking import Seen
from bot.i18n import Catalogue, format_list, format_moment, language_name, native_name
from bot.i18n.moments import zone_of
from bot.model import Announcement, AnnouncementId, Content, Language
from bot.render.broadcast_panels import DraftPage, ShowDraft
from bot.render.keyboards import Button
from bot.render.markup import Html, escape, join_html
from bot.render.measure import clip
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say, say_n

_BEGINNING = 60
_NAME = 40


def heading(t: Catalogue, announcement: Announcement) -> Html:
    """`Announcement 12`."""
    # Translators: {n} is the number of an announcement.
    return say(t, "<b>Announcement {n}</b>", n=announcement.id)


def title(t: Catalogue, announcement: Announcement) -> str:
    """`Announcement 12 · Good evening`, as plain text: in this language where there is a text."""
    texts = announcement.texts
    mine = [texts[t.language]] if t.language in texts else []
    words = next((words for content in (*mine, *texts.values()) if (words := beginning(content))), "")
    # Translators: {n} is the number of an announcement; its first words may follow.
    number = plain(t, "Announcement {n}", n=announcement.id)
    return f"{number} · {words}" if words else number


def text_line(t: Catalogue, line: Line, texts: dict[Language, Content]) -> Html:
    """A language of the matrix: what there is, how many readers it has, and what those get who have none."""
    readers = say_n(t, "{n} reader", "{n} readers", line.readers)
    if line.has_text:
        return join_html([Html(f"✓ {_own(line, texts)}"), readers], " · ")
    gets = [_gets(t, text, count) for text, count in line.gets.items()]
    return join_html([Html(f"○ {escape(native_name(line.language))}"), readers, *gets], " · ")


def beginning(content: Content) -> str:
    """The first words of a text, on one line; nothing for pictures without any."""
    return clip(" ".join(content.beginning.split()), _BEGINNING)


def audience(voice: Voice, seen: Seen) -> Html:
    """To whom, in words."""
    chosen, t = seen.announcement.audience, voice.t
    parts: list[Html] = []
    if chosen.languages:
        parts.append(say(t, "who read {languages} first", languages=_either(t, chosen.languages)))
    if chosen.topics:
        names = [clip(voice.names(topic), _NAME) for topic in seen.topics]
        parts.append(say(t, "who follow {topics}", topics=format_list(t, names, join="or")))
    if chosen.active_days:
        parts.append(
            say_n(t, "active in the last {n} day", "active in the last {n} days", chosen.active_days)
        )
    # Translators: to whom an announcement goes, after "To:".
    everybody = say(t, "everybody")
    if not chosen.groups:
        # Translators: to whom an announcement goes, after "To:".
        everybody = say(t, "people, no groups and channels")
    return join_html([everybody, *parts], " · ")


def time(voice: Voice, announcement: Announcement) -> Html:
    """When it goes out, in words."""
    if announcement.local_time is None:
        # Translators: when an announcement goes out.
        return say(voice.t, "as soon as it is confirmed")
    moment = local_words(voice, announcement.local_time)
    if announcement.each_zone:
        return say(voice.t, "{moment}, by each reader’s own clock", moment=moment)
    zone = announcement.zone.replace("_", " ")
    return say(voice.t, "{moment} ({zone})", moment=moment, zone=zone)


def local_words(voice: Voice, local: datetime) -> str:
    """A day and minute of some clock; the day is named where it is today's."""
    now = voice.now.astimezone(zone_of(voice.zone)).replace(tzinfo=UTC)
    return format_moment(voice.t, local.replace(tzinfo=UTC), zone="UTC", now=now, width="long")


def sound(t: Catalogue, announcement: Announcement) -> Html:
    """Whether phones make a sound."""
    # Translators: an announcement arrives so.
    return say(t, "without a sound") if announcement.silent else say(t, "with a sound")


def day_words(t: Catalogue) -> tuple[frozenset[str], frozenset[str]]:
    """The words for today and for tomorrow that an editor may type, in lower case."""
    # Translators: one word in lower case, as an editor types it before an hour.
    today, tomorrow = plain(t, "today"), plain(t, "tomorrow")
    return frozenset({"today", today.casefold()}), frozenset({"tomorrow", tomorrow.casefold()})


def back_button(t: Catalogue, draft_id: AnnouncementId, page: DraftPage = DraftPage.ALL) -> Button:
    """Leads back to a page of the draft."""
    # Translators: on a button that leads back to the panel before.
    return Button(plain(t, "◂ Back"), ShowDraft(draft_id, page))


def _own(line: Line, texts: dict[Language, Content]) -> Html:
    words = beginning(texts[line.language])
    name = native_name(line.language)
    return escape(f"{name}: {words}" if words else name)


def _gets(t: Catalogue, text: Language | None, count: int) -> Html:
    if text is None:
        # Translators: so many readers get no text of an announcement.
        return say_n(t, "{n} gets nothing", "{n} get nothing", count)
    name = language_name(text, in_=t.language)
    # Translators: so many readers get an announcement in this language.
    return say_n(t, "{n} gets it in {language}", "{n} get it in {language}", count, language=name)


def _either(t: Catalogue, languages: Iterable[Language]) -> str:
    return format_list(t, [native_name(language) for language in languages], join="or")
