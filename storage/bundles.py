"""Bundles: sets of briefs that came in one message, known by what they hold."""

import aiosqlite

from bot.model import BriefId, BundleId
from storage.rows import one_row

LAST = 2**63 - 1
"""The largest id that SQLite has. A forged one may be larger."""


class Bundles:
    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def get(self, bundle_id: BundleId) -> tuple[BriefId, ...]:
        """The briefs, in the order they came; none where there is no such bundle."""
        if bundle_id > LAST:
            return ()
        row = await one_row(self._connection, "SELECT briefs FROM bundle WHERE id = ?", (bundle_id,))
        return tuple(BriefId(int(each)) for each in row[0].split()) if row else ()
