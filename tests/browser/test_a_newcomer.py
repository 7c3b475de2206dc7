"""The first minutes of somebody who has typed `make run`."""

import pytest
from playwright.async_api import expect

from tests.browser.screen import Screen
from tests.browser.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_starts_with_a_button_and_is_greeted(screen: Screen) -> None:
    await expect(screen.page.locator("#as")).to_have_text("as Anna sees it")
    await screen.page.get_by_role("button", name="START", exact=True).click()
    await expect(screen.page.locator("#messages > li.mine")).to_contain_text("/start")
    await expect(screen.newest).to_contain_text("benvenuto")
    await expect(screen.newest.get_by_role("button", name="Temi")).to_be_visible()


async def test_finds_the_commands_in_the_menu_of_his_language(screen: Screen) -> None:
    await screen.opens("Louis")
    await screen.page.get_by_role("button", name="Commands of the bot").click()
    offered = screen.page.get_by_role("listbox", name="Commands").get_by_role("option")
    await expect(offered.first).to_contain_text("les derniers briefs")
    await screen.page.keyboard.type("hel")
    await expect(offered).to_have_count(1)
    await screen.page.keyboard.press("Enter")
    await screen.page.keyboard.press("Enter")
    await expect(screen.newest).to_contain_text("/search")


async def test_a_brief_published_arrives_in_each_ones_language_while_the_page_is_open(
    screen: Screen, town: World
) -> None:
    await town.reader("Piero", "it")
    await expect(screen.unread("Piero")).to_have_text("1")
    await screen.opens("Emma")
    await screen.says("/start")
    await expect(screen.newest).to_contain_text("Welcome")
    before = await screen.bubbles.count()
    await screen.backstage("Publish the next brief")
    await expect(screen.bubbles).to_have_count(before + 1)
    await expect(screen.newest.locator(".preview img")).to_be_visible()
    await expect(screen.newest.get_by_role("button", name="Italiano")).to_be_visible()
    # Who looks elsewhere meanwhile is told by a number.
    await expect(screen.unread("Piero")).to_have_text("2")
    await screen.opens("Piero")
    await expect(screen.newest.get_by_role("button", name="English")).to_be_visible()


async def test_a_brief_turns_into_another_language_in_its_place(screen: Screen, town: World) -> None:
    await town.reader("Elsa", "en")
    await screen.opens("Elsa")
    await expect(screen.newest).to_contain_text("Welcome")
    await screen.backstage("Publish the next brief")
    await expect(screen.newest.locator(".preview img")).to_be_visible()
    there, english = await screen.bubbles.count(), await screen.newest.locator(".text").inner_text()
    await screen.presses("Italiano")
    await expect(screen.newest.get_by_role("button", name="English")).to_be_visible()
    await expect(screen.newest.locator(".text")).not_to_have_text(english, use_inner_text=True)
    await screen.presses("English")
    await expect(screen.newest.locator(".text")).to_have_text(english, use_inner_text=True)
    await expect(screen.bubbles).to_have_count(there)
