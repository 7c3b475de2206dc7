"""Secrecy: the token is part of every address of the Bot API, so nothing that quotes one is safe to show."""

import logging
import re

MASK = "<token>"

# A token as BotFather makes it: the bot's id, a colon, and a secret of at least thirty such characters.
_TOKEN = re.compile(r"\d{3,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
# Test servers take shorter ones; in an address the token ends at the next slash.
_IN_ADDRESS = re.compile(r"(/bot)[^/\s'\"?#]+:[^/\s'\"?#]+")


def hide(text: str) -> str:
    """The text with every bot token in it masked."""
    return _TOKEN.sub(MASK, _IN_ADDRESS.sub(rf"\1{MASK}", text))


class Discreet(logging.Filter):
    """A filter for log *handlers* (a logger's own filters do not see its children's records).

    It masks tokens in the message and in the traceback, which would otherwise quote addresses.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = hide(_said(record))
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = hide(record.exc_text)
        return True


def _said(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        # A line whose arguments do not fit would raise in every handler, and hide what it wanted to say.
        return f"{record.msg} {record.args!r}"
