"""What the sender needs of storage and of the renderer, and the values that pass between them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.delivery.gates import Gate
from bot.model import Absence, Delivery, DeliveryState, JobId, Lane
from bot.transport.answers import Answer


@dataclass(frozen=True, slots=True)
class Result:
    """What to write into a delivery's row. Writing it twice must equal writing it once."""

    delivery: Delivery
    """The row as it was claimed."""
    state: DeliveryState
    attempts: int
    """The row's new count of attempts."""
    message_id: int | None = None
    """Of what was sent; None keeps the one in the row (an edit)."""
    album: tuple[int, ...] = ()
    """The other messages, where an album was sent."""
    reason: str | None = None
    due_at: datetime | None = None
    """For a row that is ready again: not before. None is at once."""
    doubt: str | None = None
    """Why this attempt may or may not have arrived: to be named in the row, and counted in `doubts`."""
    silent: bool = False
    """The row's next attempt goes without a sound."""
    absence: Absence | None = None
    """Pause the reader for this, and skip his other ready rows."""
    new_chat_id: int | None = None
    """The reader's chat has this id from now on, in all his rows."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits to be claimed."""

    ready: Mapping[Lane, int] = field(default_factory=dict)
    """Rows a lane that could be claimed now: due, of jobs that are not held, for chats without a closed gate.
    Counting may stop at a thousand."""
    next_due: datetime | None = None
    """When the next of the other rows can be claimed: it becomes due, or its chat's gate opens."""

    @property
    def total(self) -> int:
        return sum(self.ready.values())

    def less(self, claimed: Iterable[Lane]) -> "Backlog | None":
        """What is left after rows of these lanes were claimed; None when that must be looked up."""
        left = Counter(self.ready)
        left.subtract(claimed)
        return Backlog(left, self.next_due) if left.total() > 0 else None


@dataclass(frozen=True, slots=True)
class Deferred:
    """What was too late to be sent as if it were new: messages of so many briefs, which will be offered, and
    announcements, which are held."""

    briefs: int = 0
    messages: int = 0
    announcements: tuple[JobId, ...] = ()


class Ledger(Protocol):
    """Storage as the sender sees it. Failures are StorageError or sqlite3.Error, and change nothing."""

    async def turn(
        self,
        *,
        results: Sequence[Result],
        gates: Sequence[Gate],
        wanted: Mapping[Lane, int],
        resting: Collection[int],
        now: datetime,
        epoch: int,
    ) -> Sequence[Delivery]:
        """One transaction: record the results, keep the gates, claim up to so many ready rows a lane.

        Claimed are rows that are due, oldest job first, of jobs that are not held, at most one a chat, and
        none for a chat in `resting`, with a row in flight, or with a closed gate. They are marked in_flight
        with this run's epoch. Returned after the commit.
        """
        ...

    async def backlog(self, now: datetime) -> Backlog:
        """What waits. Reads only."""
        ...

    async def last_alive(self, epoch: int) -> datetime | None:
        """When any run before this one was last on duty; None where that is not known."""
        ...

    async def defer_late(self, *, before: datetime, now: datetime) -> Deferred:
        """Put off what has been due since before then."""
        ...

    async def recover(self, epoch: int, now: datetime) -> int:
        """Turn rows that older epochs left in flight into named doubts, ready again and silent. How many."""
        ...

    async def hold(self, job_id: JobId, reason: str, now: datetime) -> bool:
        """Let nothing more of the job be claimed until an editor lets it go.

        False where one has stopped it for good before: then there is nothing to let go.
        """
        ...


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the Bot API, ready to post.

    `shared` is the part of the form that is the same for many readers, encoded by `bot.transport.form.encode`
    once; `payload` is the rest, `chat_id` in it. Whether it makes a sound is the sender's to say.
    `messages` is how many it makes: an album counts as each of its parts.
    """

    method: str
    payload: Mapping[str, object]
    shared: bytes = b""
    messages: int = 1


@dataclass(frozen=True, slots=True)
class Skip:
    """The row should not be sent after all."""

    reason: str


class Composer(Protocol):
    """The renderer as the sender sees it."""

    async def compose(self, delivery: Delivery) -> Call | Skip:
        """What to post for this row; it re-checks what may have changed since the claim."""
        ...


class Api(Protocol):
    """The Bot API as the sender sees it; raises telegram.error.TelegramError."""

    async def call(
        self, method: str, payload: Mapping[str, object], *, shared: bytes = b"", read_timeout: float = 20.0
    ) -> Answer: ...
