"""Packing: columns of whole numbers in a few bytes a row.

Each column is written as the differences between one number and the next, which are small or the same, and
everything is compressed: readers in order, messages nearly so. A delivery of 40 bytes takes two to seven.
"""

import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

Numbers = tuple[int | None, ...]
"""One row: numbers from zero up, or None."""

_LEVEL = 3
_BYTES = 8


def pack(rows: Sequence[Numbers]) -> bytes:
    """Rows of one width, at least one of them, as bytes."""
    columns = zip(*rows, strict=True)
    return zlib.compress(b"".join(map(_differences, columns)), _LEVEL)


def unpack(packed: bytes, *, count: int) -> list[Numbers]:
    """The rows again. ValueError for bytes that are not so many rows."""
    return list(zip(*map(_numbers, _columns(packed, count)), strict=True))


def find(packed: bytes, *, count: int, first: int) -> Numbers | None:
    """The row that begins with a number, where the rows are in the order of these; None where there is none.

    The other columns are summed up only as far as that row.
    """
    columns = _columns(packed, count)
    firsts = [number or 0 for number in _numbers(columns[0])]
    at = bisect_left(firsts, first)
    if at == count or firsts[at] != first:
        return None
    return tuple(_numbers(column[: _BYTES * (at + 1)])[at] for column in columns)


def _columns(packed: bytes, count: int) -> list[bytes]:
    try:
        plain = zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError(f"not packed rows: {error}") from error
    size = _BYTES * count
    if not size or len(plain) % size:
        raise ValueError(f"not {count} rows: {len(plain)} bytes")
    return [plain[start : start + size] for start in range(0, len(plain), size)]


def _differences(column: tuple[int | None, ...]) -> bytes:
    # None is 0, and every number one more than it is.
    shifted = [0 if number is None else number + 1 for number in column]
    return _little_endian(array("q", [shifted[0], *(b - a for a, b in pairwise(shifted))])).tobytes()


def _numbers(column: bytes) -> list[int | None]:
    differences = _little_endian(array("q", column))
    return [number - 1 if number else None for number in accumulate(differences)]


def _little_endian(numbers: "array[int]") -> "array[int]":
    """The same file on every machine."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
