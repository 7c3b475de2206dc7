"""Pictures: what kind one is and how large, read from its first bytes. Nothing is decoded."""

import struct
from collections.abc import Callable
from dataclasses import dataclass

UNKNOWN = (1280, 720)
"""Pixels that are said of a picture whose bytes do not tell."""
_HEADERS = 1 << 20
"""Bytes in which a size is looked for."""
_MOST = 20_000
"""Pixels across that are believed."""
Measure = Callable[[bytes], tuple[int, int]]
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


@dataclass(frozen=True, slots=True)
class Look:
    """A picture's media type, and its width and height in pixels."""

    mime_type: str
    width: int
    height: int


def look_at(content: bytes) -> Look | None:
    """What the bytes show; None when they are no PNG, GIF, JPEG or WebP, the kinds a browser may draw."""
    for mime_type, signature, measure in (
        ("image/png", b"\x89PNG\r\n\x1a\n", _png),
        ("image/gif", b"GIF8", _gif),
        ("image/jpeg", b"\xff\xd8\xff", _jpeg),
    ):
        if content.startswith(signature):
            return Look(mime_type, *_believed(measure, content))
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Look("image/webp", *UNKNOWN)
    return None


def _believed(measure: Measure, content: bytes) -> tuple[int, int]:
    try:
        width, height = measure(content[:_HEADERS])
    except (struct.error, IndexError):
        return UNKNOWN
    return (width, height) if 0 < width <= _MOST and 0 < height <= _MOST else UNKNOWN


def _png(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _gif(content: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", content, 6)
    return width, height


def _jpeg(content: bytes) -> tuple[int, int]:
    """Walk the segments to the frame header (ITU-T T.81, B.2.2)."""
    at = 2
    while content[at + 1] not in _JPEG_FRAMES:
        at += 2 + int(struct.unpack_from(">H", content, at + 2)[0])
    height, width = struct.unpack_from(">HH", content, at + 5)
    return width, height
