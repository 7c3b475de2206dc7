"""The repositories that a transaction, or a reading, hands out: one for each aggregate."""

import aiosqlite

from storage.briefs import Briefs
from storage.entries import Entries
from storage.feeds import Feeds
from storage.gates import StoredGates
from storage.ledger import Ledger
from storage.readers import Readers
from storage.rows import all_rows
from storage.saved import Saved
from storage.subscriptions import Subscriptions
from storage.topics import Topics
from storage.updates import Updates


class Repositories:
    """`tx.briefs.add(…)`, `tx.ledger.plan(…)`: all on one connection."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.briefs = Briefs(connection)
        self.entries = Entries(connection)
        self.feeds = Feeds(connection)
        self.gates = StoredGates(connection)
        self.ledger = Ledger(connection)
        self.readers = Readers(connection)
        self.saved = Saved(connection)
        self.subscriptions = Subscriptions(connection)
        self.topics = Topics(connection)
        self.updates = Updates(connection)

    async def check(self) -> tuple[str, ...]:
        """What is wrong with the database, in words; an empty answer is a sound one. Needs a transaction."""
        problems = [row[0] for row in await all_rows(self._connection, "PRAGMA quick_check(5)")]
        try:
            await self._connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except aiosqlite.DatabaseError as error:
            problems.append(f"search: {error}")
        problems += [
            f"job {job_id}: deliveries are missing" for job_id in await self.ledger.jobs.unbalanced()
        ]
        return tuple(problem for problem in problems if problem != "ok")
