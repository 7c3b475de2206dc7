"""Pictures of articles: abstract flags with a satin sheen, made from the slug alone.

A flag is drawn row by row as spans of colour. Every colour exists as one long row that is shaded from light
to dark in waves; a span is a slice of it, taken a little further along on each row, so the waves run aslant.
A picture of 1280 × 720 costs a few milliseconds that way, without any imaging library.
"""

import hashlib
import math
from functools import lru_cache

from bot.emulator.publication.flags import FLAGS, HEIGHT, WIDTH, Span
from bot.emulator.publication.png import Colour, png

_SHADES = 24
_WAVE = 640
"""Pixels from one crest of the sheen to the next."""

_PALETTES: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (
    ((0, 51, 153), (255, 204, 0), (255, 255, 255), (122, 162, 247)),
    ((20, 60, 90), (233, 196, 106), (231, 111, 81), (42, 157, 143)),
    ((96, 25, 64), (245, 203, 92), (238, 238, 230), (207, 77, 86)),
    ((18, 85, 60), (244, 162, 97), (250, 243, 221), (129, 178, 154)),
    ((38, 34, 98), (255, 183, 197), (250, 250, 245), (0, 166, 166)),
    ((140, 40, 30), (255, 214, 102), (253, 240, 213), (0, 48, 73)),
)


@lru_cache(maxsize=64)
def picture(slug: str) -> bytes:
    """The PNG of an article: the same slug, the same bytes."""
    seed = hashlib.sha256(slug.encode("utf-8", "replace")).digest()
    flag = FLAGS[seed[0] % len(FLAGS)](seed)
    colours = _PALETTES[seed[1] % len(_PALETTES)]
    shaded = [_shaded_row(index) for index in range(len(colours))]
    rows = (_row(flag(y), shaded, y) for y in range(HEIGHT))
    return png(rows, _shades(colours), width=WIDTH, height=HEIGHT)


def _row(spans: list[Span], shaded: list[bytes], y: int) -> bytes:
    shift = y * 2 // 3 % _WAVE
    row = bytearray(WIDTH)
    for left, right, colour in spans:
        left, right = max(0, left), min(WIDTH, right)
        if left < right:
            row[left:right] = shaded[colour][left + shift : right + shift]
    return bytes(row)


def _shaded_row(colour: int) -> bytes:
    half = (_SHADES - 1) / 2
    shade = (round(half + half * math.sin(2 * math.pi * x / _WAVE)) for x in range(WIDTH + _WAVE))
    return bytes(colour * _SHADES + level for level in shade)


def _shades(colours: tuple[Colour, ...]) -> list[Colour]:
    """Every colour from 80 % to 100 % of its light."""
    return [
        _dimmed(colour, 0.8 + 0.2 * level / (_SHADES - 1)) for colour in colours for level in range(_SHADES)
    ]


def _dimmed(colour: Colour, light: float) -> Colour:
    red, green, blue = (round(part * light) for part in colour)
    return red, green, blue
