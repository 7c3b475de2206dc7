"""Suggesting: what a reader may have meant. Always offered, never applied.

the very name → names that begin so → names that hold it as a word → names that look so
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from rapidfuzz import fuzz, process

from bot.model import TopicKey
from bot.tags.index import Index
from bot.tags.slug import forms

ALIKE = 80.0
"""Points of likeness, of 100, from which a name is worth offering."""
_PART = 0.9
"""What likeness to a part of a name is worth, as in rapidfuzz's WRatio."""
_NEAR = 5
"""Points of likeness that having briefs is worth."""
_LONGEST = 40
"""Letters beyond which words are no misspelt name; comparing grows with the square."""
_SHORTEST_PREFIX = 2
_SHORTEST_ALIKE = 4
"""Letters of words and names worth comparing."""
_SHORTEST_PART = 6
"""Letters of words worth looking for inside names: `oggi` is in `alloggi`."""


def suggest(index: Index, words: str, *, limit: int) -> tuple[TopicKey, ...]:
    """At most `limit` topics, likeliest first; empty for what is like nothing."""
    found: dict[TopicKey, None] = {}
    for key in _likeliest(index, words):
        if len(found) >= limit:
            break
        found[key] = None
    return tuple(found)


def _likeliest(index: Index, words: str) -> Iterator[TopicKey]:
    """Lazily, so that an exact name costs no comparison. Each way is tried on every form of the words."""
    if key := index.asked(words):
        yield key
    asked = [form[:_LONGEST] for form in forms(words) if len(form) <= 2 * _LONGEST]
    yield from (index.candidates[form] for form in asked if form in index.candidates)
    for form in asked:
        yield from _beginning(index, form)
    for form in asked:
        yield from _holding(index, form)
    for form in asked:
        yield from _alike(index, form)


def _beginning(index: Index, prefix: str) -> Iterator[TopicKey]:
    """Topics whose name begins so."""
    if len(prefix) >= _SHORTEST_PREFIX:
        yield from _best(index, index.opening_with(prefix))


def _holding(index: Index, word: str) -> Iterator[TopicKey]:
    """Topics that have it as a word of their name: `starmer`, `macron-starmer-zelensky`."""
    if len(word) >= _SHORTEST_ALIKE:
        yield from _best(index, (name for name in index.spelt if word in name and f"-{word}-" in f"-{name}-"))


def _best(index: Index, names: Iterable[str]) -> Iterator[TopicKey]:
    """Those with briefs first, then the shortest name."""
    ranked = sorted(names, key=lambda name: (not _has_briefs(index, name), len(name), name))
    return (index.candidates[name] for name in ranked)


def _alike(index: Index, asked: str) -> Iterator[TopicKey]:
    """Topics whose name looks so, the likest first; one with briefs before one without when it is close."""
    if len(asked) >= _SHORTEST_ALIKE:
        points = {name: score + _NEAR * _has_briefs(index, name) for name, score in _compared(index, asked)}
        ranked = sorted(points, key=lambda name: (-points[name], name))
        yield from (index.candidates[name] for name in ranked)


def _compared(index: Index, asked: str) -> Iterator[tuple[str, float]]:
    """Names at least ALIKE to the words, with their points.

    On words joined by hyphens this is rapidfuzz's WRatio, taken apart because that is five times slower:
    lengths within a factor 1.5 are compared whole, others by parts. Beyond a factor 2 every name has a part
    that is like.
    """
    length = len(asked)
    half, near = max(_SHORTEST_ALIKE, (length + 1) // 2), max(_SHORTEST_ALIKE, -(-2 * length // 3))
    far = 3 * length // 2
    yield from _likeness(asked, _of_lengths(index, range(near, far + 1)), fuzz.ratio, worth=1.0)
    if length >= _SHORTEST_PART:
        others = chain(range(half, near), range(far + 1, 2 * length + 1))
        yield from _likeness(asked, _of_lengths(index, others), fuzz.partial_ratio, worth=_PART)


def _likeness(
    asked: str, names: list[str], scorer: Callable[..., float], *, worth: float
) -> Iterator[tuple[str, float]]:
    found = process.extract(asked, names, scorer=scorer, score_cutoff=ALIKE / worth, limit=None)
    return ((name, score * worth) for name, score, _ in found)


def _of_lengths(index: Index, lengths: Iterable[int]) -> list[str]:
    return [name for length in lengths for name in index.by_length.get(length, ())]


def _has_briefs(index: Index, name: str) -> bool:
    return index.briefs.get(index.candidates[name], 0) > 0
