"""Feeds: what a publication publishes, fetched, understood and decided upon.

fetch → child (parse → article → sections → editions) → decide → poll

Everything that reads a publisher's bytes runs in the short-lived process of `bot.feeds.child`; its answers
come home as JSON, whose forms stand in `bot.feeds.wire`.
"""
