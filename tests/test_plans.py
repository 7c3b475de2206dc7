"""Plans: what walks through all deliveries is found, and what finds its way by a key is not."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.plans import Plans, asks

BY_KEY = "SELECT state FROM delivery WHERE job_id = 1 AND reader_id = 2"
WALKS = "SELECT state FROM delivery AS copy WHERE digest_id = 1"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (BY_KEY, []),
        (WALKS, [WALKS]),
        ("SELECT count(*) FROM reader", []),
        ("UPDATE delivery SET state = 'sent' WHERE digest_id = 1", ["UPDATE"]),
    ],
    ids=["by its key", "under another name", "of another table", "to change it"],
)
async def test_what_walks_through_the_ledger_is_found_once(
    statement: str, found: list[str], tmp_path: Path
) -> None:
    db, plans = await Database.open(tmp_path / "strillone.sqlite3"), Plans()
    await plans.watch(db)
    for _ in range(2):
        async with db.transaction() as tx:
            await tx._connection.execute(statement)
        walks = await plans.walks(db)
        assert [each.startswith(words) for each, words in zip(walks, found, strict=True)] == [True] * len(
            found
        )
        found = []
    await db.close()


async def test_what_a_test_asks_for_itself_is_left_alone(tmp_path: Path) -> None:
    db, plans = await Database.open(tmp_path / "strillone.sqlite3"), Plans()
    await plans.watch(db)
    assert await asks(db, WALKS) == []
    assert await plans.walks(db) == []
    await db.close()
