"""Placing: whether a reader was asked where he is, and has not answered yet."""

from bot.model import Reader
from storage.database import Database


async def ask_place(db: Database, reader: Reader) -> None:
    """The buttons that share his location stand in place of his keyboard from now on."""
    await _set(db, reader, asked=True)


async def stop_asking(db: Database, reader: Reader) -> bool:
    """They do not any more; whether they did."""
    if reader.asked_place:
        await _set(db, reader, asked=False)
    return reader.asked_place


async def _set(db: Database, reader: Reader, *, asked: bool) -> None:
    async with db.transaction() as tx:
        await tx.readers.set_asked_place(reader.id, asked)
