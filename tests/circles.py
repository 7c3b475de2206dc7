"""Circles in a graph of imports."""

from collections.abc import Mapping, Set


def circles(graph: Mapping[str, Set[str]]) -> list[list[str]]:
    """The groups of nodes that reach each other, each sorted; none in a graph that points one way.

    Whatever nothing points to, or points to nothing, is on no circle: taken away again and again, only
    the circles and what lies between them stay.
    """
    left = {node: set(ends) & set(graph) - {node} for node, ends in graph.items()}
    loops = [[node] for node, ends in graph.items() if node in ends]
    while free := _free(left):
        left = {node: ends - free for node, ends in left.items() if node not in free}
    return [*sorted(loops), *([sorted(left)] if left else [])]


def _free(graph: Mapping[str, Set[str]]) -> set[str]:
    pointed_to = {end for ends in graph.values() for end in ends}
    return {node for node, ends in graph.items() if not ends or node not in pointed_to}
