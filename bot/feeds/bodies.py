"""Bodies: the bytes of an answer, unpacked within bounds.

A gzip body of one megabyte can hold a gigabyte, and a second layer of packing hides that from a bound on
the first. So one layer of gzip or deflate is unpacked, piece by piece, and the sum is watched.
"""

import zlib
from collections.abc import AsyncIterator
from typing import Protocol

from bot.errors import Refused

GZIP = 31
ZLIB = 15
RAW = -15
"""zlib's `wbits`: the container it expects. Some servers send deflate without one."""
HEAD = 2
"""Bytes that tell whether deflate has its container."""
MEMBERS = 64
"""Parts of a gzip body; a flood of empty ones would cost a copy of the rest each."""


class Unpacker(Protocol):
    """Takes the pieces of a packed body and gives unpacked ones, never more than asked for."""

    def feed(self, piece: bytes, *, longest: int) -> bytes: ...

    def check_end(self) -> None:
        """Raise Refused when the body stopped half way."""
        ...


class Plain:
    """No packing."""

    def feed(self, piece: bytes, *, longest: int) -> bytes:
        return piece

    def check_end(self) -> None:
        return


class Zipped:
    """gzip (also of several members) and deflate (also without its container)."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._zip = zlib.decompressobj(wbits)
        self._head = b""
        self._started = False
        self._members = 1

    def feed(self, piece: bytes, *, longest: int) -> bytes:
        """Return at most `longest` bytes; what is beyond them is lost, for the caller gives up then."""
        if not self._started:
            self._head += piece
            piece = self._head if len(self._head) >= HEAD else b""
        parts: list[bytes] = []
        while piece and longest > 0:
            parts.append(self._unpack(piece, longest))
            longest -= len(parts[-1])
            piece = self._rest()
        return b"".join(parts)

    def check_end(self) -> None:
        if (self._started or self._head) and not self._zip.eof:
            raise Refused("Its packed body stops half way.")

    def _unpack(self, piece: bytes, longest: int) -> bytes:
        try:
            part = self._zip.decompress(piece, longest)
        except zlib.error as error:
            if self._wbits != ZLIB or self._started:
                raise Refused("Its packed body cannot be unpacked.") from error
            self._wbits = RAW
            self._zip = zlib.decompressobj(RAW)
            return self._unpack(piece, longest)
        self._started = True
        return part

    def _rest(self) -> bytes:
        """What is still packed: of this member, or of the next one; padding after the last is dropped."""
        if not self._zip.eof:
            return self._zip.unconsumed_tail
        rest = self._zip.unused_data
        if self._wbits != GZIP or not rest.startswith(b"\x1f"):
            return b""
        self._members += 1
        if self._members > MEMBERS:
            raise Refused("Its packed body has too many parts.")
        self._zip = zlib.decompressobj(GZIP)
        return rest


def unpacker(encoding: str) -> Unpacker:
    """Return what unpacks a Content-Encoding; raise Refused for stacked and unknown ones."""
    match encoding.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip":
            return Zipped(GZIP)
        case "deflate":
            return Zipped(ZLIB)
        case other:
            raise Refused(f"It is packed as {other[:40]!a}; only gzip and deflate are read.")


async def collect(pieces: AsyncIterator[bytes], unpack: Unpacker, *, wire: int, decoded: int) -> bytes:
    """Return a whole body of at most `decoded` bytes, from at most `wire` bytes on the network."""
    body = bytearray()
    received = 0
    async for piece in pieces:
        received += len(piece)
        if received > wire:
            raise Refused(f"It is larger than {wire // 1_000_000} MB.")
        body += unpack.feed(piece, longest=decoded - len(body) + 1)
        if len(body) > decoded:
            raise Refused(f"It is larger than {decoded // 1_000_000} MB once unpacked.")
    unpack.check_end()
    return bytes(body)
