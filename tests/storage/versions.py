"""Databases of earlier versions, as the program of that day left them."""

import aiosqlite

from storage.migrate import migrations, statements


async def brought_to(connection: aiosqlite.Connection, version: int) -> None:
    """Apply the migrations that are still missing, up to that one. The connection must be in autocommit."""
    (row,) = await connection.execute_fetchall("PRAGMA user_version")
    for number in range(row[0] + 1, version + 1):
        await connection.execute("BEGIN")
        for statement in statements(migrations()[number - 1].read_text("utf-8")):
            await connection.execute(statement)
        await connection.execute(f"PRAGMA user_version = {number}")
        await connection.execute("COMMIT")
