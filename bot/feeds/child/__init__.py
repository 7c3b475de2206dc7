"""The short-lived process that reads a publisher's bytes, and nothing else: `python -m bot.feeds.child`.

    bytes → decode, prolog → feed (xmlfeed, jsonfeed) or page (layout, article) → entries
          → html → sections → editions → JSON, in the forms of `bot.feeds.wire`

It imports what is slow and heavy (feedparser, selectolax, trafilatura, py3langid); its parent imports none of
it, and asks by `bot.feeds.parse`.
"""
