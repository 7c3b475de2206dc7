"""python-telegram-bot over aiohttp.

Its own HTTPX transport costs several times the CPU of a request here, and says the same `TimedOut` or
`NetworkError` for a request that never left and for one that may have been carried out. This one raises
`NotSent` or `InDoubt`, both of which python-telegram-bot takes for its own. Keep one instance for
getUpdates and another for the rest, so that a long poll never takes a connection from a reply.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot import __version__
from bot.transport import form
from bot.transport.errors import InDoubt, NotSent
from bot.transport.secrecy import hide

# What aiohttp raises before it has written a byte.
_BEFORE_WRITING = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ServerFingerprintMismatch,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)

_HEADERS: Final = {"User-Agent": f"Strillone/{__version__}"}
_FORM_HEADERS: Final = {"Content-Type": form.TYPE}
# aiohttp gives a POST without a body a type all the same.
_NO_TYPE: Final = ("Content-Type",)

Seconds = float | None | DefaultValue[None] | DefaultValue[float]


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for each step of a request; None waits for ever.

    The Bot API server sits out flood waits of up to about eight seconds before it answers, so a reading
    patience of five (python-telegram-bot's default) turns slow messages into doubtful ones.
    """

    read: float | None = 20.0
    write: float | None = 20.0
    connect: float | None = 5.0
    pool: float | None = 5.0

    def as_timeout(self) -> aiohttp.ClientTimeout:
        waiting = _sum(self.pool, self.connect)
        return aiohttp.ClientTimeout(
            total=_sum(waiting, self.write, self.read),
            connect=waiting,
            sock_connect=self.connect,
            sock_read=self.read,
        )


class AiohttpRequest(BaseRequest):
    """A pool of kept-alive connections to the Bot API, at most `connections` at a time."""

    def __init__(self, *, connections: int = 64, patience: Patience | None = None) -> None:
        self._connections = connections
        self._patience = patience or Patience()
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._patience.read

    async def initialize(self) -> None:
        """Open the pool; must run inside the event loop. A second call changes nothing."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=_HEADERS,
            )

    async def shutdown(self) -> None:
        """Close every connection. A second call changes nothing."""
        if self._session is not None:
            await self._session.close()

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
        body = _body(request_data) if request_data else None
        return await self.exchange(method, URL(url), body, patience)

    async def exchange(
        self, method: str, url: URL, body: bytes | aiohttp.FormData | None, patience: Patience
    ) -> tuple[int, bytes]:
        """One request and its answer; bytes are taken for an encoded form."""
        if self._session is None or self._session.closed:
            raise NotSent("The connections to the Bot API are closed.")
        headers: Mapping[str, str] | None = _FORM_HEADERS if isinstance(body, bytes) else None
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                skip_auto_headers=None if body else _NO_TYPE,
                timeout=patience.as_timeout(),
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except _BEFORE_WRITING as error:
            failure: NotSent | InDoubt = NotSent(_described(error))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            failure = InDoubt(_described(error))
        # Raised outside the handler: a chained aiohttp error would show the address, and so the token.
        raise failure


def _chosen(given: Seconds, default: float | None) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _sum(*seconds: float | None) -> float | None:
    known = [each for each in seconds if each is not None]
    return sum(known) if len(known) == len(seconds) else None


def _described(error: Exception) -> str:
    return hide(f"{type(error).__name__}: {error}".rstrip(": "))


def _body(data: RequestData) -> bytes | aiohttp.FormData | None:
    """A form, a multipart form when there are files, nothing when there are no parameters."""
    if data.contains_files:
        return _multipart(data)
    fields = data.json_parameters
    return form.encode(fields) if fields else None


def _multipart(data: RequestData) -> aiohttp.FormData:
    # Names of files travel as UTF-8, as Telegram expects, not percent-encoded.
    parts = aiohttp.FormData(quote_fields=False, default_to_multipart=True)
    for name, value in data.json_parameters.items():
        parts.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        parts.add_field(name, content, filename=_plain(filename), content_type=kind)
    return parts


def _plain(filename: str) -> str:
    """A file's name without characters that could end a header line."""
    return "".join(each for each in filename if each.isprintable()) or "file"
