"""What editors change afterwards, and how it shows on a reader's screen."""

import pytest
from playwright.async_api import expect

from tests.browser.screen import Screen
from tests.browser.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_correction_changes_the_message_on_the_readers_screen(screen: Screen, town: World) -> None:
    await town.reader("Corrado")
    await screen.opens("Corrado")
    await screen.backstage("Publish the next brief")
    brief = screen.newest
    await expect(brief.locator(".preview img")).to_be_visible()
    await expect(brief.locator(".foot")).not_to_contain_text("edited")
    there = await screen.bubbles.count()
    await screen.backstage("Correct the newest")
    await expect(brief.locator(".foot")).to_contain_text("edited")
    await expect(screen.bubbles).to_have_count(there)


async def test_a_brief_that_is_taken_back_says_so_where_it_stood(screen: Screen, town: World) -> None:
    await town.reader("Rita")
    await screen.opens("Rita")
    await screen.backstage("Publish the next brief")
    await expect(screen.newest.locator(".preview img")).to_be_visible()
    there = await screen.bubbles.count()
    await screen.opens("Bruno")
    await screen.says("/briefs")
    await screen.presses("1")
    await screen.presses("Ritirare")
    await screen.presses("Sì, ritirarlo")
    await expect(screen.newest).to_contain_text("ritirato")
    await screen.opens("Rita")
    await expect(screen.newest).to_contain_text("La redazione ha ritirato questo brief.")
    await expect(screen.bubbles).to_have_count(there)
