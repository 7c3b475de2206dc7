"""Announcements: what an editor sends to many readers, one text for each language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.model.ids import AnnouncementId, Language, TopicId

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
"""Characters that Telegram takes in a message, and under a picture."""
DELETABLE = timedelta(hours=48) - timedelta(minutes=2)
"""How long a bot may delete what it sent, with some room for a message that waits for its turn."""
MOST_ENTITIES = 100
MOST_MEDIA = 10
"""Pictures or files of an album."""
MOST_TOPICS = 20
"""Topics by which an audience may be chosen."""

Entity = Mapping[str, object]
"""Formatting of a stretch of text, as the Bot API gives and takes it: `{"type": "bold", "offset": 0, …}`."""


class AnnouncementState(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    """Goes out when its time comes. Until then nothing of it exists, and it can be taken back for nothing."""
    SENDING = "sending"
    """It has a job, whose rows say how far it has come."""
    DISCARDED = "discarded"


class MediaKind(StrEnum):
    """What a message may carry, by the Bot API's names."""

    PHOTO = "photo"
    VIDEO = "video"
    ANIMATION = "animation"
    AUDIO = "audio"
    DOCUMENT = "document"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Words:
    """Text with its formatting, entity by entity, exactly as it was written."""

    text: str = ""
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture or file that Telegram has already, by its file_id."""

    kind: MediaKind
    file_id: str
    caption: Words = field(default_factory=Words)
    above: bool = False
    """The caption stands above it."""
    spoiler: bool = False

    def is_like(self, other: "Medium") -> bool:
        """Whether only the words differ: a message with the one becomes the other by its caption alone."""
        mine, its = (self.kind, self.file_id, self.spoiler), (other.kind, other.file_id, other.spoiler)
        return mine == its

    def becomes(self, other: "Medium") -> bool:
        """Whether a message with this can be edited to carry the other: a voice message keeps its voice."""
        return self.is_like(other) or MediaKind.VOICE not in (self.kind, other.kind)


@dataclass(frozen=True, slots=True)
class Content:
    """A text, or media: one, or an album of two to ten. `preview` are the text's link preview options, as the
    Bot API takes them; none leaves them to Telegram."""

    words: Words = field(default_factory=Words)
    media: tuple[Medium, ...] = ()
    preview: Mapping[str, object] | None = None

    @property
    def messages(self) -> int:
        """As how many messages it arrives."""
        return max(1, len(self.media))

    @property
    def bearer(self) -> int:
        """Which of its messages carries the words: the first one with a caption, else the first one."""
        captioned = (place for place, medium in enumerate(self.media) if medium.caption.text)
        return next(captioned, 0)

    @property
    def beginning(self) -> str:
        """What is to be read in it: the text, or the first caption."""
        return self.words.text or next((one.caption.text for one in self.media if one.caption.text), "")

    def becomes(self, other: "Content") -> bool:
        """Whether a message with this can be edited to say the other, and back.

        Telegram makes no text of a picture, and an album can carry no buttons.
        """
        match self.media, other.media:
            case (), ():
                return True
            case (mine,), (its,):
                return mine.becomes(its)
        return False


@dataclass(frozen=True, slots=True)
class Audience:
    """To whom: each choice narrows it, none of them is everybody."""

    languages: tuple[Language, ...] = ()
    """Those who read one of these first."""
    topics: tuple[TopicId, ...] = ()
    """Those who follow any of these."""
    active_days: int | None = None
    """Those who did something within so many days."""
    groups: bool = True
    """Groups and channels as well as people."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announcement, from its draft on. Its editor is told in `chat_id` what becomes of it."""

    id: AnnouncementId
    editor_id: int
    chat_id: int
    thread_id: int | None
    state: AnnouncementState
    zone: str
    """By whose clock `local_time` is meant: IANA name."""
    texts: Mapping[Language, Content] = field(default_factory=dict)
    revision: int = 1
    fallback: Language | None = None
    """Whose text those get who read none of its languages. None: nothing."""
    audience: Audience = field(default_factory=Audience)
    local_time: datetime | None = None
    """The day and minute of a clock, without a zone. None: at once."""
    each_zone: bool = False
    """At that time by each reader's own clock."""
    silent: bool = False
    awaits: str | None = None
    """What the editor's next message is for: the language of a text, or `TIME`."""
    progress_id: int | None = None
    """The message in `chat_id` that shows what becomes of it."""
    confirmed_at: datetime | None = None
    goes_at: datetime | None = None

    @property
    def messages(self) -> int:
        """The most messages that one reader gets."""
        return max((content.messages for content in self.texts.values()), default=1)


TIME = "time"
"""A draft awaits the time at which it shall go out."""
