"""The panel of languages: that of the interface, and those of the briefs in order."""

from collections.abc import Sequence

from bot.choices import Choice
from bot.i18n import format_list, language_name, native_name
from bot.model import Language
from bot.render.keyboards import Button, ButtonStyle, keyboard, rows_of
from bot.render.markup import Html, join_html
from bot.render.outgoing import Outgoing
from bot.render.panels import OnlyThese, Sooner, Speak, Toggle
from bot.render.replies.voice import Voice
from bot.render.replies.welcome import way_out
from bot.render.saying import plain, say

_ASKED = 40


def language_panel(
    voice: Voice,
    choice: Choice,
    *,
    spoken: Sequence[Language],
    published: Sequence[Language],
    from_settings: bool = False,
) -> Outgoing:
    """`spoken` are the languages that the interface has, `published` those that briefs come in."""
    return Outgoing(
        join_html([_interface(voice, choice), _briefs(voice, choice)]),
        keyboard(
            *rows_of([_speak(choice, language) for language in spoken], per_row=3),
            *[_read(voice, choice, language) for language in _ordered(choice, published)],
            [_only_these(voice, choice)],
            [way_out(voice, from_settings=from_settings)],
        ),
    )


def languages_toast(voice: Voice) -> str:
    """After a change of languages."""
    return plain(voice.t, "Done.")


def unknown_language(voice: Voice, asked: str) -> Outgoing:
    """No edition and no interface is in what he asked for."""
    text = say(
        voice.t, "There is nothing in <b>{language}</b> here; /language shows what there is.", language=asked
    )
    return Outgoing(text)


def _interface(voice: Voice, choice: Choice) -> Html:
    spoken = language_name(choice.interface, in_=voice.t.language)
    return say(voice.t, "<b>Languages</b>\nI speak {language} to you.", language=spoken)


def _briefs(voice: Voice, choice: Choice) -> Html:
    names = [language_name(each, in_=voice.t.language) for each in choice.languages]
    if len(names) == 1:
        return _one_language(voice, names[0], only=choice.only_these)
    if choice.only_these:
        return say(
            voice.t,
            "Briefs come in {languages} only: the first of these that there is. Others are left out.",
            languages=format_list(voice.t, names, join="or"),
        )
    return say(
        voice.t,
        "Briefs come in the first of these that there is: {languages}. None is left out for its language.",
        languages=format_list(voice.t, names),
    )


def _one_language(voice: Voice, name: str, *, only: bool) -> Html:
    if only:
        return say(voice.t, "Briefs come in {language} only. Others are left out.", language=name)
    return say(voice.t, "Briefs come in {language}, or else in the language that there is.", language=name)


def _speak(choice: Choice, language: Language) -> Button:
    name = native_name(language)
    return Button(f"✓ {name}" if language == choice.interface else name, Speak(language))


def _ordered(choice: Choice, published: Sequence[Language]) -> tuple[Language, ...]:
    """His languages in their order, then the others."""
    return tuple(dict.fromkeys((*choice.languages, *published)))


def _read(voice: Voice, choice: Choice, language: Language) -> tuple[Button, ...]:
    name = native_name(language)
    if language not in choice.languages:
        # Translators: on a button: add a language to those that briefs are read in.
        return (Button(plain(voice.t, "Add {language}", language=name), Toggle(language)),)
    place = choice.languages.index(language)
    # Translators: on a button: one of the languages of the briefs; tapping it takes it out.
    read = Button(
        plain(voice.t, "{place}. Briefs in {language}", place=place + 1, language=name), Toggle(language)
    )
    return (read, Button("▲", Sooner(language))) if place else (read,)


def _only_these(voice: Voice, choice: Choice) -> Button:
    if choice.only_these:
        # Translators: on a button, switched on: nothing in other languages than these.
        words = plain(voice.t, "✓ Only these languages")
        return Button(words, OnlyThese(yes=False), style=ButtonStyle.PRIMARY)
    # Translators: on a button, switched off: nothing in other languages than these.
    return Button(plain(voice.t, "Only these languages"), OnlyThese(yes=True))
