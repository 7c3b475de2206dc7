"""Ids, and the other short words that are only texts or numbers."""

from typing import NewType

FeedId = NewType("FeedId", int)
BriefId = NewType("BriefId", int)
ReaderId = NewType("ReaderId", int)
TopicId = NewType("TopicId", int)
EntryId = NewType("EntryId", int)
JobId = NewType("JobId", int)
BundleId = NewType("BundleId", int)
AnnouncementId = NewType("AnnouncementId", int)

Language = NewType("Language", str)
"""A two-letter ISO 639-1 code in lower case."""

TopicKey = NewType("TopicKey", str)
"""What a topic is, whatever it is called: `territory:UA`, `word:european-parliament`, `tag:volenterosi`."""
