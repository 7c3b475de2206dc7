"""Speaking: a reader's languages, as he changes them."""

from collections.abc import Callable

from bot.choices import Choice, chosen
from bot.model import Reader
from storage.database import Database


async def choose_languages(db: Database, reader: Reader, change: Callable[[Choice], Choice]) -> Choice:
    """Apply a change to what is stored now, whatever his message still shows; the choice that results."""
    async with db.transaction() as tx:
        fresh = await tx.readers.get(reader.id) or reader
        choice = change(chosen(fresh))
        await tx.readers.set_language(reader.id, choice.interface)
        await tx.readers.set_languages(reader.id, choice.languages, only_these=choice.only_these)
    return choice
