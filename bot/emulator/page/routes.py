"""The page's files over HTTP, each read once."""

from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType

from aiohttp import web

from bot.emulator.page.cast import GROUP, PEOPLE

FOLDER = Path(__file__).parent / "static"

TYPES = MappingProxyType(
    {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
)

# The page shows what the bot sends, and that may come from anywhere: no script but our own files, no request
# but to this server, no picture but from this machine, and never inside somebody else's frame. Trusted Types
# without any policy let no string become markup or script at all (w3.org/TR/trusted-types).
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' http://127.0.0.1:* http://localhost:*",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

HEADERS = MappingProxyType(
    {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-cache",
    }
)


def add_page_routes(app: web.Application) -> None:
    """Serve the chat page at `/` and its files under `/page/`."""
    files = {path.name: (path.read_bytes(), TYPES[path.suffix]) for path in FOLDER.iterdir()}

    async def index(request: web.Request) -> web.Response:
        return _file(*files["index.html"])

    async def file(request: web.Request) -> web.Response:
        found = files.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound(text="The chat page has no such file.")
        return _file(*found)

    app.router.add_get("/", index)
    app.router.add_get("/page/cast.json", _cast)
    app.router.add_get("/page/{name}", file)


async def _cast(request: web.Request) -> web.Response:
    people = [asdict(person) for person in PEOPLE]
    return web.json_response({"people": people, "group": GROUP}, headers=HEADERS)


def _file(body: bytes, content_type: str) -> web.Response:
    return web.Response(body=body, content_type=content_type, charset="utf-8", headers=HEADERS)
