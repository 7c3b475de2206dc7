"""Failures. Expected endings are values, not exceptions.

StrilloneError
├── SettingsError          settings that cannot be used, all mistakes at once
├── FeedError              a look at a feed that brought nothing, with a reason in words
│   ├── Unreachable        no answer: name, connection, time
│   ├── Refused            an answer or an address that we do not accept
│   ├── HttpStatus         an answer with a status other than 200 and 304
│   └── Unparsable         bytes that are no feed, or that cost too much to read
└── StorageError           the database cannot be used
    └── DatabaseInUse      another process holds it
"""


class StrilloneError(Exception):
    """Raised when the program cannot do what it was asked; the message names the thing and the remedy."""


class SettingsError(StrilloneError):
    """Raised when settings cannot be used; `problems` has a line for each mistake."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class FeedError(StrilloneError):
    """Raised when a look at a feed brought nothing; the message is fit for an editor."""


class Unreachable(FeedError):
    """Raised when no answer came: the name, the connection or the time failed."""


class Refused(FeedError):
    """Raised when an address or an answer breaks one of our limits."""


class HttpStatus(FeedError):
    """Raised when the answer's status is neither 200 nor 304."""

    def __init__(self, status: int, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class Unparsable(FeedError):
    """Raised when the bytes are no feed, or cost too much to read."""


class StorageError(StrilloneError):
    """Raised when the database cannot be used."""


class DatabaseInUse(StorageError):
    """Raised when another process holds the database; `holder` is its number, where that is known."""

    def __init__(self, message: str, *, holder: str = "another process") -> None:
        super().__init__(message)
        self.holder = holder
