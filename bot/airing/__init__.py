"""Airing: an announcement while it goes out and after, and what its editors do about it.

    on air ──pause──▶ held ──resume──▶ on air ──▶ over ──requeue──▶ on air
      │ ╲──cancel──▶ nobody else gets it          │
      ├──correct──▶ new texts: who has the old one gets it edited, who has none yet gets the new one
      └──recall──▶ copies are deleted, or say that it was withdrawn; nobody else gets it

A correction and a recall are jobs of the same ledger. Each act is one transaction, which also counts the
announcement's turns up, so that its panel is brought up to what follows: see `bot.watch.airing`.
"""
