"""The screen: the chat page as somebody uses it who sees it.

    await screen.opens("Anna")
    await screen.says("/start")
    await expect(screen.newest).to_contain_text("Buongiorno")

What is awaited appears or the test fails; nothing sleeps.
"""

from dataclasses import dataclass, field

from playwright.async_api import ConsoleMessage, Locator, Page, Request, Response, expect

from tests.browser.world import World

PATIENCE = 60_000
"""Milliseconds that anything is waited for: it only decides how long a failure takes."""

expect.set_options(timeout=PATIENCE)


@dataclass(eq=False)  # Playwright puts its own marks on who listens, so there are no slots
class Screen:
    """One page, and what went wrong on it."""

    page: Page
    world: World
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note every error of the console and every request that fails."""
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    async def visit(self) -> None:
        """Open the page, and wait until it hears what happens."""
        async with self.page.expect_response(lambda answer: answer.url.endswith("/control/events")):
            await self.page.goto(self.world.address)
        await expect(self.page.locator("body")).to_have_attribute("data-live", "true")

    async def opens(self, name: str) -> None:
        """Look at the chat of a person, or at a group."""
        await self.page.locator("#chats button").filter(has_text=name).click()
        await expect(self.page.locator("#chats button[aria-current]")).to_contain_text(name)
        await expect(self.page.locator("#messages")).not_to_have_attribute("aria-busy", "true")

    async def says(self, text: str) -> None:
        """Type something, and send it."""
        await self.page.get_by_label("Message", exact=True).fill(text)
        await self.page.keyboard.press("Enter")

    async def presses(self, label: str, *, under: Locator | None = None) -> None:
        """Press a button under a message, the newest unless it is another."""
        await (under or self.newest).get_by_role("button", name=label, exact=True).click()

    async def backstage(self, label: str) -> None:
        """Press a button of the right column."""
        await self.page.locator("#backstage").get_by_role("button", name=label, exact=True).click()

    def unread(self, name: str) -> Locator:
        """The number beside a chat."""
        return self.page.locator("#chats button").filter(has_text=name).locator(".unread")

    @property
    def bubbles(self) -> Locator:
        """What the bot has said, oldest first."""
        return self.page.locator("#messages > li.theirs")

    @property
    def newest(self) -> Locator:
        """What the bot said last."""
        return self.bubbles.last

    def bubble(self, words: str) -> Locator:
        """The newest message of the bot in which these words stand."""
        return self.bubbles.filter(has_text=words).last

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        self.faults.append(f"failed: {request.method} {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")
