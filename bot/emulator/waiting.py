"""Waiting for the bot: who is to be woken when something of the bot's appears in a chat."""

import asyncio


class Waiting:
    """Futures by chat; no polling."""

    def __init__(self) -> None:
        self._futures: dict[int, list[asyncio.Future[None]]] = {}

    def wake(self, chat_id: int) -> None:
        """Something new is in the chat."""
        for future in self._futures.pop(chat_id, ()):
            if not future.done():
                future.set_result(None)

    async def news(self, chat_id: int) -> None:
        """Return when something new is in the chat."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._futures.setdefault(chat_id, []).append(future)
        await future
