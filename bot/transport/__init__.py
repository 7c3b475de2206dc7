"""Transport: how bytes travel between us and the Bot API.

`request` lets python-telegram-bot speak over aiohttp, `api` is the cheap path beneath it for bulk sends,
`webhook` takes in what Telegram posts to us. Everything here knows what python-telegram-bot cannot say:
whether a request that failed was *not sent* or is *in doubt* (see `errors`).
"""

import os

# python-telegram-bot 22.8 warns at every flood wait unless `retry_after` is a timedelta, which becomes its
# default in the next major version. This is the opt-in that it documents; an operator's own choice stands.
os.environ.setdefault("PTB_TIMEDELTA", "true")
