"""Events over HTTP: server-sent events, until the listener or the emulator goes."""

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from .events import Event
from .stage import Stage

_QUIET = 15.0
"""Seconds without events after which a comment keeps the connection awake."""


async def stream_events(request: web.Request, stage: Stage) -> web.StreamResponse:
    """Write events as they come. The first comment says that listening has begun."""
    response = web.StreamResponse(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
    response.content_type = "text/event-stream"
    async with stage.events.listening() as queue:
        # Who listens goes when he likes, also in the middle of a block: that is no error.
        with suppress(ConnectionResetError):
            await response.prepare(request)
            await response.write(b": listening\n\n")
            while (block := await _next_block(queue)) is not None:
                await response.write(block)
            await response.write_eof()
    return response


async def _next_block(queue: "asyncio.Queue[Event | None]") -> bytes | None:
    try:
        event = await asyncio.wait_for(queue.get(), _QUIET)
    except TimeoutError:
        return b": quiet\n\n"
    return None if event is None else _block(event)


def _block(event: Event) -> bytes:
    data = json.dumps(event.data, ensure_ascii=False)
    return f"id: {event.id}\nevent: {event.kind}\ndata: {data}\n\n".encode("utf-8", "replace")
