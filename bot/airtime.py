"""Airtime: what is told of an announcement that goes out, or went. Values; replies say them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.model import Announcement, Content, Count, DeliveryState, JobId, JobKind, Language, Stopped


@dataclass(frozen=True, slots=True)
class Promptness:
    """How long people waited for an answer of late: half of them no longer than `median` seconds, nineteen in
    twenty no longer than `most`."""

    median: float
    most: float


@dataclass(frozen=True, slots=True)
class Stage:
    """One of an announcement's jobs: itself, a correction, or its recall."""

    job_id: JobId
    kind: JobKind
    count: Count
    is_over: bool
    revision: int = 0
    """Of a correction."""
    held: str | None = None
    """Why nothing of it is sent for now, or for good."""
    blocked: int = 0
    """Readers who sent the bot away, before or when it was their turn."""
    gone: int = 0
    """Chats that are no more."""
    failed: Mapping[str, int] = field(default_factory=dict)
    """What else Telegram answered to how many."""
    skipped: Mapping[str, int] = field(default_factory=dict)
    """Why others were left out."""
    may_succeed: int = 0
    """Of the failures, those that can be tried again."""
    pace: float = 0.0
    """Messages a second, at the moment."""
    seconds_left: int | None = None

    @property
    def to_go(self) -> int:
        """What is not decided yet."""
        return sum(self.count.by_state.get(state, 0) for state in _OPEN)

    @property
    def sent(self) -> int:
        return self.count.by_state.get(DeliveryState.SENT, 0)

    @property
    def is_paused(self) -> bool:
        """Whether it waits for an editor."""
        return not self.is_over and self.held is not None and not self.is_stopped

    @property
    def is_stopped(self) -> bool:
        """Whether nobody else gets it."""
        return self.held in set(Stopped)


_OPEN = (DeliveryState.READY, DeliveryState.IN_FLIGHT, DeliveryState.WAITING)


@dataclass(frozen=True, slots=True)
class OnAir:
    """An announcement with its jobs in the order in which they were made: the first one is its own."""

    announcement: Announcement
    stages: tuple[Stage, ...]
    doubts: int = 0
    """Chats in which it may stand twice."""
    doubted: tuple[int, ...] = ()
    """The first of them, by id."""
    promptness: Promptness | None = None

    @property
    def is_over(self) -> bool:
        return bool(self.stages) and all(stage.is_over for stage in self.stages)

    @property
    def is_paused(self) -> bool:
        return any(stage.is_paused for stage in self.stages)

    @property
    def moves(self) -> bool:
        """Whether something of it is being sent."""
        return any(not stage.is_over and stage.held is None for stage in self.stages)

    @property
    def is_recalled(self) -> bool:
        return any(stage.kind is JobKind.RECALL for stage in self.stages)

    @property
    def is_corrected(self) -> bool:
        return any(stage.kind is JobKind.CORRECTION for stage in self.stages)

    @property
    def is_stopped(self) -> bool:
        """Whether nobody else gets it: what a lost answer leaves uncertain is not sent again."""
        return self.origin is not None and self.origin.is_stopped

    @property
    def may_succeed(self) -> int:
        return sum(stage.may_succeed for stage in self.stages)

    @property
    def origin(self) -> Stage | None:
        """The job that makes its copies; None before it has begun."""
        return next((stage for stage in self.stages if stage.kind is JobKind.ANNOUNCEMENT), None)


@dataclass(frozen=True, slots=True)
class Proposed:
    """New texts of an announcement that its editor has still to confirm."""

    on_air: OnAir
    texts: Mapping[Language, Content]


class NotCorrected(StrEnum):
    """Why a text cannot be corrected so."""

    GONE = "gone"
    """There is no such text, or it was recalled."""
    TOO_LONG = "too long"
    CHANGED = "changed"
    """The new texts are not what the editor saw when he was asked."""
    NO_WORDS = "no words"
    """A text cannot become a picture, nor words be taken from what has none."""
