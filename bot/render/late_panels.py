"""The buttons by which editors decide about an announcement that is late."""

from dataclasses import dataclass

from bot.model import JobId
from bot.render.callbacks import Callback, callback


@callback("late")
@dataclass(frozen=True, slots=True)
class DecideLate(Callback):
    """Let the announcement of this job go out all the same, or cancel it."""

    job_id: JobId
    go: bool
