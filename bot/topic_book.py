"""The topic book: the vocabulary as it stands, what editors added and what was published included.

Who asks takes `book.now` once and works on that value; a refresh puts another one in its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model import Language, Topic, TopicKey
from bot.tags import Additions, OwnTag, Vocabulary, vocabulary
from storage.database import Database
from storage.repositories import Repositories

RECENT = timedelta(days=90)
"""How far back the briefs of a topic are counted."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The vocabulary, and for every topic that ever had a brief its label and its recent briefs."""

    vocabulary: Vocabulary
    labels: Mapping[TopicKey, str] = field(default_factory=dict)
    counts: Mapping[TopicKey, int] = field(default_factory=dict)

    def name(self, topic: Topic, language: Language) -> str:
        """The topic in a language, unescaped."""
        return self.vocabulary.name(topic.key, language, label=topic.label)

    def label(self, key: TopicKey) -> str:
        """The publication's own spelling, else the name in its first language."""
        first = self.vocabulary.languages[0]
        return self.labels.get(key) or self.vocabulary.name(key, first, label=key.partition(":")[2])

    def followable(self) -> tuple[TopicKey, ...]:
        """Topics with recent briefs that readers may follow, those with most briefs first."""
        found = [key for key, count in self.counts.items() if count and self.vocabulary.followable(key)]
        return tuple(sorted(found, key=lambda key: (-self.counts[key], key)))


class TopicBook:
    """Holds the present `Topics`; shared by handlers, publishing and editors' commands."""

    def __init__(self, languages: Sequence[Language], *, publication: Sequence[str] = ()) -> None:
        self._languages = tuple(languages)
        self._publication = frozenset(publication)
        self.now = Topics(vocabulary(self._languages, publication=self._publication))

    def knows(self, title: str) -> bool:
        """Whether a title is among the publication's names, which are no topics."""
        return title in self._publication

    async def refresh(self, db: Database, *, now: datetime, title: str = "") -> Topics:
        """Read again what editors added and what was published, and under which names.

        `title` is one more of those: of a feed that was read and is not stored yet.
        """
        async with db.reading() as read:
            self._publication |= {title, *(feed.title for feed in await read.feeds.all())} - {""}
            counts = await read.topics.counts(since=now - RECENT)
            labels = await read.topics.labels()
            additions = await _additions(read)
        own = [OwnTag(key, labels.get(key, ""), count) for key, count in counts.items()]
        made = vocabulary(self._languages, publication=self._publication, additions=additions, own=own)
        self.now = Topics(made, labels, counts)
        return self.now


async def _additions(read: Repositories) -> Additions:
    verdicts = await read.topics.verdicts()
    return Additions(
        aliases=await read.topics.aliases(),
        names=await read.topics.names(),
        hidden=frozenset(slug for slug, shown in verdicts.items() if not shown),
        shown=frozenset(slug for slug, shown in verdicts.items() if shown),
    )
