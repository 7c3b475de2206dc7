"""What is known of a feed's entries, and what a look at it intends: the values on both sides of `decide`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model import Entry, EntryId, Identity, Kept


@dataclass(frozen=True, slots=True)
class Known:
    """The stored entries that share a key or a fingerprint with any of those in a parsed feed.

    `caught_up_at` is the last good look (also "not modified") that left no news waiting; None before the
    first look. After a long absence it stays where it was until all that was missed is delivered.
    """

    caught_up_at: datetime | None
    kept: tuple[Kept, ...] = ()


class Why(StrEnum):
    """Why an entry is stored without being delivered."""

    FIRST_LOOK = "first_look"
    OLD = "old"
    RELAUNCHED = "relaunched"


@dataclass(frozen=True, slots=True)
class New:
    """An entry to store and to deliver."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Baseline:
    """An entry to store and not to deliver."""

    entry: Entry
    why: Why


@dataclass(frozen=True, slots=True)
class Changed:
    """A known entry whose content changed: a revision. Its keys may be new as well.

    Where `entry.complete` is false its page could not be read: the entry's text is only what the feed gave.
    """

    id: EntryId
    entry: Entry


@dataclass(frozen=True, slots=True)
class Moved:
    """A known entry under a new guid, link or title key, its content as before.

    `learnt` holds the keys that are new and None for the others.
    """

    id: EntryId
    learnt: Identity


@dataclass(frozen=True, slots=True)
class Completed:
    """A known entry, unchanged, whose page was now looked at: a fuller article, and no news."""

    id: EntryId
    entry: Entry


Intent = New | Baseline | Changed | Moved | Completed


@dataclass(frozen=True, slots=True)
class Decision:
    """What one look intends, in the order in which to do it, and how many entries wait for later looks.

    `caught_up` tells that no news is among those that wait.
    """

    intents: tuple[Intent, ...] = ()
    waiting: int = 0
    caught_up: bool = True
