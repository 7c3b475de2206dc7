"""The battery, short form: announcements, killed while they are frozen and steered."""

from tests.battery.conftest import Grounds
from tests.battery.ground import Ground
from tests.battery.scenarios import announcements


async def test_a_kill_while_an_audience_is_frozen_leaves_out_nobody_and_repeats_nothing(
    grounds: Grounds,
) -> None:
    async with grounds(readers=announcements.CROWD) as here:
        await announcements.kill_while_freezing(here)


async def test_a_kill_around_a_cancellation_leaves_all_of_it_or_nothing(grounds: Grounds) -> None:
    async with grounds(readers=40) as here:
        await announcements.kill_while_cancelling(here)


async def test_what_is_paused_stays_so_through_a_kill(grounds: Grounds) -> None:
    async with grounds(readers=60) as here:
        await announcements.kill_while_pausing(here)


async def test_a_correction_that_is_killed_leaves_every_copy_right(grounds: Grounds) -> None:
    async with grounds(readers=40) as here:
        await announcements.kill_while_correcting(here)


async def test_two_corrections_reach_who_had_it_and_who_comes_after(grounds: Grounds) -> None:
    async with grounds(readers=40) as here:
        await announcements.two_corrections(here)


async def test_a_recall_that_is_killed_leaves_no_copy(grounds: Grounds) -> None:
    async with grounds(readers=40) as here:
        await announcements.kill_while_recalling(here)


async def test_what_failed_is_tried_again_once_whatever_is_killed(here: Ground) -> None:
    await announcements.kill_while_requeuing(here)
