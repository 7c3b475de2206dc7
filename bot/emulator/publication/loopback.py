"""Who may steer: programs and pages of this machine only.

A page of some website, open in a browser on this machine, can send requests to 127.0.0.1 too. It gives itself
away by its `Origin`, or, where its own name was made to point here (DNS rebinding), by its `Host`.
"""

from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def require_loopback(request: web.Request) -> None:
    """403 unless the request names this machine and comes from no page but our own."""
    host = request.headers.get("Host", "")
    if _name(f"//{host}") not in LOOPBACK:
        raise web.HTTPForbidden(text="Only addresses of this machine may steer the publication.")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != host:
        raise web.HTTPForbidden(text="Pages of other sites may not steer the publication.")
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise web.HTTPForbidden(text="Other sites may not steer the publication.")


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
