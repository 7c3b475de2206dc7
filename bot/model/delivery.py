"""Jobs, and their deliveries: one row of a job for one reader."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model.ids import AnnouncementId, BriefId, BundleId, JobId, Language, ReaderId, TopicId
from bot.model.reader import ChatKind
from bot.model.schedule import Quiet


class Lane(StrEnum):
    """Who goes first: reply > brief > digest > broadcast."""

    REPLY = "reply"
    BRIEF = "brief"
    DIGEST = "digest"
    BROADCAST = "broadcast"


class JobKind(StrEnum):
    BRIEF = "brief"
    DIGEST = "digest"
    OFFER = "offer"
    """Briefs that came meanwhile: to be had as a digest, or not."""
    ANNOUNCEMENT = "announcement"
    CORRECTION = "correction"
    RECALL = "recall"


PAUSED = "paused"
"""Why a job is held that an editor paused."""
LATE = "late"
"""Why one is held that should have gone out while nobody was there."""


class Stopped(StrEnum):
    """Why nothing more of a job is sent, for good: what was still to go is skipped for this reason."""

    CANCELLED = "cancelled"
    RECALLED = "recalled"
    GIVEN_UP = "given up"
    """Telegram refuses it, and an editor gave it up."""
    REPLACED = "replaced"
    """A correction that Telegram refuses, by a later one."""


class DeliveryState(StrEnum):
    WAITING = "waiting"
    """For the time at which its reader wants briefs."""
    GATHERED = "gathered"
    """In a digest, whose own row of the same reader says what became of it."""
    READY = "ready"
    IN_FLIGHT = "in_flight"
    SENT = "sent"
    DEAD = "dead"
    DOUBT = "doubt"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to deliver to many. `key` names its content, so that it cannot be planned twice."""

    id: JobId
    kind: JobKind
    key: str
    lane: Lane
    brief_id: BriefId | None = None
    """Of a brief, its corrections and its recall."""
    announcement_id: AnnouncementId | None = None
    """Of an announcement, its corrections and its recall."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A job that is held because Telegram takes its message from nobody. `reason` is what Telegram says;
    `left` counts the deliveries that wait for it to go on."""

    job: Job
    reason: str
    left: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One job's row for one reader, with what the sender must know of him."""

    job: Job
    reader_id: ReaderId
    chat_id: int
    thread_id: int | None
    kind: ChatKind
    language: Language
    languages: tuple[Language, ...]
    zone: str
    only_these: bool = False
    followed: tuple[TopicId, ...] = ()
    """Those of the brief's topics that he follows."""
    part: int = 0
    attempts: int = 0
    silent: bool = False
    quiet: Quiet | None = None
    muted_until: datetime | None = None
    bundle_id: BundleId | None = None
    """The briefs of a digest; or of the one that a correction or a recall edits."""
    gathered_at: datetime | None = None
    """When those were gathered."""
    offered: bool = False
    """Whether they were offered: a digest that comes when he asks for it."""
    message_id: int | None = None
    """The message to edit or delete, for a correction or a recall."""
    album: tuple[int, ...] = ()
    """The other messages of an album, for the same."""
    revision: int = 0
    """Of the announcement."""
    sent_at: datetime | None = None
    """When the announcement's message was sent, for the same."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a delivery, for who asks later. `digest_id` is the job of the digest it was gathered in,
    whose own fate for this reader says the rest."""

    reader_id: ReaderId
    state: DeliveryState
    reason: str | None
    at: datetime | None
    message_id: int | None
    digest_id: JobId | None


@dataclass(frozen=True, slots=True)
class Count:
    """Deliveries of a job by state; `total` is conserved."""

    by_state: dict[DeliveryState, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_state.values())
