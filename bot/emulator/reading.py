"""Reading a request: query, urlencoded form, multipart or JSON body, into the arguments of a call."""

import json
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from .args import Args, Upload, as_argument
from .refusals import Refused

LARGEST = 55 << 20
"""Bytes of a request the server takes: files up to 50 MB, and their form."""
_MOST_FIELDS = 1000


class TooLarge(Exception):
    """Raised when a request is larger than the server takes."""


async def read_args(request: web.BaseRequest) -> Args:
    """The arguments of the call. The query wins over the body; the first of two with one name wins."""
    query = _pairs(request.rel_url.raw_query_string)
    if not request.can_read_body:
        return Args(query)
    kind = request.content_type
    if kind.startswith("multipart/"):
        return await _multipart(request, query)
    body = (await read_body(request)).decode("utf-8", "surrogateescape")
    if kind == "application/json":
        return Args({**_json_object(body), **query})
    return Args({**_pairs(body), **query} if query else _pairs(body))


async def read_body(request: web.BaseRequest) -> bytes:
    """The whole body; TooLarge past the limit."""
    if (request.content_length or 0) > LARGEST:
        raise TooLarge
    pieces, size = [], 0
    async for piece in request.content.iter_any():
        size += len(piece)
        if size > LARGEST:
            raise TooLarge
        pieces.append(piece)
    return b"".join(pieces)


def _pairs(encoded: str) -> dict[str, str]:
    if not encoded:
        return {}
    try:
        pairs = parse_qsl(
            encoded, keep_blank_values=True, errors="surrogateescape", max_num_fields=_MOST_FIELDS
        )
    except ValueError as wrong:
        raise Refused("Can't parse parameters") from wrong
    return dict(reversed(pairs))


def _json_object(body: str) -> dict[str, str]:
    try:
        value = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError) as wrong:
        raise Refused("Can't parse JSON object") from wrong
    if not isinstance(value, dict):
        raise Refused("JSON object expected")
    return {name: as_argument(item) for name, item in value.items() if item is not None}


async def _multipart(request: web.BaseRequest, values: dict[str, str]) -> Args:
    uploads: dict[str, Upload] = {}
    left = LARGEST
    try:
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.name:
                content = await _part(part, left)
                left -= len(content)
                _keep(part, part.name, content, values, uploads)
    except (ValueError, AssertionError) as wrong:
        raise Refused("Can't parse multipart form") from wrong
    return Args(values, uploads)


def _keep(
    part: BodyPartReader, name: str, content: bytes, values: dict[str, str], uploads: dict[str, Upload]
) -> None:
    if part.filename is None:
        values.setdefault(name, content.decode("utf-8", "surrogateescape"))
    else:
        kind = part.headers.get("Content-Type", "application/octet-stream")
        uploads.setdefault(name, Upload(part.filename, content, kind))


async def _part(part: BodyPartReader, most: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk():
        content += chunk
        if len(content) > most:
            raise TooLarge
    return bytes(content)
