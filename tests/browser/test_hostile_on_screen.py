"""What comes from outside is shown as words, however it is spelt, and however much of it comes at once."""

import pytest
from playwright.async_api import Dialog, expect

from tests.browser.screen import Screen
from tests.browser.world import NO_FEED, World

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    return NO_FEED


SPELT = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202eחלילה\u202c \u200b\ufeff",
    "Z̸̢̛͓a̷l̴g̸o̶" * 20,
    "👩‍👩‍👧‍👦🏴\U000e0067\U000e0062🇮🇹" * 30,
    "`${alert(1)}` {{7*7}} %s",
)
FLOOD = 620
KEPT = 500


async def test_no_words_become_markup_nor_script(screen: Screen, town: World) -> None:
    dialogs: list[str] = []

    async def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        await dialog.dismiss()

    screen.page.on("dialog", note)
    eve = await town.person("<b onclick=alert(1)>Eve")
    await town.post("say", user_id=eve, text="parole")
    for words in SPELT:
        await town.calls("sendMessage", chat_id=eve, text=words)
    await screen.opens("Eve")
    for words in SPELT[:3]:
        await expect(screen.bubble(words)).to_be_visible()
    await expect(screen.page.locator("#messages img, #messages script, #chats b[onclick]")).to_have_count(0)
    assert dialogs == []


async def test_a_flood_is_drawn_up_to_its_newest(screen: Screen, town: World) -> None:
    noe = await town.person("Noè")
    await town.post("say", user_id=noe, text="parole")
    await screen.opens("Noè")
    for number in range(FLOOD):
        await town.calls("sendMessage", chat_id=noe, text=f"Message {number}")
    await expect(screen.bubble(f"Message {FLOOD - 1}")).to_be_in_viewport()
    assert await screen.page.locator("#messages > li").count() <= KEPT
    await expect(screen.page.locator("#messages > .day")).to_have_count(1)
