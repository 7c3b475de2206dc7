"""What kind of picture some bytes are, and how large: only what their first bytes say."""

import struct

import pytest

from bot.emulator.pictures import UNKNOWN, Look, look_at
from bot.emulator.publication.png import png

PNG = png([b"\0\0"], [(0, 0, 0)], width=2, height=1)
GIF = b"GIF89a" + struct.pack("<HH", 30, 20)
FRAME = b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", 40, 60)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab" + FRAME


@pytest.mark.parametrize(
    ("content", "look"),
    [
        (PNG, Look("image/png", 2, 1)),
        (GIF, Look("image/gif", 30, 20)),
        (JPEG, Look("image/jpeg", 60, 40)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Look("image/webp", *UNKNOWN)),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"", None),
    ],
)
def test_what_it_is(content: bytes, look: Look | None) -> None:
    assert look_at(content) == look


@pytest.mark.parametrize(
    "content",
    [PNG[:10], GIF[:7], JPEG[:9], b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\x00\x00" + b"\xff\xe0\x00\x00" * 9],
)
def test_what_is_cut_off_has_an_unknown_size(content: bytes) -> None:
    look = look_at(content)
    assert look is not None
    assert (look.width, look.height) == UNKNOWN


@pytest.mark.parametrize(("width", "height"), [(0, 5), (5, 0), (2**31, 5)])
def test_a_size_that_cannot_be_is_not_believed(width: int, height: int) -> None:
    look = look_at(PNG[:16] + struct.pack(">II", width, height))
    assert look is not None
    assert (look.width, look.height) == UNKNOWN
