"""Flags that nobody flies: each a rule that gives the spans of colour of a row.

A rule takes a seed, at least four bytes, and varies with it.
"""

import math
from collections.abc import Callable

WIDTH, HEIGHT = 1280, 720
"""Pixels."""

Span = tuple[int, int, int]
"""From, to (pixels) and which of the four colours of a palette."""
Flag = Callable[[int], list[Span]]
"""The spans of a row, painted one over the other; the first covers the row."""


def upright(seed: bytes) -> Flag:
    """Three bands side by side, a disc in the middle."""
    third = WIDTH // 3
    bands: list[Span] = [(0, WIDTH, 0), (third, 2 * third, 2), (2 * third, WIDTH, 3)]
    return lambda y: [*bands, *_disc(y, WIDTH // 2, HEIGHT // 2, 110 + seed[2] % 50, 1)]


def level(seed: bytes) -> Flag:
    """Three bands one above the other, a wedge at the hoist."""
    order = (0, 2, 3) if seed[2] % 2 else (3, 2, 0)
    reach = 380 + seed[3] % 160

    def flag(y: int) -> list[Span]:
        slope = 1 - abs(y - HEIGHT / 2) / (HEIGHT / 2)
        return [(0, WIDTH, order[y * 3 // HEIGHT]), (0, round(reach * slope), 1)]

    return flag


def cross(seed: bytes) -> Flag:
    """A northern cross with a narrow one inside."""
    middle, arm = 420 + seed[2] % 80, 74

    def flag(y: int) -> list[Span]:
        away = abs(y - HEIGHT // 2)
        outer = (0, WIDTH, 2) if away < arm else (middle - arm, middle + arm, 2)
        inner = (0, WIDTH, 1) if away < arm // 2 else (middle - arm // 2, middle + arm // 2, 1)
        return [(0, WIDTH, 0), outer, (middle - arm, middle + arm, 2), inner]

    return flag


def ring(seed: bytes) -> Flag:
    """Discs in a ring, as many as a clock has hours or a few less."""
    count = 8 + seed[2] % 5
    turns = [2 * math.pi * place / count - math.pi / 2 for place in range(count)]
    centres = [(WIDTH / 2 + 230 * math.cos(turn), HEIGHT / 2 + 230 * math.sin(turn)) for turn in turns]

    def flag(y: int) -> list[Span]:
        discs = (disc for x, height in centres for disc in _disc(y, round(x), round(height), 38, 1))
        return [(0, WIDTH, 0), *discs]

    return flag


def sash(seed: bytes) -> Flag:
    """Two sashes aslant, one within the other."""
    falls = 1 if seed[2] % 2 else -1

    def flag(y: int) -> list[Span]:
        centre = WIDTH // 2 + falls * round((y - HEIGHT / 2) * 1.4)
        return [(0, WIDTH, 0), (0, centre, 3), (centre - 190, centre + 190, 2), (centre - 95, centre + 95, 1)]

    return flag


def suns(seed: bytes) -> Flag:
    """A rising sun behind two hills of water."""
    centre = 480 + seed[2] * 320 // 255

    def flag(y: int) -> list[Span]:
        water: list[Span] = [(0, WIDTH, 3)] if y > 470 else []
        deep: list[Span] = [(0, WIDTH, 0)] if y > 590 else []
        rays = [*_disc(y, centre, 470, 330, 2), *_disc(y, centre, 470, 230, 1)]
        return [(0, WIDTH, 0), *rays, *water, *deep]

    return flag


def _disc(y: int, x: int, height: int, radius: int, colour: int) -> list[Span]:
    away = radius * radius - (y - height) ** 2
    if away <= 0:
        return []
    half = math.isqrt(away)
    return [(x - half, x + half, colour)]


FLAGS: tuple[Callable[[bytes], Flag], ...] = (upright, level, cross, ring, sash, suns)
