"""The buttons by which editors decide about what Telegram refuses."""

from dataclasses import dataclass

from bot.model import JobId
from bot.render.callbacks import Callback, callback


@callback("refused")
@dataclass(frozen=True, slots=True)
class ShowRefused(Callback):
    """Show what is held, and why, in place."""

    job_id: JobId


@callback("again")
@dataclass(frozen=True, slots=True)
class TryAgain(Callback):
    """Let the job go on, for those who were refused too."""

    job_id: JobId


@callback("giveup")
@dataclass(frozen=True, slots=True)
class GiveUp(Callback):
    """Nobody else gets what the job is about: ask first, then `sure`."""

    job_id: JobId
    sure: bool
