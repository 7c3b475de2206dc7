"""Figures in words: the readers in a few lines, and what became of the last briefs and announcements."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from bot.editions import turnable
from bot.i18n import format_moment, format_number, format_percent, language_name, later
from bot.model import Absence, Announcement, ChatKind, Figures, Rhythm, Sending
from bot.outcomes import Sent
from bot.render.brief_text import title_of
from bot.render.keyboards import Button, Keyboard, keyboard
from bot.render.markup import Html, bold, escape, join_html
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.words import title
from bot.render.replies.voice import Voice
from bot.render.saying import plain, plain_n, say, say_n
from bot.render.stats_panels import SPANS, ShowSendings, ShowStats

K = TypeVar("K")

_MOST = 6
"""Parts of one line: the words must fit under a picture."""
_NAME = 30
_TITLE = 120

_KINDS = {
    # Translators: a kind of readers, before their number: "Private chats 120".
    ChatKind.PRIVATE: later("private chats"),
    # Translators: a kind of readers, before their number.
    ChatKind.GROUP: later("groups"),
    # Translators: a kind of readers, before their number.
    ChatKind.CHANNEL: later("channels"),
}
_RHYTHMS = {
    # Translators: how briefs come to readers, before their number.
    Rhythm.INSTANT: later("at once"),
    # Translators: how briefs come to readers, before their number.
    Rhythm.DIGESTS: later("in digests"),
    # Translators: how briefs come to readers, before their number.
    Rhythm.MUTED: later("muted"),
}
_ABSENCES = {
    # Translators: readers to whom nothing goes, before their number: they stopped the bot.
    Absence.STOPPED: later("stopped"),
    # Translators: readers to whom nothing goes, before their number: they blocked the bot.
    Absence.BLOCKED: later("blocked"),
    # Translators: readers to whom nothing goes, before their number: their chats are gone.
    Absence.GONE: later("gone"),
}


def stats(voice: Voice, figures: Figures) -> Outgoing:
    """The readers in words, short enough for the line under a picture."""
    t = voice.t
    return Outgoing(
        join_html(
            [
                join_html([bold(readers(voice, figures)), _parts(voice, figures.kinds, _KINDS)], "\n"),
                join_html([_growth(voice, figures), _active(voice, figures)], "\n"),
                _told(say(t, "Languages"), _languages(voice, figures)),
                _told(say(t, "Briefs come"), _parts(voice, figures.rhythms, _RHYTHMS)),
                _told(say(t, "Most followed"), _topics(voice, figures)),
                _told(say(t, "Absent"), _parts(voice, figures.absent, _ABSENCES)),
            ]
        ),
        _keys(voice, len(figures.days)),
    )


def readers(voice: Voice, figures: Figures) -> str:
    """How many there are, as plain text: `12.480 lettori`."""
    return plain_n(voice.t, "{n} reader", "{n} readers", figures.readers)


def sendings(voice: Voice, sent: Sequence[Sent]) -> Outgoing:
    """What became of the last briefs, then of the last announcements."""
    # Translators: on a button: count again, and show it in place.
    again = keyboard([Button(plain(voice.t, "Refresh"), ShowSendings())])
    if not sent:
        return Outgoing(say(voice.t, "Nothing has been sent yet."), again)
    briefs = [_sending(voice, each) for each in sent if not each.announcement]
    announcements = [line for each in sent if (line := _announcement(voice, each))]
    return Outgoing(
        join_html(
            [
                say(voice.t, "<b>The latest briefs</b>") if briefs else Html(""),
                *briefs,
                say(voice.t, "<b>The latest announcements</b>") if announcements else Html(""),
                *announcements,
            ]
        ),
        again,
    )


def _announcement(voice: Voice, sent: Sent) -> Html:
    """By its number and its first words; nothing for a brief."""
    if sent.announcement is None:
        return Html("")
    facts = [escape(_when(voice, sent)), say(voice.t, "Sent: {n}", n=sent.sending.sent)]
    facts += [*_troubles(voice, sent.sending), _announcement_opened(voice, sent.sending, sent.announcement)]
    return join_html([bold(title(voice.t, sent.announcement)), join_html(facts, " · ")], "\n")


def _announcement_opened(voice: Voice, sending: Sending, announcement: Announcement) -> Html:
    """Only its other languages can be pressed: one with a single text is its editor's message and no more."""
    if not any(turnable(announcement.texts, language) for language in announcement.texts):
        # Translators: of an announcement, among how many got it, and how many failed.
        return say(voice.t, "no buttons, so nobody can tell who opened it")
    # Translators: readers who pressed a button under an announcement, and their share of those who got it.
    return _some(
        say(voice.t, "Opened: {n} ({share})", n=sending.opened, share=_share(voice, sending)), sending.sent
    )


