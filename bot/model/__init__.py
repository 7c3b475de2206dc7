"""The words of the product as types: ids, closed sets, frozen values.

One thing, one word: the same names stand in tables, classes, messages and docs.
"""

from bot.model.brief import Brief, BriefState, Topic
from bot.model.delivery import Count, Delivery, DeliveryState, Job, JobKind, Lane
from bot.model.ids import BriefId, EntryId, FeedId, JobId, Language, ReaderId, TopicId, TopicKey
from bot.model.publication import Article, Edition, Entry, Feed, Identity, Kept, ParsedFeed
from bot.model.reader import Absence, ChatKind, Reader, Scope
from bot.model.text import RichText, Span, Style

__all__ = [
    "Absence",
    "Article",
    "Brief",
    "BriefId",
    "BriefState",
    "ChatKind",
    "Count",
    "Delivery",
    "DeliveryState",
    "Edition",
    "Entry",
    "EntryId",
    "Feed",
    "FeedId",
    "Identity",
    "Job",
    "JobId",
    "JobKind",
    "Kept",
    "Lane",
    "Language",
    "ParsedFeed",
    "Reader",
    "ReaderId",
    "RichText",
    "Scope",
    "Span",
    "Style",
    "Topic",
    "TopicId",
    "TopicKey",
]
