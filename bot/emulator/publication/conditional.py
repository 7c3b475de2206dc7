"""Conditional GET (RFC 9110, section 13): a reader that has the bytes is told so with 304."""

import hashlib
from datetime import datetime, timedelta

from aiohttp import web
from aiohttp.typedefs import LooseHeaders

from bot.emulator.publication.dates import http_date


def answer(request: web.Request, body: bytes, content_type: str, *, changed_at: datetime) -> web.Response:
    """The bytes with their validators, or 304 without them."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": etag, "Last-Modified": http_date(changed_at), "Cache-Control": "no-cache"}
    if _has_it(request, etag, changed_at):
        return web.Response(status=304, headers=headers)
    return _response(body, content_type, headers)


def _has_it(request: web.Request, etag: str, changed_at: datetime) -> bool:
    """If-None-Match rules alone where it is given; dates are compared in whole seconds."""
    asked = request.headers.get("If-None-Match")
    if asked is not None:
        return asked.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in asked.split(","))
    since = request.if_modified_since
    return since is not None and changed_at - since < timedelta(seconds=1)


def _response(body: bytes, content_type: str, headers: LooseHeaders) -> web.Response:
    return web.Response(body=body, content_type=content_type, charset=_charset(content_type), headers=headers)


def _charset(content_type: str) -> str | None:
    return None if content_type.startswith("image/") else "utf-8"
