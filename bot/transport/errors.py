"""Failures of the wire, as python-telegram-bot knows them, and some that it does not tell apart.

telegram.error.NetworkError
├── NotSent                no byte of the request left: sending it again is safe
├── telegram.error.BadRequest
│   └── Unencodable        the call cannot even be put into a form
└── telegram.error.TimedOut
    └── InDoubt            written and not answered: it may have been carried out

The Bot API has no idempotency key, so whoever meets `InDoubt` must decide whether a repeat is worse than a
loss; whoever meets `NotSent` need not.
"""

from datetime import timedelta

from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut


class NotSent(NetworkError):
    """Raised when the connection could not be made, or none became free in time."""


class Unencodable(BadRequest):
    """Raised when a value of the call has no form: a fault of whoever made the call."""


class InDoubt(TimedOut):
    """Raised when a request was written and no whole answer came back."""


def wait_of(error: RetryAfter) -> float:
    """The seconds a flood wait asks for, however python-telegram-bot is set to tell them."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
