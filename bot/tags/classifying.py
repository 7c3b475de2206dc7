"""Classifying: the labels of one brief → its topics, and why each label is or is not one.

label → editors' word → noise → alias group or tag of its own → topics found inside what is no name
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import TopicKey
from bot.tags.finding import topics_in
from bot.tags.index import Additions, Index
from bot.tags.naming import LONGEST
from bot.tags.noise import HIDDEN_BY_EDITOR, KNOWN, SHOWN_BY_EDITOR, Noise, Standing, Verdict
from bot.tags.slug import slug, tidy

MOST_LABELS = 50
"""Labels of one brief that are looked at; feeds are cut at as many."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A topic of a brief. `label` is the publication's spelling; a derived topic has our name for it."""

    key: TopicKey
    label: str
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One label of a brief: its verdict, and the topics it gave."""

    label: str
    verdict: Verdict
    topics: tuple[TopicKey, ...]


@dataclass(frozen=True, slots=True)
class Classified:
    """`topics` are distinct, those shown first, in the labels' order; `judged` has every label."""

    topics: tuple[Tagged, ...]
    judged: tuple[Judged, ...]


def classify(labels: Sequence[str], index: Index, noise: Noise, additions: Additions) -> Classified:
    """The topics of a brief with these labels. Pure; never fails, whatever the labels are."""
    judged = tuple(_judged(label, index, noise, additions) for label in labels[:MOST_LABELS])
    found = [tagged for each in judged for tagged in _tagged(each, index)]
    return Classified(_distinct(sorted(found, key=lambda tagged: tagged.derived)), judged)


def _judged(label: str, index: Index, noise: Noise, additions: Additions) -> Judged:
    written, group = slug(label), index.whole(label)
    verdict = _verdict(label, written, noise, additions, known=group is not None)
    shown = tidy(label)[:LONGEST]
    if verdict.standing is Standing.DROPPED:
        return Judged(shown, verdict, ())
    if not verdict.shown:
        return Judged(shown, verdict, () if written in additions.hidden else topics_in(label, index.phrases))
    if group:
        return Judged(shown, verdict, (group,))
    return Judged(shown, verdict, (TopicKey(f"tag:{written}"), *topics_in(label, index.phrases)))


def _verdict(label: str, written: str, noise: Noise, additions: Additions, *, known: bool) -> Verdict:
    """An editor's word first; then a known name is a subject in any shape, unless it is the publication's."""
    if written in additions.hidden:
        return HIDDEN_BY_EDITOR
    if written in additions.shown:
        return SHOWN_BY_EDITOR
    verdict = noise.verdict(label)
    return KNOWN if known and verdict.standing is not Standing.DROPPED else verdict


def _tagged(judged: Judged, index: Index) -> Iterable[Tagged]:
    """The label's own topic, where it is shown, then those found in it."""
    for place, key in enumerate(judged.topics):
        if place == 0 and judged.verdict.shown:
            yield Tagged(key, judged.label)
        else:
            yield Tagged(key, _first_name(index, key) or judged.label, derived=True)


def _first_name(index: Index, key: TopicKey) -> str | None:
    return next(iter(index.names.get(key, {}).values()), None)


def _distinct(found: Iterable[Tagged]) -> tuple[Tagged, ...]:
    first: dict[TopicKey, Tagged] = {}
    for tagged in found:
        first.setdefault(tagged.key, tagged)
    return tuple(first.values())
