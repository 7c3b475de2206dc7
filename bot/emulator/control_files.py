"""GET /control/file: the bytes of a file, as the chat page draws or downloads it.

What people and bots upload is anybody's: only pictures of known kinds are shown, everything else is handed
over to be saved, and nothing is ever run.
"""

from urllib.parse import quote, urlsplit

from aiohttp import web

from .files import File, Files
from .guard import is_loopback
from .pictures import look_at

_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, max-age=86400, immutable",
}


def file_response(files: Files, file_id: str) -> web.Response:
    """The file, or 404. One that was sent by its address is looked for there, on this machine only."""
    file = files.get(file_id)
    if file is None or file.content is None:
        raise web.HTTPNotFound(text="There is no such file.")
    if file.address:
        return _elsewhere(file)
    look = look_at(file.content)
    if file.kind == "photo" and look is not None:
        return web.Response(body=file.content, content_type=look.mime_type, headers=_SAFE)
    attached = {**_SAFE, "Content-Disposition": f"attachment; filename*=UTF-8''{_spelt(file.name)}"}
    return web.Response(body=file.content, content_type="application/octet-stream", headers=attached)


def _elsewhere(file: File) -> web.Response:
    address = urlsplit(file.address)
    if address.scheme != "http" or not is_loopback(address.netloc):
        raise web.HTTPNotFound(text="The file is on another machine, and nothing is fetched from there.")
    raise web.HTTPFound(file.address)


def _spelt(name: str) -> str:
    return quote(name.encode("utf-8", "replace"), safe="")
