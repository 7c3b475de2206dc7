"""Callbacks: what the buttons under briefs and lists say back. Other panels register kinds of their own."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model import BriefId, BundleId, Language, TopicId
from bot.render.packing import LIMIT, Callback, callback, unpack

NO_BRIEF = BriefId(0)

__all__ = [
    "LIMIT",
    "NO_BRIEF",
    "Callback",
    "Follow",
    "ListKind",
    "Open",
    "OpenInDigest",
    "Save",
    "ShowDigest",
    "ShowList",
    "SkipOffer",
    "Turn",
    "Unfollow",
    "Unsave",
    "WayBack",
    "brief_of",
    "callback",
    "searched",
    "unpack",
]


@callback("turn")
@dataclass(frozen=True, slots=True)
class Turn(Callback):
    """Show a page of a brief in a language, in place."""

    brief_id: BriefId
    language: Language
    page: int = 0


@callback("save")
@dataclass(frozen=True, slots=True)
class Save(Callback):
    brief_id: BriefId


@callback("unsave")
@dataclass(frozen=True, slots=True)
class Unsave(Callback):
    brief_id: BriefId


@callback("follow")
@dataclass(frozen=True, slots=True)
class Follow(Callback):
    topic_id: TopicId


@callback("unfollow")
@dataclass(frozen=True, slots=True)
class Unfollow(Callback):
    """Follow a topic no longer; `brief_id` is the brief under which the reader thought so."""

    topic_id: TopicId
    brief_id: BriefId = NO_BRIEF


class ListKind(StrEnum):
    """What a list of briefs is of, in one letter since a button is short."""

    LATEST = "l"
    TOPIC = "t"
    SEARCH = "s"
    SAVED = "v"


@callback("list")
@dataclass(frozen=True, slots=True)
class ShowList(Callback):
    """Show a list of briefs, in place: from `offset`, `count` of them.

    `subject` is nothing, a topic's id, or the words of a search. Long words are cut to fit a button (see
    `searched`), so a list that is come back to may hold a little more than it did.
    """

    kind: ListKind
    offset: int = 0
    count: int = 5
    subject: str = ""


@callback("open")
@dataclass(frozen=True, slots=True)
class Open(Callback):
    """Open a brief of a list, in place; the rest is the way back."""

    brief_id: BriefId
    kind: ListKind
    offset: int = 0
    count: int = 5
    subject: str = ""

    @property
    def way_back(self) -> ShowList:
        return ShowList(self.kind, self.offset, self.count, self.subject)


@callback("digest")
@dataclass(frozen=True, slots=True)
class ShowDigest(Callback):
    """Show a page of a digest, in place; `at` is when it was gathered, in seconds since 1970."""

    bundle_id: BundleId
    at: int
    page: int = 0


@callback("inside")
@dataclass(frozen=True, slots=True)
class OpenInDigest(Callback):
    """Open a brief of a digest, in its place; the rest is the way back."""

    brief_id: BriefId
    bundle_id: BundleId
    at: int
    page: int = 0

    @property
    def way_back(self) -> ShowDigest:
        return ShowDigest(self.bundle_id, self.at, self.page)


@callback("skip")
@dataclass(frozen=True, slots=True)
class SkipOffer(Callback):
    """Not now: the briefs that came meanwhile stay where they are."""

    bundle_id: BundleId
    at: int


WayBack = ShowList | ShowDigest
"""What a brief was opened from."""

SUBJECT_BYTES = 30
"""What is left of a button for the words of a search beside the longest numbers that occur."""


def searched(words: str, *, offset: int = 0, count: int = 5) -> ShowList:
    """The list of a search; words beyond what a button holds are left out, whole ones where it can be."""
    words = " ".join(words.split())
    kept = words.encode()[:SUBJECT_BYTES].decode(errors="ignore")
    if kept != words and " " in kept and words[len(kept)] != " ":
        kept = kept.rpartition(" ")[0]
    return ShowList(ListKind.SEARCH, offset, count, kept.strip())


def brief_of(tapped: Callback | None) -> BriefId | None:
    """The brief that a reader opens by a tap: under it, in a list, or in a digest."""
    match tapped:
        case Turn() | Save() | Unsave() | Open() | OpenInDigest() | Unfollow():
            return tapped.brief_id or None
    return None
