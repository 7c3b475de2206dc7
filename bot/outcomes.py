"""Outcomes: how what a reader or an editor asked for ended. Services return them, replies say them."""

from dataclasses import dataclass
from datetime import datetime

from bot.model import (
    Absence,
    Announcement,
    Brief,
    BriefId,
    Count,
    Edition,
    Fate,
    Feed,
    Language,
    Refusal,
    Scope,
    Sending,
    Topic,
    TopicId,
)

Listed = tuple[Brief, Edition]
"""A brief, and the edition of it that this reader gets."""

# Topics ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnknownTopic:
    """No topic has this name; the likeliest ones that were meant."""

    asked: str
    suggestions: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """He follows the topic. `narrowed`: from now on topics only; `already`: he did before."""

    topic: Topic
    scope: Scope
    narrowed: bool = False
    already: bool = False


@dataclass(frozen=True, slots=True)
class NotFollowable:
    """A label that came too rarely to be worth following."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """He follows the topic no longer, but so many others."""

    topic: Topic
    scope: Scope
    left: int


@dataclass(frozen=True, slots=True)
class NotFollowed:
    """He did not follow the topic."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic in a list: its briefs of late, and whether the reader follows it."""

    topic: Topic
    briefs: int
    follows: bool


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A page of topics, `number` from 0; `following` counts all that the reader follows."""

    lines: tuple[TopicLine, ...]
    number: int
    of: int
    following: int


# What a reader chooses ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Left:
    """Nothing goes to him any more. `already`: nothing did."""

    already: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """Briefs go to him. `from_` is why none did; None where they did."""

    from_: Absence | None


@dataclass(frozen=True, slots=True)
class Unmuted:
    """Nothing mutes us any more. `already`: nothing did; `waited`: something was published meanwhile."""

    already: bool
    waited: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """A file: JSON or CSV in UTF-8, or a zip of one, as its name says."""

    name: str
    content: bytes


# Briefs ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listing:
    """Briefs with their editions for one reader, newest or best first; whether older ones follow."""

    briefs: tuple[Listed, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class OnTopic:
    """The briefs of a topic, and whether this reader follows it."""

    topic: Topic
    listing: Listing
    follows: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A brief for one reader. `followed` are those of its topics that he follows."""

    brief: Brief
    edition: Edition
    saved: bool
    followed: frozenset[TopicId]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A brief that the publication has taken back."""

    edition: Edition


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a brief comes to a reader: the edition that is his, those of its topics that he follows, and what
    became of it for him, if anything is known of that."""

    brief: Brief
    edition: Edition
    followed: tuple[Topic, ...]
    fate: Fate | None


# What editors do with briefs ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a brief has come. `edition` is the editor's own; `count` and `reasons` are of its deliveries,
    the reasons of those that were not sent; `recalled` counts the copies that are to say it is withdrawn.
    """

    brief: Brief
    edition: Edition
    count: Count
    reasons: dict[str, int]
    recalled: Count
    until: datetime | None = None
    """Nobody gets it before then: it can still be vetoed."""
    refused: tuple[Refusal, ...] = ()
    """What of it is held because Telegram takes it from nobody."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A brief is withdrawn. `already`: it was before."""

    already: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A brief of `at` waits until then for an editor's veto; so many readers are to get it."""

    brief_id: BriefId
    at: datetime
    until: datetime
    readers: int


# What editors do with topics ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Aliased:
    """A label is another name of a topic from now on."""

    label: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class Named:
    """A topic has this name in a language from now on."""

    topic: Topic
    language: Language
    name: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A label is a topic, or noise, from now on."""

    label: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """An editor's words that follow none of the forms."""


# What editors ask of figures -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a brief, with the editor's own edition of it, or of an announcement."""

    sending: Sending
    edition: Edition | None
    announcement: Announcement | None = None


# What editors do with feeds -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tended:
    """A feed that is looked at, and what it has yielded: published briefs, the last one, their languages."""

    feed: Feed
    briefs: int = 0
    last_at: datetime | None = None
    languages: tuple[Language, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """An address that is a feed; it is not looked at until an editor says so. `latest` is a title."""

    feed: Feed
    entries: int
    languages: tuple[Language, ...]
    latest: str | None


@dataclass(frozen=True, slots=True)
class AlreadyTended:
    """The address is that of a feed that is looked at already."""

    feed: Feed


@dataclass(frozen=True, slots=True)
class NoFeed:
    """Nothing at the address can be read as a feed, for this reason."""

    address: str
    reason: str
