"""The voice of replies: in which language, by which clock, with which names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.i18n import Catalogue
from bot.model import Topic
from bot.tags import hashtag


@dataclass(frozen=True, slots=True)
class Voice:
    """What every reply to one reader has in common."""

    t: Catalogue
    zone: str
    """IANA name."""
    now: datetime
    names: Callable[[Topic], str]
    """A topic by its name in his language, unescaped."""

    def hashtag(self, name: str) -> str:
        """A topic's name as a hashtag; nothing where Telegram would make no link of it."""
        return hashtag(name) or ""
