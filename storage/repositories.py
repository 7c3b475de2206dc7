"""The repositories that a transaction, or a reading, hands out: one for each aggregate."""

import aiosqlite

from storage.aired import Aired
from storage.airing import Airing
from storage.albums import Albums
from storage.announcements import Announcements
from storage.audiences import Audiences
from storage.briefs import Briefs
from storage.bundles import Bundles
from storage.corrections import Corrections
from storage.doubts import Doubts
from storage.entries import Entries
from storage.feeds import Feeds
from storage.figures import Figures
from storage.gates import StoredGates
from storage.home import StoredHome
from storage.ledger import Ledger
from storage.movements import Movements
from storage.opened import Opened
from storage.readers import Readers
from storage.received import Received
from storage.refusals import Refusals
from storage.repairs import Repairs
from storage.rows import all_rows
from storage.runs import Runs
from storage.saved import Saved
from storage.search import Search
from storage.subscriptions import Subscriptions
from storage.topics import Topics
from storage.updates import Updates


class Repositories:
    """`tx.briefs.add(…)`, `tx.ledger.plan(…)`: all on one connection."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.aired = Aired(connection)
        self.airing = Airing(connection)
        self.albums = Albums(connection)
        self.announcements = Announcements(connection)
        self.audiences = Audiences(connection)
        self.briefs = Briefs(connection)
        self.bundles = Bundles(connection)
        self.corrections = Corrections(connection)
        self.doubts = Doubts(connection)
        self.entries = Entries(connection)
        self.feeds = Feeds(connection)
        self.figures = Figures(connection)
        self.gates = StoredGates(connection)
        self.home = StoredHome(connection)
        self.ledger = Ledger(connection)
        self.movements = Movements(connection)
        self.opened = Opened(connection)
        self.readers = Readers(connection)
        self.received = Received(connection)
        self.refusals = Refusals(connection)
        self.repairs = Repairs(connection)
        self.runs = Runs(connection)
        self.saved = Saved(connection)
        self.search = Search(connection)
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
