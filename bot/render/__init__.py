"""Rendering: a brief, a list, a sentence → a message as Telegram takes it. Pure: values in, values out.

    RichText --spans--> ranges that nest --html--> Html
        └--split--> pages that fit --brief, latest--> Outgoing(text, keyboard, preview)
                                                          └--as_telegram--> what the Bot API is told

This is the only room that escapes: what comes from a feed or a reader is plain text until `escape`, `say`
or `to_html` makes it `Html`.
"""
