"""The words of the product as types: ids, closed sets, frozen values.

One thing, one word: the same names stand in tables, classes, messages and docs.
"""

from bot.model.announcement import (
    Announcement,
    AnnouncementState,
    Audience,
    Content,
    MediaKind,
    Medium,
    Words,
)
from bot.model.brief import Brief, BriefState, Topic
from bot.model.delivery import (
    LATE,
    PAUSED,
    Count,
    Delivery,
    DeliveryState,
    Fate,
    Job,
    JobKind,
    Lane,
    Refusal,
    Stopped,
)
from bot.model.figures import Day, Figures, Group, Rhythm, Sending
from bot.model.ids import (
    AnnouncementId,
    BriefId,
    BundleId,
    EntryId,
    FeedId,
    JobId,
    Language,
    ReaderId,
    TopicId,
    TopicKey,
)
from bot.model.place import Copy, CopyCause, Home, Place
from bot.model.publication import Article, Edition, Entry, Feed, Identity, Kept, ParsedFeed
from bot.model.reader import Absence, ChatKind, Reader, Scope
from bot.model.schedule import Quiet, Schedule
from bot.model.sought import Sought, folded, words_of
from bot.model.text import RichText, Span, Style

__all__ = [
    "LATE",
    "PAUSED",
    "Absence",
    "Announcement",
    "AnnouncementId",
    "AnnouncementState",
    "Article",
    "Audience",
    "Brief",
    "BriefId",
    "BriefState",
    "BundleId",
    "ChatKind",
    "Content",
    "Copy",
    "CopyCause",
    "Count",
    "Day",
    "Delivery",
    "DeliveryState",
    "Edition",
    "Entry",
    "EntryId",
    "Fate",
    "Feed",
    "FeedId",
    "Figures",
    "Group",
    "Home",
    "Identity",
    "Job",
    "JobId",
    "JobKind",
    "Kept",
    "Lane",
    "Language",
    "MediaKind",
    "Medium",
    "ParsedFeed",
    "Place",
    "Quiet",
    "Reader",
    "ReaderId",
    "Refusal",
    "Rhythm",
    "RichText",
    "Schedule",
    "Scope",
    "Sending",
    "Sought",
    "Span",
    "Stopped",
    "Style",
    "Topic",
    "TopicId",
    "TopicKey",
    "Words",
    "folded",
    "words_of",
]
