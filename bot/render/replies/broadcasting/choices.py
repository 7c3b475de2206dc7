"""The pages on which an editor chooses to whom an announcement goes, and when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.broadcasting.looking import Seen
from bot.i18n import native_name
from bot.i18n.moments import zone_of
from bot.model import Announcement, AnnouncementId, Language, Topic
from bot.render.broadcast_panels import (
    ActiveWithin,
    AskTime,
    DraftPage,
    ForLanguage,
    ForTopic,
    GoAt,
    InEachZone,
    ShowDraft,
    WithGroups,
)
from bot.render.callbacks import Callback
from bot.render.keyboards import Button, keyboard, rows_of
from bot.render.markup import Html, join_html
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.draft import matrix
from bot.render.replies.broadcasting.words import audience, back_button, heading, local_words, time
from bot.render.replies.voice import Voice
from bot.render.saying import plain, plain_n, say, say_n

_DAYS = (0, 7, 30, 90)
_NAME = 28


def audience_panel(voice: Voice, seen: Seen, languages: Sequence[Language]) -> Outgoing:
    """To whom: the count changes with every choice."""
    t, draft = voice.t, seen.announcement
    chosen = draft.audience
    by_language = [_language(draft, each) for each in languages]
    days = [
        _mark(_within(voice, n), n == (chosen.active_days or 0), ActiveWithin(draft.id, n)) for n in _DAYS
    ]
    # Translators: on a button: an announcement goes to groups and channels as well as to people.
    groups = plain(t, "Groups and channels too")
    # Translators: on a button that leads to the topics whose followers get an announcement.
    topics = Button(plain(t, "Followers of topics…"), ShowDraft(draft.id, DraftPage.TOPICS))
    return Outgoing(
        _whom(voice, seen),
        keyboard(
            by_language,
            *rows_of(days, per_row=2),
            [_mark(groups, chosen.groups, WithGroups(draft.id, not chosen.groups))],
            [topics],
            [back_button(t, draft.id)],
        ),
    )


def topics_panel(voice: Voice, seen: Seen, offered: Sequence[Topic]) -> Outgoing:
    """Whose followers get it."""
    draft = seen.announcement
    topics = dict.fromkeys((*seen.topics, *offered))
    marks = [
        _mark(
            clip(voice.names(topic), _NAME),
            topic in seen.topics,
            ForTopic(draft.id, topic.id, topic not in seen.topics),
        )
        for topic in topics
    ]
    back = back_button(voice.t, draft.id, DraftPage.AUDIENCE)
    return Outgoing(_whom(voice, seen), keyboard(*rows_of(marks, per_row=2), [back]))


def time_panel(voice: Voice, seen: Seen) -> Outgoing:
    """When: at once, at one of some times, or at one that the editor writes; and by whose clock."""
    t, draft = voice.t, seen.announcement
    # Translators: on a button: when an announcement goes out.
    now = _mark(plain(t, "At once"), draft.local_time is None, GoAt(draft.id, ""))
    times = [_time(voice, draft, at) for at in _offered(voice)]
    # Translators: on a button: the editor writes the time of an announcement himself.
    other = Button(plain(t, "Another time…"), AskTime(draft.id))
    # Translators: on a button: an announcement goes out at the chosen time of every reader's zone.
    each = plain(t, "By each reader’s own clock")
    return Outgoing(
        # Translators: above the time at which an announcement goes out.
        join_html([heading(t, draft), say(t, "When: {time}", time=time(voice, draft))]),
        keyboard(
            [now],
            *rows_of(times, per_row=1),
            [other],
            [_mark(each, draft.each_zone, InEachZone(draft.id, not draft.each_zone))],
            [back_button(t, draft.id)],
        ),
    )


def time_asked(voice: Voice, draft_id: AnnouncementId, *, again: bool = False) -> Outgoing:
    """The editor's next message is to be a time; `again` after one that was none."""
    # Translators: the hours in <code> are examples; an editor writes the word for tomorrow in his language.
    asked = say(
        voice.t,
        "Please write when it shall go out: <code>18:30</code>, <code>{tomorrow} 8:00</code> "
        "or <code>{date} 8:00</code>.",
        tomorrow=plain(voice.t, "tomorrow"),
        date=(voice.now + timedelta(days=2)).date().isoformat(),
    )
    problem = say(voice.t, "I did not understand this.") if again else Html("")
    return Outgoing(join_html([problem, asked]), keyboard([back_button(voice.t, draft_id, DraftPage.WHEN)]))


def _whom(voice: Voice, seen: Seen) -> Html:
    n = seen.reach.readers
    return join_html(
        [
            heading(voice.t, seen.announcement),
            say(voice.t, "To: {audience}", audience=audience(voice, seen)),
            matrix(voice, seen),
            say_n(voice.t, "<b>{n} reader</b> gets it.", "<b>{n} readers</b> get it.", n),
        ]
    )


def _within(voice: Voice, days: int) -> str:
    if not days:
        # Translators: on a button: readers get it whether they were active of late or not.
        return plain(voice.t, "Active or not")
    # Translators: on a button: only readers who did something in these days get it.
    return plain_n(voice.t, "Active in {n} day", "Active in {n} days", days)


def _offered(voice: Voice) -> list[datetime]:
    """The next full hour but one, this evening, and tomorrow morning, by the editor's clock."""
    local = voice.now.astimezone(zone_of(voice.zone)).replace(tzinfo=None, second=0, microsecond=0)
    hour = local.replace(minute=0) + timedelta(hours=2)
    evening, tomorrow = local.replace(hour=18, minute=30), local + timedelta(days=1)
    times = {hour, evening, *(tomorrow.replace(hour=at, minute=0) for at in (8, 13))}
    return sorted(at for at in times if at > local)


def _language(draft: Announcement, language: Language) -> Button:
    is_chosen = language in draft.audience.languages
    return _mark(native_name(language), is_chosen, ForLanguage(draft.id, language, not is_chosen))


def _time(voice: Voice, draft: Announcement, at: datetime) -> Button:
    go = GoAt(draft.id, at.isoformat(timespec="minutes"))
    return _mark(local_words(voice, at), at == draft.local_time, go)


def _mark(text: str, is_chosen: bool, callback: Callback) -> Button:
    return Button(f"✓ {text}" if is_chosen else text, callback)
