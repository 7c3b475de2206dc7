"""The guard of the control API: only the machine it runs on may turn it.

A page on the web can make a browser send requests here, by a name that resolves to 127.0.0.1 or from a
foreign origin; both are told apart by their headers (DNS rebinding, cross-site requests).
"""

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web

_NAMES = frozenset({"localhost", "ip6-localhost"})


def check_local(request: web.BaseRequest) -> None:
    """403 for a request that a foreign page may have caused."""
    if not is_loopback(request.headers.get("Host", "")):
        raise web.HTTPForbidden(text="the control API answers to loopback names only")
    origin = request.headers.get("Origin")
    if origin is not None and not _is_same(origin, request.headers["Host"]):
        raise web.HTTPForbidden(text="the control API does not answer to other origins")
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise web.HTTPForbidden(text="the control API does not answer to other sites")


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name.lower() in _NAMES:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_same(origin: str, host: str) -> bool:
    return origin.partition("://")[2].lower() == host.lower()
