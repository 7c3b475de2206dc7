"""Circles in a graph: what the tests of the architecture rely on."""

from collections.abc import Mapping, Set

import pytest

from tests.circles import circles


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({}, []),
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b", "c"}, "b": {"d"}, "c": {"d"}, "d": set()}, []),
        ({"a": {"elsewhere"}}, []),
        ({"a": {"a"}}, [["a"]]),
        ({"a": {"b"}, "b": {"a"}}, [["a", "b"]]),
        ({"top": {"a"}, "a": {"b"}, "b": {"c"}, "c": {"a", "end"}, "end": set()}, [["a", "b", "c"]]),
    ],
)
def test_only_what_points_back_to_itself_is_on_a_circle(
    graph: Mapping[str, Set[str]], found: list[list[str]]
) -> None:
    assert circles(graph) == found
