"""Packing: numbers in, the same numbers out, in a fraction of the room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.packing import find, pack, unpack

NUMBERS = st.none() | st.integers(min_value=0, max_value=2**62)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=50))
def test_what_was_packed_comes_out_again(rows: list[tuple[int | None, ...]]) -> None:
    assert unpack(pack(rows), count=len(rows)) == rows


@given(st.dictionaries(st.integers(1, 10**6), st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=50))
def test_each_row_is_found_by_its_first_number_and_no_other(
    by_reader: dict[int, tuple[int | None, ...]],
) -> None:
    rows = [(reader, *rest) for reader, rest in sorted(by_reader.items())]
    packed = pack(rows)
    for reader in {*by_reader, 0, max(by_reader) + 1, min(by_reader) + 1}:
        wanted = (reader, *by_reader[reader]) if reader in by_reader else None
        assert find(packed, count=len(rows), first=reader) == wanted


def test_a_delivery_takes_few_bytes() -> None:
    rows = [
        (reader, 1, 0, 9_000_000 + 3 * reader, 1_790_000_000 + reader // 28, None) for reader in range(4_000)
    ]
    assert len(pack(rows)) < 4 * len(rows)


@pytest.mark.parametrize("packed", [b"", b"anything", pack([(1, 2)])])
def test_says_when_bytes_are_not_the_rows_that_were_packed(packed: bytes) -> None:
    with pytest.raises(ValueError, match="not"):
        unpack(packed, count=3)
