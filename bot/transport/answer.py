"""One HTTP/1.1 answer, from the bytes of a connection: a head, and a body that ends in one of three ways.

    Content-Length: n          after n bytes
    Transfer-Encoding: chunked after a chunk of no length
    neither                    with the connection

Pure: bytes in, a `Whole` out once it is there. Written for answers of the Bot API, which come in one piece.
"""

import re
from typing import NamedTuple

LONGEST_HEAD = 65_536
LONGEST_BODY = 64 * 1024 * 1024
"""Bytes. A bot may fetch files of twenty megabytes; what is far longer is no answer."""

_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-5]\d\d)(?: |$)")
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;|$)")


class Broken(ValueError):
    """Raised when what came is no HTTP that we understand."""


class Whole(NamedTuple):
    """A whole answer; `is_last` tells that its connection cannot carry another."""

    status: int
    body: bytes
    is_last: bool


class _Head(NamedTuple):
    status: int
    length: int | None
    is_chunked: bool
    is_last: bool


class Answer:
    """One answer on its way. Give it what comes, until `feed` or `end` returns it whole."""

    __slots__ = ("_chunks", "_head", "_missing", "_need", "_pieces", "_rest")

    def __init__(self) -> None:
        self._head: _Head | None = None
        self._rest = b""
        self._pieces: list[bytes] = []
        self._missing = 0
        self._chunks = bytearray()
        self._need = 0

    @property
    def has_begun(self) -> bool:
        return bool(self._rest or self._head)

    def feed(self, data: bytes) -> Whole | None:
        """Take in some bytes. Raises Broken, also for bytes that follow the end."""
        if self._head is None:
            begun = self._begin(self._rest + data if self._rest else data)
            if begun is None:
                return None
            data = begun
        assert self._head is not None
        if self._head.is_chunked:
            return self._feed_chunks(self._head, data)
        return self._feed_body(self._head, data)

    def end(self) -> Whole | None:
        """The connection was closed: the answer, where that is how it ends."""
        head = self._head
        if head is None or head.is_chunked or head.length is not None:
            return None
        return Whole(head.status, b"".join(self._pieces), True)

    def _begin(self, received: bytes) -> bytes | None:
        """Read the head; what follows it, or None while it is not there as a whole."""
        while True:
            end = received.find(b"\r\n\r\n")
            if end < 0:
                if len(received) > LONGEST_HEAD:
                    raise Broken("a head without an end")
                self._rest = received
                return None
            head, received = _head(received[:end]), received[end + 4 :]
            if head.status >= 200:
                break  # those below only announce the answer
        self._head, self._rest = head, b""
        self._missing = head.length or 0
        return received

    def _feed_body(self, head: _Head, data: bytes) -> Whole | None:
        if head.length is None:
            self._keep(data)
            return None
        if len(data) > self._missing:
            raise Broken("more than was announced")
        self._missing -= len(data)
        if not self._pieces and not self._missing:
            return Whole(head.status, data, head.is_last)
        self._pieces.append(data)
        return None if self._missing else Whole(head.status, b"".join(self._pieces), head.is_last)

    def _feed_chunks(self, head: _Head, data: bytes) -> Whole | None:
        """Read the chunks that are there as a whole, each with the line that gives its length."""
        self._chunks += data
        at = 0
        while len(self._chunks) - at >= self._need and (end := self._chunks.find(b"\r\n", at)) >= 0:
            size = _size(bytes(self._chunks[at:end]))
            if not size:
                return self._trailer(head, at)
            if len(self._chunks) < end + size + 4:
                self._need = end + size + 4 - at
                break
            self._keep(
                bytes(self._chunks[end + 2 : end + 2 + size]),
                bytes(self._chunks[end + 2 + size : end + size + 4]),
            )
            at, self._need = end + size + 4, 0
        del self._chunks[:at]
        if len(self._chunks) > max(self._need, LONGEST_HEAD):
            raise Broken("a chunk without an end")
        return None

    def _trailer(self, head: _Head, at: int) -> Whole | None:
        """After the last chunk come fields that nobody needs, and an empty line."""
        del self._chunks[:at]
        end = self._chunks.find(b"\r\n\r\n")
        if end < 0:
            if len(self._chunks) > LONGEST_HEAD:
                raise Broken("a trailer without an end")
            return None
        if len(self._chunks) > end + 4:
            raise Broken("more than was announced")
        return Whole(head.status, b"".join(self._pieces), head.is_last)

    def _keep(self, piece: bytes, after: bytes = b"\r\n") -> None:
        if after != b"\r\n":
            raise Broken("a chunk of another length")
        self._pieces.append(piece)
        self._missing += len(piece)
        if self._missing > LONGEST_BODY:
            raise Broken("a body that is too long")


def _head(head: bytes) -> _Head:
    line, *fields = head.split(b"\r\n")
    status = _STATUS.match(line)
    if status is None:
        raise Broken("no status line")
    lengths: set[bytes] = set()
    is_chunked, connection = False, b"keep-alive" if status[1] == b"1" else b"close"
    for field in fields:
        name, colon, value = field.partition(b":")
        if not colon or name != name.strip():
            raise Broken("a line that is no field")
        match name.lower():
            case b"content-length":
                lengths.add(value.strip())
            case b"transfer-encoding":
                is_chunked = _chunked(value)
            case b"connection":
                connection = value.strip().lower()
    code = int(status[2])
    length = _length(lengths) if not is_chunked else None
    if code < 200 or code in (204, 304):
        length, is_chunked = 0, False
    is_last = b"close" in connection or (length is None and not is_chunked)
    return _Head(code, length, is_chunked, is_last)


def _chunked(value: bytes) -> bool:
    if value.strip().lower() != b"chunked":
        raise Broken("an encoding that nobody asked for")
    return True


def _length(lengths: set[bytes]) -> int | None:
    if not lengths:
        return None
    text = lengths.pop()
    if lengths or not text.isdigit() or len(text) > 12 or int(text) > LONGEST_BODY:
        raise Broken("a length that cannot be")
    return int(text)


def _size(line: bytes) -> int:
    found = _SIZE.match(line)
    if found is None:
        raise Broken("a chunk without a length")
    size = int(found[1], 16)
    if size > LONGEST_BODY:
        raise Broken("a length that cannot be")
    return size
