"""The battery, short form: nobody there for hours, and a host that is not the one that sends."""

from tests.battery.conftest import Grounds
from tests.battery.scenarios import absences


async def test_what_is_late_after_hours_is_offered_and_never_sent_by_itself(grounds: Grounds) -> None:
    async with grounds(readers=12) as here:
        await absences.hours_without_anybody(here)


async def test_another_hosts_claim_keeps_everything_still_until_it_is_adopted(grounds: Grounds) -> None:
    async with grounds(readers=6, feed=True) as here:
        await absences.another_hosts_claim(here)
