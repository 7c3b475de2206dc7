"""Bodies are unpacked within bounds, whatever is in them."""

import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator

import pytest

from bot.errors import Refused
from bot.feeds.bodies import collect, unpacker

TEXT = b"<rss>" + bytes(range(256)) * 40 + b"</rss>"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


async def unpacked(
    encoding: str, packed: bytes, *, piece: int = 1_000, wire: int = 5_000_000, decoded: int = 10_000_000
) -> bytes:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(packed), piece):
            yield packed[start : start + piece]

    return await collect(pieces(), unpacker(encoding), wire=wire, decoded=decoded)


@pytest.mark.parametrize("piece", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        (" GZIP ", gzip.compress(TEXT, mtime=0)),
        ("x-gzip", gzip.compress(TEXT, mtime=0)),
        ("gzip", gzip.compress(TEXT[:50], mtime=0) + gzip.compress(TEXT[50:])),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"\0" * 100),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
    ],
)
async def test_unpacks_every_form_in_pieces_of_any_size(encoding: str, packed: bytes, piece: int) -> None:
    assert await unpacked(encoding, packed, piece=piece) == TEXT


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip,deflate", "compress", "é\n" * 50])
def test_refuses_other_and_stacked_packings(encoding: str) -> None:
    with pytest.raises(Refused, match="only gzip and deflate") as refused:
        unpacker(encoding)
    assert str(refused.value).isascii()


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_bomb_is_refused_before_it_goes_off(encoding: str) -> None:
    wbits = {"gzip": 31, "deflate": 15}[encoding]
    packer = zlib.compressobj(9, wbits=wbits)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(8)) + packer.flush()
    tracemalloc.start()
    with pytest.raises(Refused, match="larger than 1 MB once unpacked"):
        await unpacked(encoding, packed, piece=100_000, decoded=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize(("encoding", "packed"), [("", TEXT), ("gzip", gzip.compress(TEXT, mtime=0))])
async def test_a_body_of_exactly_the_limit_passes(encoding: str, packed: bytes) -> None:
    assert await unpacked(encoding, packed, wire=len(packed), decoded=len(TEXT)) == TEXT


@pytest.mark.parametrize(("wire", "decoded"), [(len(TEXT) - 1, 10**6), (10**6, len(TEXT) - 1)])
async def test_a_body_of_one_byte_more_does_not(wire: int, decoded: int) -> None:
    with pytest.raises(Refused, match="larger than"):
        await unpacked("", TEXT, wire=wire, decoded=decoded)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_packed_body_that_stops_half_way_is_refused(encoding: str) -> None:
    packed = gzip.compress(TEXT, mtime=0) if encoding == "gzip" else zlib.compress(TEXT)
    for cut in (1, len(packed) // 2, len(packed) - 1):
        with pytest.raises(Refused, match="half way"):
            await unpacked(encoding, packed[:cut])


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_noise_is_refused(encoding: str) -> None:
    with pytest.raises(Refused, match="cannot be unpacked"):
        await unpacked(encoding, b"\xff\xfe no such thing as a packed body")


async def test_a_fault_after_a_good_beginning_is_refused() -> None:
    packed = bytearray(zlib.compress(TEXT))
    packed[-1] ^= 0xFF
    with pytest.raises(Refused, match="cannot be unpacked"):
        await unpacked("deflate", bytes(packed), piece=10)


async def test_a_flood_of_empty_parts_is_refused() -> None:
    with pytest.raises(Refused, match="too many parts"):
        await unpacked("gzip", gzip.compress(b"", mtime=0) * 10_000, piece=65_536)


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
async def test_nothing_is_nothing(encoding: str) -> None:
    assert await unpacked(encoding, b"") == b""
