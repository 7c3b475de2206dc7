"""Marks: what an editor had before his eyes when he was asked, in a number that his answer brings back.

A panel may be old, and another editor may have changed the draft since: nobody sends what he has not seen.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from zlib import crc32

from bot.model import Announcement, Content, Language
from bot.model.content_json import content_json


def mark_of(draft: Announcement) -> int:
    """Of what readers would get of a draft, who, and when."""
    time = draft.local_time.isoformat() if draft.local_time else None
    when = (time, draft.zone if time else None, draft.each_zone, draft.silent)
    return _mark([_texts(draft.texts), draft.fallback, asdict(draft.audience), when])


def mark_of_texts(texts: Mapping[Language, Content]) -> int:
    """Of new texts."""
    return _mark(_texts(texts))


def _texts(texts: Mapping[Language, Content]) -> dict[str, object]:
    return {language: content_json(content) for language, content in texts.items()}


def _mark(seen: object) -> int:
    return crc32(json.dumps(seen, sort_keys=True).encode())
