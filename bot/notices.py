"""Notices: what the people who run the bot should be told about delivery."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
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


Notice = JobHeld | Halted | StorageFailing | StorageBack
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
        case unexpected:
            assert_never(unexpected)
