"""Waiting for an event, but only so long, on a clock that may be a test's."""

import asyncio

from bot.clock import Clock


async def wait_for(event: asyncio.Event, clock: Clock, *, at_most: float | None) -> None:
    """Return when the event is set, or after so many seconds; None waits for the event alone."""
    if event.is_set():
        return
    if at_most is None:
        await event.wait()
        return
    waits = (asyncio.ensure_future(event.wait()), asyncio.ensure_future(clock.sleep(at_most)))
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
