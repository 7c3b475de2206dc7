"""When something goes wrong: a reader who blocks the bot, a bot that is killed, a Telegram that refuses."""

import pytest
from playwright.async_api import expect

from tests.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_who_blocks_the_bot_gets_nothing_and_may_come_back(screen: Screen) -> None:
    await screen.opens("Anna")
    await screen.says("/start")
    await expect(screen.newest).to_contain_text("benvenuto")
    await screen.page.get_by_role("button", name="Block the bot").click()
    await expect(screen.page.locator("#chats button[aria-current]")).to_contain_text("has blocked the bot")
    there = await screen.bubbles.count()
    await screen.backstage("Publish the next brief")
    await expect(screen.unread("Circolo")).to_have_text("1")
    await expect(screen.bubbles).to_have_count(there)
    await screen.page.get_by_role("button", name="Unblock the bot").click()
    await expect(screen.page.get_by_role("button", name="Block the bot", exact=True)).to_be_visible()
    await screen.says("/start")
    await expect(screen.bubble("È un piacere ritrovarLa")).to_be_visible()
    await screen.backstage("Publish the next brief")
    await expect(screen.newest.locator(".preview img")).to_be_visible()


async def test_a_bot_that_is_killed_answers_once_it_is_there_again(screen: Screen) -> None:
    await screen.opens("Emma")
    await screen.says("/start")
    await expect(screen.newest).to_contain_text("Welcome")
    # It has read the feed before: what comes out from here on is news.
    await screen.backstage("Publish the next brief")
    await expect(screen.newest.locator(".preview img")).to_be_visible()
    state = screen.page.locator("#bot-state")
    await expect(state).to_have_text("The bot is running.")
    await screen.backstage("Kill it")
    await expect(state).to_contain_text("The bot is dead.")
    there = await screen.bubbles.count()
    await screen.says("/help")
    await screen.backstage("Publish the next brief")
    await screen.backstage("Start it again")
    await expect(state).to_have_text("The bot is running.")
    await expect(screen.bubbles).to_have_count(there + 2)
    await expect(screen.page.locator("#bot-facts")).to_contain_text("killed 1×")


async def test_what_telegram_refuses_shows_in_the_log_and_comes_nevertheless(screen: Screen) -> None:
    await screen.opens("Louis")
    await screen.says("/start")
    await expect(screen.newest).to_contain_text("Bienvenue")
    await screen.backstage("Lose the next answer")
    await expect(screen.page.locator("#toasts")).to_contain_text("the bot will not be told")
    await screen.says("/help")
    await expect(screen.page.locator("#log summary.bad").first).to_contain_text("lost")
    await screen.backstage("All in order again")
    await screen.says("/help")
    await expect(screen.page.locator("#messages > li.mine")).to_have_count(3)


async def test_a_broken_feed_is_said_and_mended(screen: Screen) -> None:
    await screen.page.get_by_label("Break the feed").select_option("gone")
    await screen.backstage("Break")
    await expect(screen.page.locator("#feed-state")).to_have_text("The feed is broken: gone")
    await screen.backstage("Mend")
    await expect(screen.page.locator("#feed-state")).to_have_text("The feed is in order.")
