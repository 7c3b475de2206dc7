"""The embedded world: without a BOT_TOKEN the program brings its own Telegram, publication and chat page.

    this process                                        a process of its own
    Telegram, publication, page ── Bot API over HTTP ── the bot, as it runs with a token
              │                                            │
              └── lifeline: its standard input ────────────┘

The bot is another process so that it can be killed as a power cut would, while the page stays and shows what
becomes of it. It is told the address in its settings, and the time on the lifeline; with that it ends too.
"""
