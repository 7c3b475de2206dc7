"""A page that stays open while `make run` is ended and begun again."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.screen import Screen
from tests.browser.world import world

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_says_that_it_waits_and_then_shows_what_it_missed(browser: Browser, tmp_path: Path) -> None:
    page = await browser.new_page()
    async with world(tmp_path) as first:
        screen = Screen(page, first)
        await screen.visit()
        await screen.says("/start")
        await expect(screen.newest).to_contain_text("benvenuto")
        at = first.address.removeprefix("http://")
    await expect(page.get_by_text("The connection is lost")).to_be_visible()
    async with world(tmp_path, LISTEN=at) as second:
        await second.post("say", user_id=100, text="/help")
        await expect(page.get_by_text("The connection is lost")).to_be_hidden()
        await expect(screen.bubble("/search")).to_be_in_viewport()
        await expect(page.locator("#messages > li.mine")).to_have_count(2)
        await screen.says("/settings")
        await expect(page.locator("#messages > li.mine")).to_have_count(3)
    await page.close()
