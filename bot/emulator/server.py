"""The server: HTTP requests to calls, answers to HTTP responses.

Paths and the order of checks are those of the real server's HttpConnection.cpp.
"""

import re

from aiohttp import web

from .answering import Answer, answer, fault_for, refusal
from .args import Args
from .clock import Clock
from .faults import NONE, Fault
from .methods import NAMES
from .reading import TooLarge, read_args
from .refusals import Refused, unauthorized
from .stage import Stage

_PATH = re.compile(r"/bot([^/]*)/(?:test/)?/*([^/]*)/?")
_FILE_PATH = re.compile(r"/file/bot([^/]*)/(?:test/)?(.+)")
_GARBAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
_DRIPS = 10
_LONGEST_TOKEN = 80


class BotApi:
    """The handler of everything under /bot and /file/bot."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request to /bot…"""
        started = self._stage.clock.monotonic()
        match = _PATH.fullmatch(request.path)
        if match is None:
            return await not_found(request)
        try:
            self._check_token(match[1])
            args = await read_args(request)
        except Refused as refused:
            return _response(refusal(refused))
        except TooLarge:
            return _response(refusal(Refused("Request Entity Too Large", status=413)))
        method = (match[2] or args.text("method")).lower()
        fault = fault_for(self._stage, method, args)
        return await self._respond(request, method, args, fault, started)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request to /file/bot…"""
        match = _FILE_PATH.fullmatch(request.path)
        try:
            self._check_token(match[1] if match else "")
        except Refused as refused:
            return _response(refusal(refused))
        file = self._stage.files.at(match[2]) if match else None
        if file is None or file.content is None:
            return _response(refusal(Refused("Not Found", status=404)))
        return web.Response(body=file.content, content_type="application/octet-stream")

    def _check_token(self, token: str) -> None:
        if ":" not in token or token.startswith("0") or len(token) > _LONGEST_TOKEN:
            raise Refused("Unauthorized: invalid token specified", status=401)
        if token != self._stage.token:
            raise unauthorized()

    async def _respond(
        self, request: web.Request, method: str, args: Args, fault: Fault, started: float
    ) -> web.StreamResponse:
        stage = self._stage
        if stage.latency or fault.delay:
            await stage.clock.sleep(stage.latency + fault.delay)
        if fault.reset or fault.garbage:
            self._note(method, args, None, 0 if fault.reset else 502, started)
            return _dropped(request) if fault.reset else _garbage()
        refused = fault.refusal() if fault is not NONE else None
        given = refusal(refused) if refused else await answer(stage, method, args)
        # Done, but nobody hears of it: the answer is lost on purpose, or whoever asked has gone.
        unheard = fault.lost or request.transport is None
        self._note(method, args, given, 0 if unheard else given.status, started)
        if fault.lost:
            return _dropped(request)
        if fault.drip:
            return await _dripped(request, given, fault.drip, stage.clock)
        return _response(given)

    def _note(self, method: str, args: Args, given: Answer | None, status: int, started: float) -> None:
        stage, now = self._stage, self._stage.clock.now()
        stage.version += 1
        spent = 1000 * (stage.clock.monotonic() - started)
        name = NAMES.get(method, method)
        call = stage.log.add(
            name, args.shown(), given.body if given else None, status=status, ms=spent, time=now
        )
        if call is not None and stage.events.heard:
            stage.events.tell("call", call.as_json())


async def not_found(_request: web.Request) -> web.Response:
    """The answer to every path that is neither the Bot API's nor the control API's."""
    return _response(refusal(Refused("Not Found", status=404)))


def _response(given: Answer) -> web.Response:
    headers = {"Retry-After": str(given.retry_after)} if given.retry_after is not None else None
    return web.Response(
        body=given.encoded(), status=given.status, headers=headers, content_type="application/json"
    )


def _garbage() -> web.Response:
    return web.Response(text=_GARBAGE, status=502, content_type="text/html")


def _dropped(request: web.Request) -> web.Response:
    """End the connection without a word; the response returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=502)


async def _dripped(request: web.Request, given: Answer, seconds: float, clock: Clock) -> web.StreamResponse:
    """The answer in small pieces over so many seconds."""
    body = given.encoded()
    response = web.StreamResponse(status=given.status)
    response.content_type = "application/json"
    response.content_length = len(body)
    await response.prepare(request)
    size = -(-len(body) // _DRIPS)
    for start in range(0, len(body), size):
        await clock.sleep(seconds / _DRIPS)
        await response.write(body[start : start + size])
    await response.write_eof()
    return response
