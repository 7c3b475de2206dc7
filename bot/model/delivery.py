"""Jobs, and their deliveries: one row of a job for one reader."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model.ids import BriefId, JobId, Language, ReaderId, TopicId
from bot.model.reader import ChatKind


class Lane(StrEnum):
    """Who goes first: reply > brief > digest > broadcast."""

    REPLY = "reply"
    BRIEF = "brief"
    DIGEST = "digest"
    BROADCAST = "broadcast"


class JobKind(StrEnum):
    BRIEF = "brief"
    CORRECTION = "correction"
    RECALL = "recall"


class DeliveryState(StrEnum):
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
    brief_id: BriefId


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
    message_id: int | None = None
    """The message to edit or delete, for a correction or a recall."""


@dataclass(frozen=True, slots=True)
class Count:
    """Deliveries of a job by state; `total` is conserved."""

    by_state: dict[DeliveryState, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_state.values())
