from collections.abc import AsyncIterator

import pytest

from tests.delivery.post_office import PostOffice


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    office = PostOffice()
    yield office
    await office.demolish()
