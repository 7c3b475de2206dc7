"""PNG (ISO/IEC 15948): rows of palette indexes become a file."""

import struct
import zlib
from collections.abc import Iterable, Sequence

SIGNATURE = b"\x89PNG\r\n\x1a\n"

Colour = tuple[int, int, int]


def png(rows: Iterable[bytes], palette: Sequence[Colour], *, width: int, height: int) -> bytes:
    """`rows` are `height` rows of `width` indexes into at most 256 colours of red, green and blue, 0–255."""
    # Colour type 3: one byte a pixel, an index. Filter 0 stands before every row: palettes filter badly.
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    pixels = b"".join(b"\0" + row for row in rows)
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", b"".join(bytes(colour) for colour in palette)),
            _chunk(b"IDAT", zlib.compress(pixels, 6)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
