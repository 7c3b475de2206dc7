"""An announcement on its way, as its editor sees it and as a reader does."""

import pytest
from playwright.async_api import expect

from bot.broadcasting.timing import UNDO
from tests.browser.screen import Screen
from tests.browser.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")

READERS = 12
GROUPS = 1


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """Slow enough to see an announcement on its way."""
    return {"RATE": "3", "RATE_CEILING": "3"}


async def test_an_announcement_is_paused_goes_on_and_its_bar_reaches_the_end(
    screen: Screen, town: World
) -> None:
    for number in range(READERS):
        await town.reader(f"Lettore {number + 1}")
    await screen.opens("Bruno")
    await screen.says("/broadcast Questa sera la redazione chiude prima.")
    await screen.presses("Testi")
    await screen.presses("＋ English")
    await screen.says("Tonight the newsroom closes early.")
    await expect(screen.newest).to_contain_text(f"La ricevono {READERS + GROUPS} lettori")
    await screen.presses("Inviare…")
    await screen.presses("Inviarla")
    await expect(screen.newest).to_contain_text("Fino ad allora si può ritirare")
    await town.post("program/clock", seconds=UNDO.total_seconds() + 1)
    await screen.presses("Mettere in pausa")
    await expect(screen.newest).to_contain_text("in pausa")
    await expect(screen.newest).to_contain_text("░")
    await screen.presses("Riprendere")
    await expect(screen.newest).to_contain_text("conclusa")
    await expect(screen.newest).to_contain_text(f"Inviati: {READERS + GROUPS}")
    await screen.opens("Lettore 12")
    await expect(screen.newest).to_contain_text("chiude prima")
    await screen.presses("English")
    await expect(screen.newest).to_contain_text("closes early")
    await screen.presses("Italiano")
    await expect(screen.newest).to_contain_text("chiude prima")
