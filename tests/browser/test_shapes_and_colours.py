"""The page on a telephone, in the dark, and while somebody reads what is older."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Shows
from tests.browser.screen import Screen
from tests.browser.world import NO_FEED, World

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    return NO_FEED


TELEPHONE = {"width": 360, "height": 740}
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getClientRects().length && !one.closest("dialog, .skip"))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("pre"))
  .map((one) => one.outerHTML.slice(0, 120))"""
"""Elements in sight that reach beyond the right edge."""


async def test_a_telephone_shows_all_three_columns_one_at_a_time(shows: Shows, town: World) -> None:
    await town.reader("Nicodemo Bartolomeo Massimiliano Della Torre", "it")
    screen = await shows(viewport=TELEPHONE, has_touch=True)
    for column, sign in (("People", "#add-group"), ("Backstage", "#publish"), ("Chat", "#text")):
        await screen.page.get_by_role("button", name=column, exact=True).click()
        await expect(screen.page.locator(sign)).to_be_in_viewport()
        assert await screen.page.evaluate(TOO_WIDE) == []
    await screen.page.get_by_role("button", name="People", exact=True).click()
    await screen.opens("Nicodemo")
    await expect(screen.newest).to_contain_text("benvenuto")
    await expect(screen.page.locator("#send")).to_be_in_viewport(ratio=1)
    await expect(screen.page.locator("#text")).to_be_in_viewport(ratio=1)
    box = await screen.page.locator("#text").bounding_box()
    assert box is not None
    assert box["height"] > 30
    assert await screen.page.evaluate(TOO_WIDE) == []


async def test_long_words_and_names_do_not_widen_a_telephone(shows: Shows, town: World) -> None:
    ugo = await town.person("U" * 64)
    await town.post("say", user_id=ugo, text="w" * 300)
    await town.calls("sendMessage", chat_id=ugo, text=f"<pre>{'x' * 200}</pre>{'y' * 300}", parse_mode="HTML")
    screen = await shows(viewport=TELEPHONE)
    await screen.page.get_by_role("button", name="People", exact=True).click()
    assert await screen.page.evaluate(TOO_WIDE) == []
    await screen.opens("U" * 64)
    await expect(screen.bubble("yyy")).to_be_visible()
    assert await screen.page.evaluate(TOO_WIDE) == []


async def test_the_dark_is_dark_and_the_light_is_light(shows: Shows) -> None:
    shade = "() => getComputedStyle(document.querySelector('#people')).backgroundColor"
    dark = await shows(color_scheme="dark")
    assert await dark.page.evaluate(shade) == "rgb(23, 28, 34)"
    await dark.page.emulate_media(color_scheme="light")
    assert await dark.page.evaluate(shade) == "rgb(255, 255, 255)"


async def test_who_reads_what_is_older_stays_there_and_is_told_of_what_is_new(
    screen: Screen, town: World
) -> None:
    lea = await town.person("Lea")
    await town.post("say", user_id=lea, text="parole")
    for number in range(40):
        await town.calls("sendMessage", chat_id=lea, text=f"Message {number}")
    await screen.opens("Lea")
    newer, box = screen.page.locator("#newer"), screen.page.locator("#scroll")
    await expect(screen.bubble("Message 39")).to_be_in_viewport()
    await expect(newer).to_be_hidden()
    await screen.bubble("Message 5").scroll_into_view_if_needed()
    await expect(newer).to_be_visible()
    before = await box.evaluate("(box) => box.scrollTop")
    await town.calls("sendMessage", chat_id=lea, text="one more")
    await town.calls("sendMessage", chat_id=lea, text="and another")
    await expect(newer).to_have_accessible_name("2 new, go to the newest")
    assert await box.evaluate("(box) => box.scrollTop") == before
    await newer.click()
    await expect(screen.bubble("and another")).to_be_in_viewport()
    await expect(newer).to_be_hidden()
    await expect(box).to_be_focused()


async def test_the_date_stands_once_before_the_messages_of_a_day(screen: Screen, town: World) -> None:
    gino = await town.person("Gino")
    await town.post("say", user_id=gino, text="oggi")
    sent = await town.calls("sendMessage", chat_id=gino, text="today")
    await screen.opens("Gino")
    days = screen.page.locator("#messages > .day")
    await expect(days).to_have_count(1)
    await town.post("program/clock", seconds=86_400)
    await town.calls("sendMessage", chat_id=gino, text="tomorrow")
    again = await town.calls("sendMessage", chat_id=gino, text="tomorrow again")
    await expect(days).to_have_count(2)
    await town.calls("editMessageText", chat_id=gino, message_id=sent["message_id"], text="today, edited")
    await expect(screen.bubble("today, edited")).to_be_visible()
    # A day of which nothing is left has no date either.
    for message in (again["message_id"] - 1, again["message_id"]):
        await town.calls("deleteMessage", chat_id=gino, message_id=message)
    await expect(screen.bubble("tomorrow")).to_have_count(0)
    await expect(days).to_have_count(1)
