"""One connection to the Bot API, on which requests go one after the other.

idle ──ask──▶ asked ──the whole answer──▶ idle, or closed where it was the last
                └──the end, silence, garbage──▶ closed, and the request in doubt
"""

import asyncio
from collections.abc import Callable

from bot.transport.answer import Answer, Broken, Whole
from bot.transport.errors import InDoubt


class Connection(asyncio.Protocol):
    """Made by a pool, which is told when it is no more."""

    __slots__ = (
        *("_answer", "_asked", "_deadline", "_gone", "_heard_at", "_loop", "_read", "_timer", "_transport"),
        *("idle_since", "is_open"),
    )

    def __init__(self, gone: Callable[["Connection"], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._gone = gone
        self._transport: asyncio.Transport | None = None
        self._asked: asyncio.Future[Whole] | None = None
        self._answer = Answer()
        self._read: float | None = None
        self._deadline: float | None = None
        self._heard_at = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self.is_open = False
        self.idle_since = 0.0
        """Monotonic seconds of the loop."""

    async def ask(self, request: bytes, *, read: float | None, total: float | None) -> Whole:
        """Write a request and return its answer. Only where `is_open`.

        Seconds: `read` of silence, `total` for all of it. Raises InDoubt, and is closed then, as it is when
        whoever asks is cancelled.
        """
        assert self._transport is not None
        asked: asyncio.Future[Whole] = self._loop.create_future()
        self._asked = asked
        self._answer = Answer()
        self._wait(read, total)
        self._transport.write(request)
        try:
            return await asked
        except BaseException:
            self.close()
            raise
        finally:
            self._rest()

    def close(self) -> None:
        """Drop it now."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.is_open = True

    def data_received(self, data: bytes) -> None:
        asked = self._asked
        if asked is None or asked.done():
            self.close()  # nobody asked: what would the next one take it for?
            return
        self._heard_at = self._loop.time()
        try:
            whole = self._answer.feed(data)
        except Broken as error:
            self._fail(f"the answer is no HTTP: {error}")
            return
        if whole is not None:
            self._deliver(whole)

    def eof_received(self) -> None:
        """The server will say no more: closed by returning nothing."""

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        if self._timer is not None:
            self._timer.cancel()
        self._gone(self)
        whole = None if error else self._answer.end()
        if whole is not None:
            self._deliver(whole)
        else:
            begun = "within the answer" if self._answer.has_begun else "without an answer"
            self._fail(f"the connection ended {begun}" + (f": {type(error).__name__}" if error else ""))

    def _deliver(self, whole: Whole) -> None:
        if whole.is_last:
            self.close()
        if self._asked is not None and not self._asked.done():
            self._asked.set_result(whole)

    def _fail(self, reason: str) -> None:
        self.close()
        if self._asked is not None and not self._asked.done():
            self._asked.set_exception(InDoubt(reason))

    def _wait(self, read: float | None, total: float | None) -> None:
        now = self._heard_at = self._loop.time()
        self._read = read
        self._deadline = None if total is None else now + total
        if (until := self._until()) is not None:
            self._look_at(until)

    def _look_at(self, until: float) -> None:
        """One timer a connection, not one a request: where it comes too soon, it looks again."""
        if self._timer is not None and self._timer.when() > until:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._timer = self._loop.call_at(until, self._look)

    def _until(self) -> float | None:
        """When it will have been silent for too long, or have taken too long."""
        silent = None if self._read is None else self._heard_at + self._read
        if silent is None or self._deadline is None:
            return self._deadline if silent is None else silent
        return min(silent, self._deadline)

    def _look(self) -> None:
        """Whether what is asked takes too long."""
        self._timer = None
        if self._asked is None:
            return
        now = self._loop.time()
        if self._transport is not None and self._transport.get_write_buffer_size():
            self._heard_at = now  # it is still being written: that is no silence of the server's
        until = self._until()
        if until is not None and until > now:
            self._look_at(until)
        else:
            self._fail("no answer in time")

    def _rest(self) -> None:
        self._asked = None
        self.idle_since = self._loop.time()
