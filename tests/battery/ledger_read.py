"""The ledger as another hand than the program's reads it, while it runs and after it was killed."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

Values = Mapping[str, object] | tuple[object, ...]


class LedgerRead:
    """Read-only: it neither writes nor checkpoints, whatever state a kill left the file in."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def asks(self, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=30)) as connection:
            return connection.execute(query, values).fetchall()

    def count(self, query: str, values: Values = ()) -> int:
        """The one number that a query answers."""
        return int(self.asks(query, values)[0][0])

    def states(self) -> dict[str, int]:
        """Deliveries by state."""
        return dict(self.asks("SELECT state, count(*) FROM delivery GROUP BY state"))

    def chats(self, state: str, kind: str = "brief") -> set[int]:
        """The chats of the deliveries in a state."""
        rows = self.asks(
            """
            SELECT chat_id FROM delivery JOIN job ON job.id = job_id JOIN reader ON reader.id = reader_id
            WHERE state = ? AND job.kind = ?
            """,
            (state, kind),
        )
        return {chat for (chat,) in rows}

    def named(self) -> set[int]:
        """The chats of the doubts."""
        return {c for (c,) in self.asks("SELECT chat_id FROM doubt JOIN reader ON reader.id = reader_id")}

    def is_settled(self) -> bool:
        """Whether nothing is to be sent any more but what is held; what was stopped has an end of its own."""
        return not self.count(
            """
            SELECT (SELECT count(*) FROM job WHERE finished_at IS NULL
                    AND (held IS NULL OR held IN ('cancelled', 'recalled')))
                   + (SELECT count(*) FROM announcement WHERE state = 'confirmed')
            """
        )
