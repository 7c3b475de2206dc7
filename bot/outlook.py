"""The outlook: what those who look after the program are told of it. Values; replies and metrics say them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.model import Announcement, AnnouncementId, Brief, Copy, Edition, JobKind, Lane


@dataclass(frozen=True, slots=True)
class LateDecided:
    """A late announcement goes out, or so many readers do not get it."""

    go: bool
    cancelled: int


@dataclass(frozen=True, slots=True)
class Subject:
    """What a job is about: a brief or an announcement, or several briefs where it is a digest."""

    kind: JobKind
    brief: Brief | None = None
    announcement: Announcement | None = None


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """A message that may have arrived twice. `edition` is its brief's, where it is of one; `chat_id` is None
    for a reader who erased what was stored of him; `cause` is why it is not known."""

    kind: JobKind
    edition: Edition | None
    announcement_id: AnnouncementId | None
    chat_id: int | None
    at: datetime
    cause: str


@dataclass(frozen=True, slots=True)
class DoubtPage:
    """A page of doubts, last first, `number` from 0; `count` counts those of all pages."""

    lines: tuple[DoubtLine, ...]
    number: int
    of: int
    count: int


@dataclass(frozen=True, slots=True)
class Health:
    """`problems` in words; none is well. The rest is for those who look."""

    problems: tuple[str, ...]
    readers: int
    briefs: int
    feeds: int
    waiting: int
    """Deliveries that are due; a thousand a lane stands for any more."""
    lanes: Mapping[Lane, int] = field(default_factory=dict)
    """The same by lane."""
    doubts: int = 0
    failing: tuple[str, ...] = ()
    """Addresses of the feeds whose last look failed."""
    unseen: tuple[str, ...] = ()
    """Addresses of the feeds that are due and not looked at."""
    database: int = 0
    """Bytes, like those of its write-ahead log."""
    wal: int = 0
    copy: Copy | None = None
    """What it is a copy of, while nobody has adopted it."""
    halted: str | None = None
    """Why delivery stopped for good."""
    running: "Running | None" = None

    @property
    def well(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class Running:
    """What is known of this run alone."""

    version: str
    started_at: datetime
    now: datetime
    memory: int
    """Bytes of it in the machine's memory."""
    rate: float
    """Bulk messages a second at the moment, like the most there may be."""
    ceiling: float
    bulk_until: datetime | None
    """Nothing leaves in bulk before then."""
    chats: int
    """Chats to which nothing may be sent for the moment."""
