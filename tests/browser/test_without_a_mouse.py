"""The page by keyboard, and as a screen reader tells it."""

import pytest
from playwright.async_api import expect

from tests.browser.screen import Screen
from tests.browser.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")

OUTLINED = "(element) => getComputedStyle(element).outlineStyle !== 'none'"


async def test_tab_walks_from_the_people_over_the_chat_to_the_backstage(screen: Screen) -> None:
    await expect(screen.page.locator("#text")).to_be_focused()
    await screen.page.locator("body").evaluate("() => document.activeElement.blur()")
    walked: list[str] = []
    await screen.page.locator(".skip").focus()
    for _ in range(20):
        await screen.page.keyboard.press("Tab")
        walked.append(
            await screen.page.evaluate("() => document.activeElement.closest('nav, main, aside').id")
        )
        assert await screen.page.locator(":focus").evaluate(OUTLINED), "the focus must be seen"
    assert [place for place, before in zip(walked, ["", *walked], strict=False) if place != before] == [
        *("people", "conversation", "backstage")
    ]


async def test_the_way_to_the_text_box_can_be_cut_short(screen: Screen) -> None:
    await screen.page.locator(".skip").focus()
    await expect(screen.page.locator(".skip")).to_be_in_viewport()
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.locator("#text")).to_be_focused()


async def test_enter_chooses_a_person_and_the_keyboard_is_enough_to_talk(screen: Screen) -> None:
    await screen.page.locator("#chats button").filter(has_text="Emma").focus()
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.locator("#as")).to_have_text("as Emma sees it")
    await expect(screen.page.locator("#text")).to_be_focused()
    await screen.page.keyboard.type("/start")
    await screen.page.keyboard.press("Enter")
    await expect(screen.newest).to_contain_text("Welcome")
    await screen.newest.get_by_role("button", name="Topics").focus()
    await screen.page.keyboard.press("Enter")
    # The message turned into another in its place; who stood on a button of it stands on one of it.
    await expect(screen.newest).not_to_contain_text("Welcome")
    await expect(screen.newest.locator("button:focus")).to_have_count(1)


async def test_escape_closes_what_is_open_and_the_focus_goes_back(screen: Screen) -> None:
    text = screen.page.locator("#text")
    await screen.page.get_by_role("button", name="Commands of the bot").press("Enter")
    await expect(screen.page.get_by_role("listbox", name="Commands")).to_be_visible()
    await screen.page.keyboard.press("Escape")
    await expect(screen.page.get_by_role("listbox", name="Commands")).to_be_hidden()
    await expect(text).to_be_focused()
    await screen.page.get_by_role("button", name="Add a person").press("Enter")
    await expect(screen.page.get_by_label("First name")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(screen.page.get_by_role("button", name="Add a person")).to_be_focused()
    await screen.page.get_by_role("button", name="Attach", exact=True).press("Enter")
    await screen.page.keyboard.press("Escape")
    await expect(screen.page.get_by_role("button", name="Attach", exact=True)).to_be_focused()


async def test_the_menu_stays_open_for_who_was_in_the_text_box(screen: Screen) -> None:
    await expect(screen.page.locator("#text")).to_be_focused()
    await screen.page.clock.install()
    await screen.page.get_by_role("button", name="Commands of the bot").click()
    await screen.page.clock.run_for(1000)
    await expect(screen.page.get_by_role("listbox", name="Commands")).to_be_visible()
    # Who goes elsewhere closes it.
    await screen.page.get_by_role("button", name="Add a person").focus()
    await screen.page.clock.run_for(1000)
    await expect(screen.page.get_by_role("listbox", name="Commands")).to_be_hidden()


async def test_somebody_new_is_added_and_talks(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Add a person").press("Enter")
    await screen.page.keyboard.type("Aino")
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.locator("#as")).to_have_text("as Aino sees it")
    await screen.says("/start")
    await expect(screen.newest.get_by_role("button").last).to_be_visible()


async def test_the_focus_is_kept_while_the_list_of_people_and_a_message_change(
    screen: Screen, town: World
) -> None:
    ida = await town.person("Ida")
    await town.post("say", user_id=ida, text="parole")
    keys = {
        "inline_keyboard": [[{"text": "one", "callback_data": "1"}, {"text": "two", "callback_data": "2"}]]
    }
    sent = await town.calls("sendMessage", chat_id=ida, text="first", reply_markup=keys)
    await screen.opens("Ida")
    await screen.bubble("first").get_by_role("button", name="two").focus()
    message = {"chat_id": ida, "message_id": sent["message_id"], "reply_markup": keys}
    await town.calls("editMessageText", text="second", **message)
    await expect(screen.bubble("second").get_by_role("button", name="two")).to_be_focused()
    emma = screen.page.locator("#chats button").filter(has_text="Emma")
    await emma.focus()
    await town.calls("sendMessage", chat_id=300, text="something unread")
    await expect(screen.unread("Louis")).to_have_text("1")
    await expect(emma).to_be_focused()


async def test_a_screen_reader_hears_who_where_and_what_is_new(screen: Screen, town: World) -> None:
    page = screen.page
    for role, name in (
        *(("navigation", "People and groups"), ("main", "Strillone"), ("complementary", "Backstage")),
        *(("region", "Messages"), ("textbox", "Message"), ("button", "Send"), ("button", "Attach")),
    ):
        found = page.get_by_role(role if name != "Message" else "combobox", name=name, exact=True)  # type: ignore[arg-type]
        await expect(found).to_have_count(1)
    messages = page.locator("#messages")
    await expect(messages).to_have_attribute("aria-live", "polite")
    await expect(messages).to_have_attribute("aria-relevant", "additions")
    await screen.opens("Bruno")
    await town.calls("sendMessage", chat_id=400, text="Hear me")
    await expect(messages.get_by_role("article", name="Strillone,").last).to_contain_text("Hear me")
    await expect(page.locator("#chats button[aria-current]")).to_have_accessible_name("Bruno editor · it")
