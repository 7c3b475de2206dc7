"""Figures: what an editor wants to know of readers and of what was sent to them. Numbers, never names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.brief import Topic
from bot.model.delivery import Count, DeliveryState
from bot.model.ids import AnnouncementId, BriefId, Language
from bot.model.reader import Absence, ChatKind


class Rhythm(StrEnum):
    """How briefs come to a reader at the moment."""

    INSTANT = "instant"
    DIGESTS = "digests"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Group:
    """Readers that have all of these in common; so many of them were active in the last 1, 7 and 30 days."""

    kind: ChatKind
    language: Language
    """The first of their reading languages."""
    rhythm: Rhythm
    absence: Absence | None
    readers: int
    active: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Day:
    """One day by the publication's clock: who came, who left, and how many readers there were at its end."""

    day: date
    came: int
    left: int
    readers: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The readers who are present, however one looks at them. Parts are the largest first.

    `active` are those of the last 1, 7 and 30 days; `absent` are not among the `readers`.
    """

    readers: int
    kinds: Mapping[ChatKind, int]
    languages: Mapping[Language, int]
    rhythms: Mapping[Rhythm, int]
    absent: Mapping[Absence, int]
    active: tuple[int, int, int]
    days: tuple[Day, ...]
    topics: tuple[tuple[Topic, int], ...]
    """Those with most followers."""

    @property
    def came(self) -> int:
        return sum(day.came for day in self.days)

    @property
    def left(self) -> int:
        return sum(day.left for day in self.days)


@dataclass(frozen=True, slots=True)
class Sending:
    """A brief or an announcement on its way: deliveries by state, and the readers who pressed a button."""

    planned_at: datetime
    brief_id: BriefId | None
    """None for an announcement."""
    announcement_id: AnnouncementId | None
    count: Count
    blocked: int
    """Refused, since the chat is closed to us."""
    opened: int

    @property
    def sent(self) -> int:
        """Those gathered into a digest of long ago too."""
        states = (DeliveryState.SENT, DeliveryState.GATHERED)
        return sum(self.count.by_state.get(state, 0) for state in states)

    @property
    def failed(self) -> int:
        """Refused for another reason than that the chat is closed to us."""
        return max(0, self.count.by_state.get(DeliveryState.DEAD, 0) - self.blocked)
