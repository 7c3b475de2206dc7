"""The vocabulary of a publication: which topics there are, what they are called, and which one is meant.

CLDR + tables (lexicon) ─┐
editors' additions ──────┼→ index → classify labels, resolve and suggest names, find topics in text
the publication's tags ──┘
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import Language, TopicKey
from bot.tags import naming
from bot.tags.calendar import calendar
from bot.tags.classifying import Classified, classify
from bot.tags.finding import topics_in
from bot.tags.index import Additions, Index, OwnTag, index
from bot.tags.lexicon import lexicon
from bot.tags.noise import Noise, noise
from bot.tags.suggesting import suggest

ENOUGH_BRIEFS = 2
"""Briefs in 90 days that make a tag of the publication's own worth following."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A value: when editors or tags change, `vocabulary` makes another. All methods are pure and quick."""

    languages: tuple[Language, ...]
    index: Index
    noise: Noise
    additions: Additions

    def topics_of(self, labels: Sequence[str]) -> Classified:
        """The topics of a brief that carries these labels, and the verdict on each label."""
        return classify(labels, self.index, self.noise, self.additions)

    def resolve(self, asked: str) -> TopicKey | None:
        """The one topic that a reader's words name (`ucraina`, `#ukraine`, `l'Ukraine`, `🇺🇦`), or None."""
        return self.index.asked(asked)

    def suggest(self, asked: str, *, limit: int = 3) -> tuple[TopicKey, ...]:
        """The topics that a reader may have meant, likeliest first: `ukrane` → `territory:UA`."""
        return suggest(self.index, asked, limit=limit)

    def find(self, text: str) -> tuple[TopicKey, ...]:
        """The topics that free text names, in its order: the whole text as one name, else names inside it."""
        whole = self.resolve(text)
        return (whole,) if whole else topics_in(text, self.index.phrases, self.index.tags)

    def name(self, key: TopicKey, language: Language, *, label: str = "") -> str:
        """Its name in the language, else in the publication's, else from `label`. Unescaped, never empty."""
        return naming.name(self.index.names, key, (language, *self.languages), label=label)

    def followable(self, key: TopicKey) -> bool:
        """Whether readers may follow it: an alias group always, a tag of its own once it comes again."""
        if key.removeprefix("tag:") in self.additions.hidden:
            return False
        return key in self.index.names or self.index.briefs.get(key, 0) >= ENOUGH_BRIEFS


def vocabulary(
    languages: Sequence[Language],
    *,
    publication: Iterable[str] = (),
    additions: Additions | None = None,
    own: Iterable[OwnTag] = (),
) -> Vocabulary:
    """The vocabulary of a publication in these languages, the default first, known by the names given."""
    spoken, said = tuple(dict.fromkeys(languages)), additions or Additions()
    merged = index(lexicon(spoken), said, own)
    return Vocabulary(spoken, merged, noise(publication, calendar(spoken)), said)
