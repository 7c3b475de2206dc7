"""Who receives it, and what he chose."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.model.ids import Language, ReaderId
from bot.model.schedule import Schedule


class ChatKind(StrEnum):
    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"


class Scope(StrEnum):
    EVERYTHING = "everything"
    TOPICS = "topics"


class Absence(StrEnum):
    """Why nothing goes to a reader. His choices are kept."""

    STOPPED = "stopped"
    BLOCKED = "blocked"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Reader:
    """A chat that receives briefs: a person, a group (optionally one forum thread of it), a channel."""

    id: ReaderId
    chat_id: int
    thread_id: int | None
    kind: ChatKind
    language: Language
    """Of the interface."""
    languages: tuple[Language, ...]
    """Reading languages, in order of preference."""
    scope: Scope
    zone: str
    """IANA name."""
    schedule: Schedule = field(default_factory=Schedule)
    only_these: bool = False
    """Nothing in other languages than the reading languages."""
    absence: Absence | None = None
    seen_at: datetime | None = None
    """When he last did something, to the hour."""
    muted_until: datetime | None = None
    asked_place: bool = False
    """Whether buttons that share his location stand in place of his keyboard."""
    unblocked: bool = False
    """Whether he unblocked the bot and has written nothing since, so that he is to be welcomed back."""
    next_at: datetime | None = None
    """When what waits for him comes. None: nothing waits, and what is published now comes now."""

    @property
    def present(self) -> bool:
        return self.absence is None
