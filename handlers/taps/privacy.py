"""Buttons of privacy: everything as a file, and its erasure after a question."""

from bot.context import Context
from bot.render.panels import Erase, Export, Keep
from bot.render.replies.privacy import erase_first_asked, erased, exported, privacy
from bot.subscribing import erase, export
from handlers.replying import File, Tapped
from handlers.taps.tap import Tap


async def send_all(context: Context, tapped: Export) -> Tapped:
    """What is stored, as a file."""
    file = await export(context.services.db, context.reader, now=context.now)
    return Tapped(file=File(file, exported(context.voice)))


async def erase_all(context: Context, tapped: Erase) -> Tapped:
    """Ask first; then forget him for good."""
    if not tapped.sure:
        return Tapped(edit=erase_first_asked(context.voice))
    said = erased(context.voice)
    await erase(context.services.db, context.reader, now=context.now)
    return Tapped(edit=said)


async def keep(context: Context, tapped: Keep) -> Tapped:
    """Back to what is stored."""
    return Tapped(edit=privacy(context.voice))


TAPS = (Tap(Export, send_all), Tap(Erase, erase_all), Tap(Keep, keep, changes=False))
