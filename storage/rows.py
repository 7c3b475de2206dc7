"""Rows from a connection: the two questions that every repository asks."""

from collections.abc import Mapping, Sequence
from typing import Any

import aiosqlite

Row = tuple[Any, ...]
"""A row as SQLite gives it. What each column holds is said by the statement beside its reader."""

Parameters = Sequence[Any] | Mapping[str, Any]


async def all_rows(connection: aiosqlite.Connection, sql: str, parameters: Parameters = ()) -> list[Row]:
    """Every row of a statement."""
    return list(await connection.execute_fetchall(sql, parameters))  # type: ignore[arg-type]


async def one_row(connection: aiosqlite.Connection, sql: str, parameters: Parameters = ()) -> Row | None:
    """The first row, or None."""
    rows = await all_rows(connection, sql, parameters)
    return rows[0] if rows else None
