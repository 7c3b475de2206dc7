"""Plans: which statements walk through everything that was ever delivered, which may be millions of rows.

What SQLite makes of a statement depends on its text and on the indexes: a small database tells what one will
do in which a year's deliveries stand. Looked at is the text with the values of the moment in it: that a
partial index is used only since a value happens to fit is not noticed. What a test asks for itself is left
alone where it begins with a comment, as with `asks`.
"""

import re

import aiosqlite

from storage.database import Database
from storage.rows import all_rows

_LEDGER = "SELECT rootpage FROM sqlite_schema WHERE name = 'delivery'"
_VALUE = re.compile(r"'(?:[^']|'')*'|\b\d+\b")
_STATEMENTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
_OPENS = (b"OpenRead", b"OpenWrite")
_FIRST_TO_LAST = (b"Rewind", b"Last")


async def asks(db: Database, query: str) -> list[tuple[object, ...]]:
    """What the database says to a test."""
    async with db.reading() as read:
        return [tuple(row) for row in await all_rows(read._connection, f"/* a test */ {query}")]


class Plans:
    """The statements of the databases that are watched; each kind is looked at once, whatever its values."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._new: dict[str, str] = {}

    async def watch(self, database: Database) -> None:
        """Take note of everything that is asked of it from now on."""
        readers = [database._readers.get_nowait() for _ in range(database._readers.qsize())]
        for connection in (database._writer, *readers):
            await connection.set_trace_callback(self._note)
        for connection in readers:
            database._readers.put_nowait(connection)

    async def walks(self, database: Database) -> list[str]:
        """Of the kinds of statement that are new since the last time, those that walk through the ledger."""
        new, self._new = self._new, {}
        self._known.update(new)
        connection = database._writer
        ((ledger,),) = await connection.execute_fetchall(_LEDGER)
        connection.text_factory = bytes  # what SQLite says of a statement is no text everywhere
        return [each for each in new.values() if await _walks(connection, each, ledger)]

    def _note(self, statement: str) -> None:
        kind = _VALUE.sub("?", statement)
        if kind not in self._known and statement.lstrip().startswith(_STATEMENTS):
            self._new.setdefault(kind, statement)


async def _walks(connection: aiosqlite.Connection, statement: str, ledger: int) -> bool:
    """Whether the program that SQLite makes of it begins anywhere at the ledger's first row, or its last."""
    program = [tuple(step)[:5] for step in await connection.execute_fetchall(f"EXPLAIN {statement}")]
    # Passed over where no key waits for its parent row, and none ever does here.
    unused = {step for at, does, _, end, _ in program if does == b"FkIfZero" for step in range(at, end)}
    used = [step for step in program if step[0] not in unused]
    cursors = {p1 for _, does, p1, p2, p3 in used if does in _OPENS and (p2, p3) == (ledger, 0)}
    return any(does in _FIRST_TO_LAST and p1 in cursors for _, does, p1, _, _ in used)
