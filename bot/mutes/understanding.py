"""Understanding: a reader's words about a mute, and the moment they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import Language
from bot.mutes.ending import NoEnd, Past, TooLong, Until, ending
from bot.mutes.lexicon import lexicon
from bot.mutes.reading import read
from bot.mutes.tokens import tokens

_ENGLISH = Language("en")


@dataclass(frozen=True, slots=True)
class Off:
    """There shall be no mute any more."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """It cannot be told until when; the words that mean nothing here, if any."""

    unknown: tuple[str, ...] = ()


Muting = Until | Off | Past | TooLong | Unclear


def understand_mute(words: str, languages: Sequence[Language], zone: str, now: datetime) -> Muting:
    """What the words ask for; `languages` are the reader's, then the publication's. Never an exception."""
    spoken = tuple(dict.fromkeys((*languages, _ENGLISH)))
    said = read(tokens(words), lexicon(spoken))
    if said.unknown:
        return Unclear(said.unknown)
    if said.off:
        return Unclear() if said.says_when else Off()
    end = ending(said, zone, now)
    return Unclear() if isinstance(end, NoEnd) else end
