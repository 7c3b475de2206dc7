"""The pages of a draft: all of it, its texts, and the questions that its editor answers by a message."""

from collections.abc import Sequence

from bot.broadcasting.looking import Seen
from bot.i18n import language_name, native_name
from bot.model import Announcement, AnnouncementId, Language
from bot.render.broadcast_panels import (
    AskText,
    Discard,
    DraftPage,
    DropText,
    Instead,
    PreviewDraft,
    ShowDraft,
    Silently,
)
from bot.render.keyboards import Button, ButtonStyle, keyboard, rows_of
from bot.render.markup import Html, join_html
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.words import (
    audience,
    back_button,
    heading,
    sound,
    text_line,
    time,
)
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say, say_n


def draft_panel(voice: Voice, seen: Seen) -> Outgoing:
    """All of a draft, and the ways to each part of it."""
    t, draft = voice.t, seen.announcement
    facts = [
        # Translators: to whom an announcement goes.
        say(t, "To: {audience}", audience=audience(voice, seen)),
        # Translators: when an announcement goes out, and whether it makes a sound.
        say(t, "When: {time}, {sound}", time=time(voice, draft), sound=sound(t, draft)),
        say_n(t, "<b>{n} reader</b> gets it.", "<b>{n} readers</b> get it.", seen.reach.readers),
    ]
    text = join_html([heading(t, draft), matrix(voice, seen), join_html(facts, "\n")])
    return Outgoing(text, keyboard(*_ways(voice, seen)))


def texts_panel(voice: Voice, seen: Seen, languages: Sequence[Language]) -> Outgoing:
    """The texts of a draft: to be written or replaced, taken out, and what those get who have none."""
    t, draft = voice.t, seen.announcement
    asks = [_ask_button(voice, seen, language) for language in languages]
    drops = [_drop_button(voice, draft.id, language) for language in draft.texts if len(draft.texts) > 1]
    question = say(t, "Readers without a text in their languages get:")
    # Translators: on a button: readers without a text in their languages get nothing.
    choices: list[tuple[str, str]] = [("", plain(t, "nothing"))]
    choices += [(language, native_name(language)) for language in draft.texts]
    instead = [
        Button(_chosen(name, value == (draft.fallback or "")), Instead(draft.id, value))
        for value, name in choices
    ]
    return Outgoing(
        join_html([heading(t, draft), matrix(voice, seen), question]),
        keyboard(*rows_of(instead, per_row=3), *rows_of(asks, per_row=2), drops, [back_button(t, draft.id)]),
    )


def text_asked(voice: Voice, draft_id: AnnouncementId, language: Language) -> Outgoing:
    """The editor's next message is to be a text."""
    asked = say(
        voice.t,
        "Please send me the text in <b>{language}</b>: a message as readers shall get it, "
        "also a picture, a file or an album.",
        language=language_name(language, in_=voice.t.language),
    )
    return Outgoing(asked, keyboard([back_button(voice.t, draft_id, DraftPage.TEXTS)]))


def discard_first_asked(voice: Voice, draft_id: AnnouncementId) -> Outgoing:
    """Before a draft is thrown away."""
    t = voice.t
    # Translators: on a button, after the question whether a draft shall be thrown away.
    yes = Button(plain(t, "Yes, discard it"), Discard(draft_id, sure=True), style=ButtonStyle.DANGER)
    # Translators: on a button, after the question whether a draft shall be thrown away.
    no = Button(plain(t, "No, keep it"), ShowDraft(draft_id, DraftPage.ALL))
    return Outgoing(say(t, "Discard announcement {n}?", n=draft_id), keyboard([yes], [no]))


def matrix(voice: Voice, seen: Seen) -> Html:
    """A line for each language."""
    texts = dict(seen.announcement.texts)
    return join_html([text_line(voice.t, line, texts) for line in seen.reach.lines], "\n")


def _ways(voice: Voice, seen: Seen) -> list[list[Button]]:
    t, draft = voice.t, seen.announcement
    # Translators: on a button that leads to the texts of an announcement.
    texts = _way(draft.id, plain(t, "Texts"), DraftPage.TEXTS)
    # Translators: on a button that leads to the audience of an announcement.
    audience = _way(draft.id, plain(t, "To whom"), DraftPage.AUDIENCE)
    # Translators: on a button that leads to the time of an announcement.
    when = _way(draft.id, plain(t, "When"), DraftPage.WHEN)
    # Translators: on a button: see an announcement as its readers will.
    preview = Button(plain(t, "Preview"), PreviewDraft(draft.id))
    # Translators: on a button: leads to the question whether to send an announcement.
    send = Button(plain(t, "Send…"), ShowDraft(draft.id, DraftPage.SEND), style=ButtonStyle.PRIMARY)
    # Translators: on a button: throw a draft away.
    discard = Button(plain(t, "Discard"), Discard(draft.id, sure=False))
    return [[texts, audience], [when, _sound_button(voice, draft)], [preview, discard], [send]]


def _sound_button(voice: Voice, draft: Announcement) -> Button:
    # Translators: on a button: the message makes no sound from then on, or makes one again.
    other = plain(voice.t, "With a sound") if draft.silent else plain(voice.t, "Without a sound")
    return Button(other, Silently(draft.id, not draft.silent))


def _way(draft_id: AnnouncementId, text: str, page: DraftPage) -> Button:
    return Button(text, ShowDraft(draft_id, page))


def _ask_button(voice: Voice, seen: Seen, language: Language) -> Button:
    name = native_name(language)
    there = language in seen.announcement.texts
    # Translators: on a button: write another text in this language, or a first one.
    text = plain(voice.t, "Replace {language}", language=name) if there else f"＋ {name}"
    return Button(text, AskText(seen.announcement.id, language))


def _drop_button(voice: Voice, draft_id: AnnouncementId, language: Language) -> Button:
    return Button(f"✕ {native_name(language)}", DropText(draft_id, language))


def _chosen(name: str, is_chosen: bool) -> str:
    return f"✓ {name}" if is_chosen else name
