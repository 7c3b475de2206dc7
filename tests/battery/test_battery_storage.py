"""The battery, short form: power cuts, a full disk, a locked database."""

from tests.battery.conftest import Grounds
from tests.battery.scenarios import power, storage_troubles


async def test_a_log_cut_anywhere_says_what_a_commit_left(grounds: Grounds, seed: int) -> None:
    async with grounds(readers=30) as here:
        await power.torn_logs(here, cuts=20, seed=seed)


async def test_a_full_disk_stops_the_sending_and_loses_nothing(grounds: Grounds) -> None:
    async with grounds(readers=32) as here:
        await storage_troubles.a_full_disk(here)


async def test_nothing_is_sent_while_the_claim_cannot_be_written(grounds: Grounds) -> None:
    async with grounds(readers=32) as here:
        await storage_troubles.a_locked_database(here, seconds=1.0)
