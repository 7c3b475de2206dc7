"""The index: the lexicon, the editors' additions and the publication's own tags, merged for look-ups.

Editors go before the lexicon, and the lexicon before the publication's own tags.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby, islice, takewhile

from bot.model import Language, TopicKey
from bot.tags.lexicon import Lexicon
from bot.tags.slug import forms, slug
from bot.tags.territories import flag

SHORTEST_IN_PHRASE = 3
"""Letters below which an editor's alias names a topic only when it is the whole label."""


@dataclass(frozen=True, slots=True)
class Additions:
    """What editors have said. Slugs are as `slug` makes them; a name is an alias too."""

    aliases: Mapping[str, TopicKey] = field(default_factory=dict)
    names: Mapping[tuple[TopicKey, Language], str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    """Slugs that are no topics, whatever the rules say."""
    shown: frozenset[str] = frozenset()
    """Slugs that are topics, whatever the rules say."""


@dataclass(frozen=True, slots=True)
class OwnTag:
    """A tag as the publication uses it: its spelling, and its briefs in the last 90 days."""

    key: TopicKey
    label: str
    briefs: int


@dataclass(frozen=True, slots=True)
class Index:
    """Look-ups by slug. See Lexicon for `aliases` and `phrases`."""

    names: Mapping[TopicKey, Mapping[Language, str]]
    aliases: Mapping[str, TopicKey]
    phrases: Mapping[str, TopicKey]
    tags: Mapping[str, TopicKey]
    unbroken: Mapping[str, TopicKey]
    """Names of several words without their hyphens: a hashtag is written so."""
    candidates: Mapping[str, TopicKey]
    spelt: tuple[str, ...]
    """The candidates in alphabetical order."""
    by_length: Mapping[int, tuple[str, ...]]
    """The candidates by their number of letters."""
    briefs: Mapping[TopicKey, int]

    def whole(self, label: str) -> TopicKey | None:
        """The alias group that a whole label names."""
        for form in forms(label):
            if key := self.aliases.get(form) or self.aliases.get(form.replace("-", "")):
                return key
        flown = flag(label)
        return flown if flown in self.names else None

    def asked(self, words: str) -> TopicKey | None:
        """The topic that a reader's words name, an alias group or a tag of the publication's own."""
        if key := self.whole(words):
            return key
        for form in forms(words):
            if key := self.tags.get(form) or self.unbroken.get(form.replace("-", "")):
                return key
        return None

    def opening_with(self, prefix: str) -> Iterable[str]:
        """The candidates that begin so, in alphabetical order."""
        start = bisect_left(self.spelt, prefix)
        return takewhile(lambda name: name.startswith(prefix), islice(self.spelt, start, None))


def index(lexicon: Lexicon, additions: Additions, own: Iterable[OwnTag]) -> Index:
    """The merged index. Cheap (a few milliseconds): made anew whenever editors or tags change."""
    own, added = tuple(own), _added(additions)
    tags = {_tag_slug(tag): tag.key for tag in own if _tag_slug(tag) not in {"", *additions.hidden}}
    phrases = {**lexicon.phrases, **{form: key for form, key in added.items() if _fits_a_phrase(form)}}
    aliases = {**lexicon.aliases, **added}
    candidates = {**tags, **lexicon.candidates, **added}
    return Index(
        names=_names(lexicon, additions),
        aliases=aliases,
        phrases={form: key for form, key in phrases.items() if form not in additions.hidden},
        tags=tags,
        unbroken={name.replace("-", ""): key for name, key in candidates.items() if "-" in name},
        candidates=candidates,
        spelt=tuple(sorted(candidates)),
        by_length={length: tuple(names) for length, names in groupby(sorted(candidates, key=len), key=len)},
        briefs={tag.key: tag.briefs for tag in own},
    )


def _added(additions: Additions) -> dict[str, TopicKey]:
    """Editors' aliases and names; a tag that has become a group is also called by its own slug."""
    named = {slug(name): key for (key, _), name in additions.names.items()}
    targets = {*additions.aliases.values(), *named.values()}
    tags = {key.removeprefix("tag:"): key for key in targets if key.startswith("tag:")}
    return {form: key for form, key in {**tags, **named, **additions.aliases}.items() if form}


def _fits_a_phrase(form: str) -> bool:
    return len(form) >= SHORTEST_IN_PHRASE


def _tag_slug(tag: OwnTag) -> str:
    kind, _, written = tag.key.partition(":")
    return written if kind == "tag" else slug(tag.label)


def _names(lexicon: Lexicon, additions: Additions) -> dict[TopicKey, Mapping[Language, str]]:
    names = dict(lexicon.names)
    for (key, language), name in additions.names.items():
        names[key] = {**names.get(key, {}), language: name}
    for key in additions.aliases.values():
        names.setdefault(key, {})
    return names
