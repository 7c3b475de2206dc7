"""The battery, short form: kills at random and named instants. `make battery` is the long one."""

from tests.battery.conftest import Grounds
from tests.battery.ground import Ground
from tests.battery.scenarios import kills


async def test_random_kills_lose_nothing_and_name_what_they_repeat(grounds: Grounds, seed: int) -> None:
    async with grounds(readers=40) as here:
        await kills.random_kills(here, kills=2, seed=seed)


async def test_a_kill_at_each_named_instant_leaves_exactly_what_is_foretold(here: Ground) -> None:
    await kills.kill_at_every_stage(here)


async def test_what_was_on_the_wire_at_a_kill_is_repeated_once_and_silently(here: Ground) -> None:
    await kills.kill_on_the_wire(here)


async def test_a_kill_around_a_publication_leaves_one_copy_for_each(grounds: Grounds) -> None:
    async with grounds(feed=True) as here:
        await kills.kill_while_publishing(here)


async def test_a_kill_around_a_withdrawal_leaves_all_of_it_or_nothing(grounds: Grounds) -> None:
    async with grounds(readers=80) as here:
        await kills.kill_while_withdrawing(here)


async def test_a_termination_repeats_nothing(grounds: Grounds) -> None:
    async with grounds(readers=60) as here:
        await kills.termination(here)
