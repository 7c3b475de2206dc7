"""Mutes: until when nothing shall come, in a reader's words.

    words ──tokens──▶ pieces ──reading──▶ Said ──ending──▶ Until | Off | Past | TooLong | Unclear
                                 └ the lexicon

The words are those of the reader's language first: `words.toml`, then CLDR's units, weekdays and months.
"""

from bot.mutes.ending import MORNING, Past, TooLong, Until, ending
from bot.mutes.said import Said
from bot.mutes.understanding import Muting, Off, Unclear, understand_mute

__all__ = [
    "MORNING",
    "Muting",
    "Off",
    "Past",
    "Said",
    "TooLong",
    "Unclear",
    "Until",
    "ending",
    "understand_mute",
]
