"""python-telegram-bot over our own connections.

Its own HTTPX transport costs many times the CPU of a request here, and says the same `TimedOut` or
`NetworkError` for a request that never left and for one that may have been carried out. This one raises
`NotSent` or `InDoubt`, both of which python-telegram-bot takes for its own. Keep one instance for
getUpdates and another for the rest, so that a long poll never takes a connection from a reply.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from telegram._utils.defaultvalue import DefaultValue
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot import __version__
from bot.transport import form, multipart
from bot.transport.errors import NotSent
from bot.transport.pool import Origin, Patience, Pool

_PORTS: Final = {"http": 80, "https": 443}
_AGENT: Final = f"Strillone/{__version__}"

Seconds = float | None | DefaultValue[None] | DefaultValue[float]


class DirectRequest(BaseRequest):
    """A pool of kept-alive connections to the Bot API, at most `connections` at a time."""

    def __init__(self, *, connections: int = 64, patience: Patience | None = None) -> None:
        self._connections = connections
        self._patience = patience or Patience()
        self._pool: Pool | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._patience.read

    async def initialize(self) -> None:
        """Open the pool; must run inside the event loop. A second call changes nothing."""
        if self._pool is None or self._pool.is_closed:
            self._pool = Pool(self._connections)

    async def shutdown(self) -> None:
        """Close every connection. A second call changes nothing."""
        if self._pool is not None:
            await self._pool.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Raises NotSent or InDoubt when there is none."""
        patience = Patience(
            read=_chosen(read_timeout, self._patience.read),
            write=_chosen(write_timeout, self._patience.write),
            connect=_chosen(connect_timeout, self._patience.connect),
            pool=_chosen(pool_timeout, self._patience.pool),
        )
        kind, body = _body(request_data)
        return await self.exchange(addressed(url, method, kind), body, patience)

    async def exchange(self, address: "Address", body: bytes, patience: Patience) -> tuple[int, bytes]:
        """One request and its answer."""
        if self._pool is None:
            raise NotSent("the connections to the Bot API are not open")
        request = b"%b%d\r\n\r\n%b" % (address.head, len(body), body)
        whole = await self._pool.exchange(address.origin, request, patience)
        return whole.status, whole.body


class Address(NamedTuple):
    """Where a request goes, and its head up to the length of its body."""

    origin: Origin
    head: bytes


@lru_cache(maxsize=64)
def addressed(url: str, method: str, kind: str | None) -> Address:
    """What a request to this address begins with; `kind` is the type of its body. Raises NotSent.

    A bot calls few methods, each many times. What an address cannot hold, such as a line's end, is quoted.
    """
    try:
        to = URL(url)
        origin = Origin(to.raw_host or "", to.port or 0, to.scheme == "https")
    except ValueError:
        origin, to = Origin("", 0, False), URL()
    if to.scheme not in _PORTS or not origin.host:
        raise NotSent("the address of the Bot API is none")
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    port = "" if origin.port == _PORTS[to.scheme] else f":{origin.port}"
    lines = [f"{method} {to.raw_path_qs} HTTP/1.1", f"Host: {host}{port}", f"User-Agent: {_AGENT}"]
    if kind is not None:
        lines.append(f"Content-Type: {kind}")
    return Address(origin, "\r\n".join([*lines, "Content-Length: "]).encode())


def _chosen(given: Seconds, default: float | None) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _body(data: RequestData | None) -> tuple[str | None, bytes]:
    """A form, a multipart form when there are files, nothing when there are no parameters."""
    if data is None:
        return None, b""
    fields = data.json_parameters
    if data.contains_files:
        return multipart.encode(fields, data.multipart_data)
    return (form.TYPE, form.encode(fields)) if fields else (None, b"")
