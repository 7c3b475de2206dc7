"""The pictures of the README and of `docs/`, taken of the real page: `make pictures`.

A world is played through, as a newcomer would; two screens look at it, a light and a dark one.

    newcomer   somebody has said /start, and a brief has come
    digest     a brief opened out of the morning's digest
    broadcast  an editor's announcement on its way
"""

import asyncio
import io
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, ViewportSize, expect

from bot.broadcasting.timing import UNDO
from tests.browser.chromium import MISSING, chromium, program
from tests.browser.screen import Screen
from tests.browser.world import World, world

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
LARGEST = 120_000
"""Bytes of a picture: a README is read by telephone too."""
COLOURS = (256, 128, 64)
SHAPE: ViewportSize = {"width": 1200, "height": 880}
SLOW = {"RATE": "2", "RATE_CEILING": "2"}
"""Messages a second, so that the announcement can be seen on its way."""
READERS = (("Chiara", "it"), ("Tom", "en"), ("Inès", "fr"), ("Aino", "fi"), ("Olena", "uk"), ("Jan", "nl"))

Screens = dict[str, Screen]
"""By colour scheme."""


async def take() -> dict[str, bytes]:
    """All pictures, by the names of their files. Raises RuntimeError where there is no browser."""
    path = program()
    if path is None:
        raise RuntimeError(MISSING)
    taken: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as scratch:
        async with (
            world(Path(scratch), **SLOW) as town,
            chromium(path) as browser,
            _screens(browser, town) as screens,
        ):
            for scene in (_newcomer, _digest, _broadcast):
                name = await scene(screens, town)
                taken |= {f"{name}-{scheme}.png": await _shot(screen) for scheme, screen in screens.items()}
    return taken


@asynccontextmanager
async def _screens(browser: Browser, town: World) -> AsyncIterator[Screens]:
    opened: Screens = {}
    for scheme in ("light", "dark"):
        context = await browser.new_context(
            viewport=SHAPE, color_scheme=scheme, locale="en-GB", timezone_id="Europe/Rome"
        )
        opened[scheme] = Screen(await context.new_page(), town)
        await opened[scheme].visit()
    yield opened


# Scenes: each plays on, has both screens show the same, and says what its pictures are called ---------------


async def _newcomer(screens: Screens, town: World) -> str:
    light = screens["light"]
    await light.opens("Emma")
    await light.says("/start")
    await expect(light.newest).to_contain_text("Welcome")
    for number in ("1", "2"):
        await light.backstage("Publish the next brief")
        await expect(light.unread("Circolo")).to_have_text(number)
    await _both_open("Emma", screens)
    for screen in screens.values():
        await expect(screen.newest.locator(".preview img")).to_be_visible()
    return "newcomer"


async def _digest(screens: Screens, town: World) -> str:
    light = screens["light"]
    await light.says("/schedule 8")
    await expect(light.newest).to_contain_text("08:00")
    for number in ("3", "4"):
        await light.backstage("Publish the next brief")
        await expect(light.unread("Circolo")).to_have_text(number)
    await town.becomes(8)
    await expect(light.newest).to_contain_text("2.")
    await light.presses("2")
    for screen in screens.values():
        await expect(screen.newest.locator(".preview img")).to_be_visible()
    return "digest"


async def _broadcast(screens: Screens, town: World) -> str:
    for name, language in READERS:
        await town.reader(name, language)
    light = screens["light"]
    await _both_open("Bruno", screens)
    await light.says("/broadcast **Stasera alle 21** la redazione risponde dal vivo.")
    await expect(light.newest).to_contain_text("La ricevono")
    await light.presses("Inviare…")
    await light.presses("Inviarla")
    await expect(light.newest).to_contain_text("Fino ad allora")
    await town.post("program/clock", seconds=UNDO.total_seconds() + 1)
    for screen in screens.values():
        await expect(screen.newest).to_contain_text("▓")
        await expect(screen.newest).to_contain_text("░")
    return "broadcast"


async def _both_open(name: str, screens: Screens) -> None:
    for screen in screens.values():
        await screen.opens(name)


# Pictures ---------------------------------------------------------------------------------------------------


async def _shot(screen: Screen) -> bytes:
    await screen.backstage("Refresh")
    await screen.page.mouse.move(0, 0)
    await screen.page.wait_for_function("() => [...document.images].every((image) => image.complete)")
    return small(await screen.page.screenshot(animations="disabled"))


def small(png: bytes) -> bytes:
    """The same picture in as many colours as fit into the size that a picture may have."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in COLOURS:
        out = io.BytesIO()
        picture.quantize(colours, Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()


def main(folder: Path) -> None:
    """Take all pictures, put them into the folder, and say how large each is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, png in asyncio.run(take()).items():
        (folder / name).write_bytes(png)
        print(f"{len(png) / 1000:4.0f} KB  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
