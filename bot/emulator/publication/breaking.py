"""Ways in which a feed can be broken on purpose."""

from enum import StrEnum


class Breakage(StrEnum):
    """What the feeds answer until somebody mends them."""

    SERVER_ERROR = "500"
    TRUNCATED = "truncated"
    """The first two thirds of the feed, as if the connection had ended well."""
    HTML = "html"
    """A page instead of a feed, with status 200."""
    GONE = "gone"
    """410: never come back."""
    SLOW = "slow"
    """No answer for half a minute, or until mended."""


SLOW_SECONDS = 30.0

MAINTENANCE = """<!DOCTYPE html>
<html lang="it"><head><meta charset="utf-8"><title>Manutenzione</title></head>
<body><h1>Torniamo subito</h1><p>Il sito è in manutenzione.</p></body></html>
""".encode()


def truncated(body: bytes) -> bytes:
    """The first two thirds."""
    return body[: len(body) * 2 // 3]
