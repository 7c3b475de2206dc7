"""The pulse: those who wait for the publication to be mended hear it at once."""

import asyncio


class Pulse:
    """Wakes everybody who waits for the next beat."""

    def __init__(self) -> None:
        self._beat = asyncio.Event()

    def beat(self) -> None:
        self._beat.set()
        self._beat = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Return at the next beat, or after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._beat.wait()
        except TimeoutError:
            return
