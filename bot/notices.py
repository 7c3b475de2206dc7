"""Notices: what the people who run the bot should be told about delivery."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from bot.model import JobId

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JobHeld:
    """The message of a job was refused by three chats: nothing more of it leaves until an editor decides."""

    job_id: JobId
    reason: str


@dataclass(frozen=True, slots=True)
class Halted:
    """Nothing more can be sent by this run."""

    reason: str


@dataclass(frozen=True, slots=True)
class StorageFailing:
    """The ledger cannot be written: nothing new is sent until it can."""

    reason: str


@dataclass(frozen=True, slots=True)
class StorageBack:
    """The ledger can be written again; no result was lost."""


@dataclass(frozen=True, slots=True)
class Late:
    """After an absence, messages of so many briefs are offered together instead of being sent one by one."""

    gone: timedelta
    briefs: int
    messages: int


@dataclass(frozen=True, slots=True)
class LateAnnouncement:
    """An announcement was to go out during an absence: it is held until an editor decides."""

    job_id: JobId


Notice = JobHeld | Halted | StorageFailing | StorageBack | Late | LateAnnouncement
Tell = Callable[[Notice], None]


def log(notice: Notice) -> None:
    """Tell the log, where nobody else is told."""
    match notice:
        case JobHeld(job_id, reason):
            _log.error("job %d is held: %s", job_id, reason)
        case Halted(reason):
            _log.critical("delivery stopped: %s", reason)
        case StorageFailing(reason):
            _log.error("delivery waits for storage: %s", reason)
        case StorageBack():
            _log.warning("delivery goes on: storage is back")
        case Late(gone, briefs, messages):
            _log.warning(
                "after an absence of %s, %d messages of %d briefs are too late and will be offered",
                *(gone, messages, briefs),
            )
        case LateAnnouncement(job_id):
            _log.warning("job %d, an announcement, is held: it is late", job_id)
        case unexpected:
            assert_never(unexpected)
