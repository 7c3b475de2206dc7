"""The buttons by which editors announce. Each names its draft and what shall be so from then on, not what was
before: two taps do what one does."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model import AnnouncementId, Language, TopicId
from bot.render.callbacks import Callback, callback


class DraftPage(StrEnum):
    """The pages of a draft's panel, in one letter."""

    ALL = "a"
    TEXTS = "t"
    AUDIENCE = "r"
    TOPICS = "p"
    WHEN = "w"
    SEND = "s"


@callback("draft")
@dataclass(frozen=True, slots=True)
class ShowDraft(Callback):
    """Show a page of a draft, in place."""

    draft_id: AnnouncementId
    page: DraftPage


@callback("dtext")
@dataclass(frozen=True, slots=True)
class AskText(Callback):
    """The editor's next message is the draft's text in this language."""

    draft_id: AnnouncementId
    language: Language


@callback("ddrop")
@dataclass(frozen=True, slots=True)
class DropText(Callback):
    """Take the text in this language out of the draft."""

    draft_id: AnnouncementId
    language: Language


@callback("dinstead")
@dataclass(frozen=True, slots=True)
class Instead(Callback):
    """Who has no text in his languages gets this one; none: nothing."""

    draft_id: AnnouncementId
    language: str


@callback("dlang")
@dataclass(frozen=True, slots=True)
class ForLanguage(Callback):
    """Readers of this language are in the audience, or not."""

    draft_id: AnnouncementId
    language: Language
    yes: bool


@callback("dtopic")
@dataclass(frozen=True, slots=True)
class ForTopic(Callback):
    """Followers of this topic are in the audience, or not."""

    draft_id: AnnouncementId
    topic_id: TopicId
    yes: bool


@callback("ddays")
@dataclass(frozen=True, slots=True)
class ActiveWithin(Callback):
    """Only readers who did something within so many days; 0: all."""

    draft_id: AnnouncementId
    days: int


@callback("dgroups")
@dataclass(frozen=True, slots=True)
class WithGroups(Callback):
    """Groups and channels too, or people only."""

    draft_id: AnnouncementId
    yes: bool


@callback("dat")
@dataclass(frozen=True, slots=True)
class GoAt(Callback):
    """Go out at this local day and minute, in ISO format; none: at once."""

    draft_id: AnnouncementId
    time: str


@callback("dask")
@dataclass(frozen=True, slots=True)
class AskTime(Callback):
    """The editor's next message is the time at which the draft goes out."""

    draft_id: AnnouncementId


@callback("dzones")
@dataclass(frozen=True, slots=True)
class InEachZone(Callback):
    """At that time by each reader's own clock, or by the editor's."""

    draft_id: AnnouncementId
    yes: bool


@callback("dsilent")
@dataclass(frozen=True, slots=True)
class Silently(Callback):
    """Without a sound, or with one."""

    draft_id: AnnouncementId
    yes: bool


@callback("dpreview")
@dataclass(frozen=True, slots=True)
class PreviewDraft(Callback):
    """Send the editor what readers get."""

    draft_id: AnnouncementId


@callback("dconfirm")
@dataclass(frozen=True, slots=True)
class Confirm(Callback):
    """Let the draft go out as it was `seen`: see `bot.broadcasting.marks`."""

    draft_id: AnnouncementId
    seen: int


@callback("dundo")
@dataclass(frozen=True, slots=True)
class Undo(Callback):
    """Take the confirmation back."""

    draft_id: AnnouncementId


@callback("ddiscard")
@dataclass(frozen=True, slots=True)
class Discard(Callback):
    """Throw the draft away: ask first, then `sure`."""

    draft_id: AnnouncementId
    sure: bool