def _sending(voice: Voice, sent: Sent) -> Html:
    sending, edition = sent.sending, sent.edition
    name = title_of(voice.t, edition, limit=_TITLE) if edition else _when(voice, sent)
    told = say_n(voice.t, "sent to {n} reader", "sent to {n} readers", sending.sent)
    facts = [told, *_troubles(voice, sending), _opened(voice, sending)]
    return join_html([bold(name), join_html(facts, " · ")], "\n")


def _when(voice: Voice, sent: Sent) -> str:
    return format_moment(voice.t, sent.sending.planned_at, zone=voice.zone, now=voice.now, width="long")


def _troubles(voice: Voice, sending: Sending) -> list[Html]:
    return [
        _some(say(voice.t, "blocked: {n}", n=sending.blocked), sending.blocked),
        _some(say(voice.t, "failed: {n}", n=sending.failed), sending.failed),
    ]


def _opened(voice: Voice, sending: Sending) -> Html:
    if not sending.sent:
        return Html("")
    # Translators: readers who pressed a button under a brief, and their share of those who got it.
    return say(voice.t, "opened by {n} ({share})", n=sending.opened, share=_share(voice, sending))


def _share(voice: Voice, sending: Sending) -> str:
    return format_percent(voice.t, min(1.0, sending.opened / max(1, sending.sent)))


def _some(words: Html, n: int) -> Html:
    return words if n else Html("")


def _growth(voice: Voice, figures: Figures) -> Html:
    return say(
        voice.t,
        # Translators: {days} is 7, 30 or 90.
        "In {days} days: {came} came, {left} left",
        days=len(figures.days),
        came=figures.came,
        left=figures.left,
    )


def _active(voice: Voice, figures: Figures) -> Html:
    day, week, month = figures.active
    return say(
        voice.t,
        "Active: {day} in 24 hours, {week} in 7 days, {month} in 30 days",
        day=day,
        week=week,
        month=month,
    )


def _languages(voice: Voice, figures: Figures) -> Html:
    names = {code: language_name(code, in_=voice.t.language) for code in figures.languages}
    return _listed(voice, ((names[code], n) for code, n in figures.languages.items()))


def _topics(voice: Voice, figures: Figures) -> Html:
    return _listed(voice, ((voice.names(topic), n) for topic, n in figures.topics))


def _parts(voice: Voice, parts: Mapping[K, int], names: Mapping[K, str]) -> Html:
    return _listed(voice, ((voice.t.gettext(names[part]), n) for part, n in parts.items()))


def _listed(voice: Voice, parts: Iterable[tuple[str, int]]) -> Html:
    told = [f"{clip(name, _NAME)} {format_number(voice.t, n)}" for name, n in parts]
    return escape(" · ".join(told[:_MOST]))


def _told(what: Html, parts: Html) -> Html:
    return join_html([Html(f"<b>{what}</b>"), parts], "\n") if parts else Html("")


def _keys(voice: Voice, days: int) -> Keyboard | None:
    spans = [_span(voice, span, is_shown=span == days) for span in SPANS]
    return keyboard(spans, [Button(plain(voice.t, "Refresh"), ShowStats(days))])


def _span(voice: Voice, days: int, *, is_shown: bool) -> Button:
    # Translators: on a button; {days} is 7, 30 or 90.
    name = plain(voice.t, "{days} days", days=days)
    return Button(f"✓ {name}" if is_shown else name, ShowStats(days))
