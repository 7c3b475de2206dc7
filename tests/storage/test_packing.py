"""Packing: numbers in, the same numbers out, in a fraction of the room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.packing import pack, unpack

NUMBERS = st.none() | st.integers(min_value=0, max_value=2**62)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=50))
def test_what_was_packed_comes_out_again(rows: list[tuple[int | None, ...]]) -> None:
    assert unpack(pack(rows), count=len(rows)) == rows


def test_a_delivery_takes_few_bytes() -> None:
    rows = [
        (reader, 1, 0, 9_000_000 + 3 * reader, 1_790_000_000 + reader // 28, None) for reader in range(4_000)
    ]
    assert len(pack(rows)) < 4 * len(rows)


@pytest.mark.parametrize("packed", [b"", b"anything", pack([(1, 2)])])
def test_says_when_bytes_are_not_the_rows_that_were_packed(packed: bytes) -> None:
    with pytest.raises(ValueError, match="not"):
        unpack(packed, count=3)
