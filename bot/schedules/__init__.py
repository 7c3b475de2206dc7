"""Schedules: what a reader writes about when his briefs shall come, understood.

    "8 e 18.30 feriali, Lisbona" ──tokens──▶ pieces ──lexicon, places──▶ Understood(hours, days, zone, …)

The words are those of the reader's language first, then of the publication's others, then English: the names
of days and of their parts by CLDR, the rest from `words.toml`. Nothing is guessed: what is not understood is
handed back, with what was.
"""

from bot.schedules.understanding import understand
from bot.schedules.understood import Understood

__all__ = ["Understood", "understand"]
