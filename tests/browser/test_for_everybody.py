"""The page for people who see it badly or not at all: axe-core finds nothing grave in any state of it."""

from collections.abc import Awaitable, Callable

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from tests.browser.conftest import Shows
from tests.browser.screen import Screen
from tests.browser.world import NO_FEED, World

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    return NO_FEED


GRAVE = {"serious", "critical"}
TALK = (
    "<b>Bold</b> <i>italic</i> <s>struck</s> <code>code</code> <a href='https://example.org/'>a link</a>"
    " #topic /help\n<tg-spoiler>hidden</tg-spoiler>\n"
    "<blockquote expandable>one\ntwo\nthree\nfour\nfive\nsix</blockquote>"
    "<pre><code class='language-python'>x = 1</code></pre>"
)
COLOURED = [
    [{"text": style, "callback_data": style, "style": style} for style in ("primary", "success", "danger")],
    [{"text": "plain", "callback_data": "plain"}, {"text": "site", "url": "https://example.org/"}],
]


async def faults(screen: Screen) -> list[str]:
    """What axe-core finds grave: the rule, and the element it is about."""
    found = (await Axe().run(screen.page)).response["violations"]
    grave = [fault for fault in found if fault["impact"] in GRAVE]
    return [f"{fault['id']}: {node['html'][:160]}" for fault in grave for node in fault["nodes"]]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def talkative(town: World) -> int:
    """Somebody in whose chat there is one of everything."""
    tea = await town.person("Tea", "en")
    await town.post("say", user_id=tea, text="**words** of mine")
    sent = await town.calls(
        "sendMessage", chat_id=tea, text=TALK, parse_mode="HTML", reply_markup={"inline_keyboard": COLOURED}
    )
    await town.post("say", user_id=tea, text="my answer", reply_to=sent["message_id"])
    old = await town.calls("sendMessage", chat_id=tea, text="old")
    await town.calls("editMessageText", chat_id=tea, message_id=old["message_id"], text="new")
    return tea


Act = Callable[[Screen], Awaitable[None]]


async def _menu(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Commands of the bot").click()
    await expect(screen.page.get_by_role("listbox", name="Commands")).to_be_visible()


async def _attach(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Attach", exact=True).click()
    await expect(screen.page.get_by_role("group", name="What to attach")).to_be_visible()


async def _reply(screen: Screen) -> None:
    await screen.newest.hover()
    await screen.newest.get_by_role("button", name="Reply").click()


async def _person(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Add a person").click()
    await expect(screen.page.get_by_role("dialog", name="Add a person")).to_be_visible()


async def _group(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Add a group").click()
    await expect(screen.page.get_by_role("dialog", name="Add a group")).to_be_visible()


async def _place(screen: Screen) -> None:
    await _attach(screen)
    await screen.page.get_by_role("button", name="Location").click()
    await expect(screen.page.get_by_role("dialog", name="Share a location")).to_be_visible()


async def _toast(screen: Screen) -> None:
    await screen.backstage("429 for 5 seconds")
    await expect(screen.page.locator("#toasts")).to_contain_text("429")


async def _alert(screen: Screen) -> None:
    await screen.page.evaluate("async () => (await import('/page/notices.js')).alertBox('Look here')")
    await expect(screen.page.get_by_role("dialog", name="Look here")).to_be_visible()


async def _log(screen: Screen) -> None:
    await screen.page.locator("#log summary").first.click()
    await expect(screen.page.locator("#log pre").first).to_be_visible()


async def _blocked(screen: Screen) -> None:
    await screen.opens("Louis")
    await screen.page.get_by_role("button", name="Block the bot").click()
    await expect(screen.page.get_by_role("button", name="Unblock the bot")).to_be_visible()
    await screen.page.get_by_role("button", name="Unblock the bot").click()


STATES: tuple[Act, ...] = (_menu, _attach, _reply, _person, _group, _place, _toast, _alert, _log, _blocked)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_no_grave_fault_in_a_chat_with_one_of_everything(
    shows: Shows, talkative: int, scheme: str
) -> None:
    screen = await shows(color_scheme=scheme)
    assert await faults(screen) == []
    await screen.opens("Tea")
    await expect(screen.bubbles.first).to_be_visible()
    assert await faults(screen) == []


@pytest.mark.parametrize("act", STATES, ids=lambda act: act.__name__.strip("_"))
async def test_no_grave_fault_with_something_open(shows: Shows, talkative: int, act: Act) -> None:
    screen = await shows(color_scheme="dark")
    await screen.opens("Tea")
    await act(screen)
    assert await faults(screen) == []


@pytest.mark.parametrize("column", ["People", "Chat", "Backstage"])
async def test_no_grave_fault_on_a_narrow_screen(shows: Shows, talkative: int, column: str) -> None:
    screen = await shows(viewport={"width": 360, "height": 740})
    await screen.page.get_by_role("button", name=column, exact=True).click()
    assert await faults(screen) == []
