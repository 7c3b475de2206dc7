"""The browser that the tests and the pictures use: Debian's Chromium, driven by Playwright.

Playwright's own browsers are not needed: what is on the machine is the one that people have.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "There is no Chromium here: apt-get install chromium, or name another in CHROMIUM."

# The sandbox asks for what containers lack; the only pages opened are our own.
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none")


def program() -> str | None:
    """The path of a Chromium on this machine: the one that CHROMIUM names, else the first found."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def chromium(path: str) -> AsyncIterator[Browser]:
    """A browser without a window, closed at the end."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            await browser.close()
