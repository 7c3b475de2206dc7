"""Buttons of panels: home, languages, and the ways to the others."""

from collections.abc import Callable

from bot.choices import Choice, chosen
from bot.context import Context
from bot.model import Language
from bot.render.outgoing import Outgoing
from bot.render.panels import OnlyThese, Panel, Return, ShowPanel, Sooner, Speak, Toggle
from bot.render.replies.language_panel import languages_toast
from bot.render.replies.manners import stale_toast
from bot.render.replies.welcome import home, welcome_back
from bot.subscribing import choose_languages, followed_by, return_
from handlers.language import show_languages, speak, spoken
from handlers.mute import show_mute
from handlers.replying import Tapped
from handlers.schedule import show_hours
from handlers.settings import show_settings
from handlers.tags import show_topics
from handlers.taps.tap import Tap


async def show_panel(context: Context, tapped: ShowPanel) -> Tapped:
    """A panel in place."""
    match tapped.panel:
        case Panel.HOME:
            return Tapped(edit=await _home(context))
        case Panel.SETTINGS:
            return Tapped(edit=await show_settings(context))
        case Panel.TOPICS:
            return Tapped(edit=await show_topics(context, tapped.page))
        case Panel.LANGUAGES:
            return Tapped(edit=show_languages(context, chosen(context.reader)))
        case Panel.HOURS:
            return Tapped(edit=await show_hours(context))
        case Panel.MUTE:
            return Tapped(edit=show_mute(context, from_settings=True))


async def speak_(context: Context, tapped: Speak) -> Tapped:
    """The interface in another language."""
    if tapped.language not in spoken(context):
        return Tapped(stale_toast(context.t))
    choice = await speak(context, tapped.language)
    return _languages(context, choice)


async def sooner(context: Context, tapped: Sooner) -> Tapped:
    """A language of briefs one place up."""
    return await _read(context, tapped.language, lambda choice: choice.sooner(tapped.language))


async def toggle(context: Context, tapped: Toggle) -> Tapped:
    """A language of briefs in or out."""
    return await _read(context, tapped.language, lambda choice: choice.toggled(tapped.language))


async def only_these(context: Context, tapped: OnlyThese) -> Tapped:
    """Nothing in other languages, or anything."""
    choice = await choose_languages(
        context.services.db, context.reader, lambda now: now.restricted(tapped.yes)
    )
    return _languages(context, choice)


async def come_back(context: Context, tapped: Return) -> Tapped:
    """Briefs again."""
    await return_(context.services.db, context.reader, now=context.now)
    await context.refresh_reader()
    following = len(await followed_by(context.services.db, context.reader))
    return Tapped(edit=welcome_back(context.voice, context.reader, following=following))


async def _home(context: Context) -> Outgoing:
    following = len(await followed_by(context.services.db, context.reader))
    return home(context.voice, context.reader, following=following)


async def _read(context: Context, language: Language, change: Callable[[Choice], Choice]) -> Tapped:
    """Change the languages of briefs; only the publication's, and those he has."""
    if language not in {*context.services.languages, *context.reader.languages}:
        return Tapped(stale_toast(context.t))
    return _languages(context, await choose_languages(context.services.db, context.reader, change))


def _languages(context: Context, choice: Choice) -> Tapped:
    return Tapped(languages_toast(context.voice), edit=show_languages(context, choice))


TAPS = (
    Tap(ShowPanel, show_panel, changes=False),
    Tap(Speak, speak_),
    Tap(Sooner, sooner),
    Tap(Toggle, toggle),
    Tap(OnlyThese, only_these),
    Tap(Return, come_back),
)
