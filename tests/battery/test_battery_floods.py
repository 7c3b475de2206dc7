"""The battery, short form: floods."""

from tests.battery.conftest import Grounds
from tests.battery.ground import Ground
from tests.battery.scenarios import floods


async def test_nothing_is_sent_in_a_halt_and_no_burst_after_it(grounds: Grounds) -> None:
    async with grounds(readers=24) as here:
        await floods.a_storm(here, seconds=2)


async def test_a_halt_is_kept_through_a_kill(here: Ground) -> None:
    await floods.a_restart_in_a_halt(here)


async def test_a_flood_of_one_chat_holds_that_chat_only(here: Ground) -> None:
    await floods.one_chats_flood(here)


async def test_who_asks_is_answered_while_bulk_is_halted(here: Ground) -> None:
    await floods.a_flood_of_bulk_only(here)
