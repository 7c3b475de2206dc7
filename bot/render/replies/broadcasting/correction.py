"""The correction of an announcement: which text, what it shall say, and the question whether it shall."""

from typing import assert_never

from bot.airtime import NotCorrected, Proposed
from bot.broadcasting.marks import mark_of_texts
from bot.i18n import Catalogue, language_name, native_name
from bot.model import AnnouncementId, Content, Language
from bot.model.announcement import LONGEST_CAPTION
from bot.render.air_panels import ApplyCorrection, AskCorrection, ChooseCorrection, PreviewCorrection
from bot.render.keyboards import Button, ButtonStyle, keyboard, rows_of
from bot.render.markup import Html, escape, join_html
from bot.render.outgoing import Outgoing
from bot.render.replies.broadcasting.words import beginning, heading
from bot.render.replies.voice import Voice
from bot.render.saying import plain, say, say_n


def correction_panel(voice: Voice, proposed: Proposed) -> Outgoing:
    """The texts, the new ones among them, and what would follow."""
    t, announcement = voice.t, proposed.on_air.announcement
    lines = [
        _line(language, content, proposed.texts.get(language))
        for language, content in announcement.texts.items()
    ]
    asks = [_ask_button(voice, proposed, language) for language in announcement.texts]
    follows = _what_follows(t, proposed) if proposed.texts else say(t, "Which text shall be corrected?")
    ways = _decisions(t, proposed) if proposed.texts else [[_no_button(t, announcement.id)]]
    return Outgoing(
        join_html([heading(t, announcement), join_html(lines, "\n"), follows]),
        keyboard(*rows_of(asks, per_row=2), *ways),
    )


def correction_asked(
    voice: Voice, announcement_id: AnnouncementId, language: Language, *, words: bool
) -> Outgoing:
    """The editor's next message is to be the new text; or the `words` under pictures that stay."""
    t, name = voice.t, language_name(language, in_=voice.t.language)
    if words:
        asked = say(
            t,
            "Please send me the words that shall stand under it in <b>{language}</b>. "
            "Pictures and files stay as they are.",
            language=name,
        )
    else:
        asked = say(t, "Please send me the corrected text in <b>{language}</b>.", language=name)
    # Translators: on a button that leads back to the panel before.
    back = Button(plain(t, "◂ Back"), ChooseCorrection(announcement_id))
    return Outgoing(asked, keyboard([back]))


def not_corrected(voice: Voice, why: NotCorrected) -> Outgoing:
    """Why a message is no correction."""
    t = voice.t
    match why:
        case NotCorrected.GONE:
            return Outgoing(say(t, "This announcement cannot be corrected any more."))
        case NotCorrected.TOO_LONG:
            return Outgoing(
                say(
                    t,
                    "The text is too long: under a picture there is room for {n} characters.",
                    n=LONGEST_CAPTION,
                )
            )
        case NotCorrected.CHANGED:
            return Outgoing(say(t, "It was changed meanwhile. Please look at it once more."))
        case NotCorrected.NO_WORDS:
            return Outgoing(
                say(t, "I need words for that: a text stays a text, and pictures stay as they are.")
            )
        case unexpected:
            assert_never(unexpected)


def corrected_said(t: Catalogue) -> Outgoing:
    """After a confirmation."""
    return Outgoing(say(t, "It is being corrected. Its panel shows the progress."))


def nothing_corrected_toast(t: Catalogue) -> str:
    """After one that came too late."""
    return plain(t, "There is nothing to correct.")


def _line(language: Language, old: Content, new: Content | None) -> Html:
    """`✎ Italiano: Buonasera → Buongiorno`"""
    name = native_name(language)
    if new is None:
        return escape(f"{name}: {beginning(old)}")
    return escape(f"✎ {name}: {beginning(old)} → {beginning(new)}")


def _what_follows(t: Catalogue, proposed: Proposed) -> Html:
    """How many copies there are; those in other languages are left alone."""
    origin = proposed.on_air.origin
    sent, left = (origin.sent, origin.to_go) if origin else (0, 0)
    copies = say_n(
        t,
        "Of the {n} copy that was sent, those in these languages are edited.",
        "Of the {n} copies that were sent, those in these languages are edited.",
        sent,
    )
    others = say_n(
        t,
        "{n} message that is still to go carries the new texts.",
        "{n} messages that are still to go carry the new texts.",
        left,
    )
    return join_html([copies, others if left else Html("")], " ")


def _ask_button(voice: Voice, proposed: Proposed, language: Language) -> Button:
    name = native_name(language)
    text = f"✎ {name}" if language in proposed.texts else name
    return Button(text, AskCorrection(proposed.on_air.announcement.id, language))


def _decisions(t: Catalogue, proposed: Proposed) -> list[list[Button]]:
    announcement_id = proposed.on_air.announcement.id
    apply = ApplyCorrection(announcement_id, yes=True, seen=mark_of_texts(proposed.texts))
    # Translators: on a button: the new texts of an announcement take the place of the old ones.
    yes = Button(plain(t, "Correct it"), apply, style=ButtonStyle.PRIMARY)
    # Translators: on a button: see the new texts of an announcement as its readers will.
    see = Button(plain(t, "Preview"), PreviewCorrection(announcement_id))
    return [[see, yes], [_no_button(t, announcement_id)]]


def _no_button(t: Catalogue, announcement_id: AnnouncementId) -> Button:
    return Button(plain(t, "No, change nothing"), ApplyCorrection(announcement_id, yes=False))
