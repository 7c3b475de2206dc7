"""One browser for all tests of this folder, a world for each module, a page for each test.

Everything lives in one event loop, since Playwright belongs to the loop that it was started in; so a module
here says `pytestmark = pytest.mark.asyncio(loop_scope="session")`. A page on which an error was logged, or a
request failed, fails its test.
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.chromium import MISSING, chromium, program
from tests.browser.screen import Screen
from tests.browser.world import World, world

Shows = Callable[..., Awaitable[Screen]]
"""Opens the chat page in a context of its own; the arguments are those of Playwright's `new_context`."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = program()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    async with chromium(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """What a module sets otherwise."""
    return {}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def town(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, settings: dict[str, str]
) -> AsyncIterator[World]:
    async with world(tmp_path_factory.mktemp("world"), **settings) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def shows(browser: Browser, town: World) -> AsyncIterator[Shows]:
    """Open the page as it is wished; what went wrong on it is said at the end."""
    screens: list[Screen] = []

    async with AsyncExitStack() as stack:

        async def show(**wishes: Any) -> Screen:
            wished = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **wishes}
            context = await browser.new_context(timezone_id="Europe/Rome", **wished)
            stack.push_async_callback(context.close)
            screen = Screen(await context.new_page(), town)
            screens.append(screen)
            screen.watch()
            await screen.visit()
            return screen

        yield show
        assert [fault for screen in screens for fault in screen.faults] == []


@pytest_asyncio.fixture(loop_scope="session")
async def screen(shows: Shows) -> Screen:
    """The page on a screen as most people have it."""
    return await shows()
