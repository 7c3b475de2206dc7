"""The battery, short form: very many readers."""

from tests.battery.conftest import Grounds
from tests.battery.scenarios import multitudes


async def test_what_is_decided_about_very_many_is_done_page_by_page_to_its_end(grounds: Grounds) -> None:
    async with grounds(readers=multitudes.CROWD) as here:
        await multitudes.second_thoughts_about_very_many(here)
