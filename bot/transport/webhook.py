"""The webhook: updates that Telegram posts to us, put where python-telegram-bot looks for them.

Telegram repeats a post until it is answered with 2xx, and keeps the later updates of that chat waiting.
So what can never be read is answered 200 and logged, and what we have no room for is answered 503.
"""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from telegram import Update
from telegram.ext import Application

_log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not a secret
LARGEST = 1024 * 1024
"""Bytes of the largest update we read. Telegram's own are a few kilobytes."""
LONGEST_QUEUE = 1000
"""Updates waiting to be handled; further ones wait at Telegram, which outlives us."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def handler(application: AnyApplication, *, secret: str) -> Handler:
    """The aiohttp handler of POSTs; `secret` is what setWebhook was given as `secret_token`."""
    if not secret:
        raise ValueError("A webhook needs a secret: without one anybody could speak for Telegram.")

    async def receive(request: web.Request) -> web.StreamResponse:
        if not _authentic(request, secret):
            return web.Response(status=403)
        if application.update_queue.qsize() >= LONGEST_QUEUE:
            return web.Response(status=503, headers={"Retry-After": "1"})
        body = await _read(request)
        if body is None:
            return web.Response(status=413)
        return await _accept(application, body)

    return receive


def _authentic(request: web.Request, secret: str) -> bool:
    given = request.headers.get(SECRET_HEADER, "")
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())


async def _read(request: web.Request) -> bytes | None:
    """The body, or None as soon as it is too long."""
    if (request.content_length or 0) > LARGEST:
        return None
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)


async def _accept(application: AnyApplication, body: bytes) -> web.Response:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return web.Response(status=400)
    if not isinstance(said, dict) or not isinstance(said.get("update_id"), int):
        return web.Response(status=400)
    update = _update(application, said)
    if update is not None:
        await application.update_queue.put(update)
    return web.Response()


def _update(application: AnyApplication, said: dict[str, Any]) -> Update | None:
    try:
        return Update.de_json(said, application.bot)
    except Exception:
        # python-telegram-bot raises whatever comes up when a field is not what it expects. The same bytes
        # would fail the same way for a day and hold back this chat's next updates.
        _log.exception("update %s cannot be read", said["update_id"])
        return None
