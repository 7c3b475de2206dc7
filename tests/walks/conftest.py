"""A town of its own for each walk, with a publication that has published one brief already."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.walks.town import Town, founded
from tests.walks.writing_briefs import written


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path / "strillone.sqlite3", opening=(written("vecchio", "ucraina"),)) as town:
        yield town
