"""/language: the language of the interface, and those of the briefs in order."""

from bot.choices import Choice, chosen
from bot.context import Context
from bot.i18n import language_name
from bot.model import Language
from bot.render.outgoing import Outgoing
from bot.render.replies.language_panel import language_panel, unknown_language
from bot.render.replies.settings_panel import is_from_settings
from bot.subscribing import choose_languages
from handlers.replying import Reply


async def language(context: Context, words: str) -> Reply:
    """The panel; `/language fr`, `/language francese` speak French at once."""
    if not words:
        return show_languages(context, chosen(context.reader))
    wanted = _named(words.lower(), spoken(context))
    if wanted is None:
        return unknown_language(context.voice, words)
    return show_languages(context, await speak(context, wanted))


async def speak(context: Context, wanted: Language) -> Choice:
    """The interface in a language from here on."""
    published = context.services.languages
    choice = await choose_languages(
        context.services.db, context.reader, lambda now: now.speaking(wanted, published=published)
    )
    await context.refresh_reader()
    return choice


def show_languages(context: Context, choice: Choice) -> Outgoing:
    """The panel for a choice."""
    return language_panel(
        context.voice,
        choice,
        spoken=spoken(context),
        published=context.services.languages,
        from_settings=is_from_settings(context.keyboard),
    )


def spoken(context: Context) -> tuple[Language, ...]:
    """The languages that the interface has, the publication's own first."""
    catalogues = context.services.catalogues.languages
    own = [each for each in context.services.languages if each in catalogues]
    return tuple(dict.fromkeys((*own, *sorted(catalogues))))


def _named(word: str, languages: tuple[Language, ...]) -> Language | None:
    """A language by its code, or by its name in any of them."""
    for code in languages:
        if word == code or word in {language_name(code, in_=each).lower() for each in languages}:
            return code
    return None
