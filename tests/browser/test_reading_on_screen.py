"""What readers do with what they get: open, unfold, uncover, answer, look at."""

import base64
import re
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, expect

from bot.emulator.publication.pictures import picture
from tests.browser.screen import Screen
from tests.browser.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_digest_opens_and_closes_in_its_place(screen: Screen, town: World) -> None:
    await screen.opens("Anna")
    await screen.says("/start")
    await expect(screen.newest).to_contain_text("benvenuto")
    await screen.says("/schedule 8")
    await expect(screen.newest).to_contain_text("08:00")
    there = await screen.bubbles.count()
    await screen.backstage("Publish the next brief")
    await screen.backstage("Publish the next brief")
    # The group has no hours of its own: what it has got, Anna has waiting.
    await expect(screen.unread("Circolo")).to_have_text("2")
    await town.becomes(8)
    await expect(screen.bubbles).to_have_count(there + 1)
    await expect(screen.newest).to_contain_text("2.")
    closed = await screen.newest.locator(".text").inner_text()
    await screen.presses("2")
    await expect(screen.newest.locator(".preview img")).to_be_visible()
    await screen.presses("◂ Torna al riepilogo")
    await expect(screen.newest.locator(".text")).to_have_text(closed, use_inner_text=True)
    await expect(screen.bubbles).to_have_count(there + 1)


async def test_a_long_quotation_unfolds_and_folds(screen: Screen, town: World) -> None:
    emma = await town.person("Edna", "en")
    await town.post("say", user_id=emma, text="words")
    lines = "\n".join(f"Line {number}" for number in range(12))
    text = f"<blockquote expandable>{lines}</blockquote><tg-spoiler>the end</tg-spoiler>"
    await town.calls("sendMessage", chat_id=emma, text=text, parse_mode="HTML")
    await screen.opens("Edna")
    quotation = screen.bubble("Line 0").locator("blockquote")
    folded = await quotation.evaluate("(element) => element.clientHeight")
    await quotation.get_by_role("button", name="Show more").click()
    await expect(quotation.get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")
    assert await quotation.evaluate("(element) => element.clientHeight") > folded * 1.5
    hidden = screen.bubble("Line 0").get_by_role("button", name="Hidden text, press to read")
    await hidden.press("Enter")
    await expect(hidden).to_have_count(0)
    await expect(screen.bubble("Line 0").locator(".spoiler.revealed")).to_have_text("the end")


async def test_what_is_said_in_answer_to_a_message_shows_which(screen: Screen, town: World) -> None:
    await screen.opens("Emma")
    await screen.says("/start")
    await screen.newest.hover()
    await screen.newest.get_by_role("button", name="Reply").click()
    await expect(screen.page.locator("#replying")).to_contain_text("Welcome")
    await screen.says("/why")
    mine = screen.page.locator("#messages > li.mine").last
    await expect(mine.locator(".answered")).to_contain_text("Welcome")
    await mine.locator(".answered").click()
    await expect(screen.bubble("Welcome.").first).to_be_focused()


async def test_pictures_sent_together_are_one_album(screen: Screen, town: World) -> None:
    await screen.opens("Louis")
    files: list[FilePayload] = [
        {"name": f"{name}.png", "mimeType": "image/png", "buffer": picture(name)} for name in ("a", "b", "c")
    ]
    await screen.page.get_by_label("Pictures or files").set_input_files(files)
    await screen.says("Trois images")
    album = screen.page.get_by_role("group", name="Album of 3 pictures")
    await expect(album.get_by_role("img")).to_have_count(3)
    await expect(screen.page.locator("#messages > li.mine")).to_have_count(1)


async def test_a_document_says_its_name_and_size_and_can_be_saved(
    screen: Screen, town: World, tmp_path: Path
) -> None:
    await town.reader("Paul", "fr")
    await screen.opens("Paul")
    await expect(screen.newest).to_contain_text("Bienvenue")
    await screen.says("/privacy")
    await screen.presses("Tout m’envoyer")
    async with screen.page.expect_download() as saving:
        await screen.page.locator("a.file").last.click()
    saved = await saving.value
    await saved.save_as(tmp_path / saved.suggested_filename)
    assert (tmp_path / saved.suggested_filename).stat().st_size > 100


async def test_a_button_answers_with_a_line_over_the_page(screen: Screen, town: World) -> None:
    await town.reader("Ella", "en")
    await screen.opens("Ella")
    await expect(screen.newest).to_contain_text("Welcome")
    await screen.backstage("Publish the next brief")
    await screen.presses("Save", under=screen.bubble("Save"))
    await expect(screen.page.locator("#toasts")).to_contain_text(re.compile(r"\w"))


async def test_a_picture_may_come_under_a_veil(screen: Screen, town: World) -> None:
    vera = await town.person("Vera")
    await town.post("say", user_id=vera, text="parole")
    content = base64.b64encode(picture("veil")).decode()
    sent = await town.post("photo", user_id=vera, content=content, name="veil.png")
    photo = sent["photo"][-1]["file_id"]
    await town.calls("sendPhoto", chat_id=vera, photo=photo, has_spoiler=True, caption="Guarda")
    await screen.opens("Vera")
    await screen.page.get_by_role("button", name="Hidden picture, press to see it").click()
    await expect(screen.page.locator(".veil.lifted img")).to_be_visible()
