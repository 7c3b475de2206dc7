"""The buttons by which editors steer an announcement that goes out, and amend one that went. Each says what
shall be so from then on: two taps do what one does."""

from dataclasses import dataclass

from bot.model import AnnouncementId, Language
from bot.render.callbacks import Callback, callback


@callback("apause")
@dataclass(frozen=True, slots=True)
class Pause(Callback):
    """Send nothing more of it, or go on."""

    announcement_id: AnnouncementId
    yes: bool


@callback("acancel")
@dataclass(frozen=True, slots=True)
class Cancel(Callback):
    """Nobody else gets it: ask first, then `sure`."""

    announcement_id: AnnouncementId
    sure: bool


@callback("acorrect")
@dataclass(frozen=True, slots=True)
class ChooseCorrection(Callback):
    """Which of its texts shall be corrected, and what was written already."""

    announcement_id: AnnouncementId


@callback("anew")
@dataclass(frozen=True, slots=True)
class AskCorrection(Callback):
    """The editor's next message is the new text in this language."""

    announcement_id: AnnouncementId
    language: Language


@callback("asee")
@dataclass(frozen=True, slots=True)
class PreviewCorrection(Callback):
    """Send the editor the new texts as readers will see them."""

    announcement_id: AnnouncementId


@callback("aapply")
@dataclass(frozen=True, slots=True)
class ApplyCorrection(Callback):
    """The new texts, as they were `seen`, are its texts; or everything stays as it is."""

    announcement_id: AnnouncementId
    yes: bool
    seen: int = 0


@callback("arecall")
@dataclass(frozen=True, slots=True)
class Recall(Callback):
    """Take it back from everybody: ask first, then `sure`."""

    announcement_id: AnnouncementId
    sure: bool


@callback("aleave")
@dataclass(frozen=True, slots=True)
class LeaveIt(Callback):
    """The answer to either question is no."""

    announcement_id: AnnouncementId


@callback("aagain")
@dataclass(frozen=True, slots=True)
class Requeue(Callback):
    """Try what failed once more."""

    announcement_id: AnnouncementId
