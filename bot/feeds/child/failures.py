"""Why a document is no feed, in words fit for an editor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoFeed:
    """The reason, and the feeds that the document announces where it is a web page."""

    reason: str
    links: tuple[str, ...] = ()


EMPTY = NoFeed("The answer is empty.")
FORBIDDEN = NoFeed(
    "The feed declares entities of its own (DOCTYPE with a subset), which can be used to exhaust memory; "
    "it is refused. Have the declaration removed."
)
BROKEN_JSON = NoFeed("The answer is JSON that breaks off or is malformed.")
OTHER_JSON = NoFeed("The answer is JSON, but not a JSON Feed: it has no list of items.")
NO_LINKS = NoFeed("The address is a web page, and it announces no feed. Give the address of the feed itself.")
TOO_MANY = NoFeed("The feed has too many items to be read. Ask the publisher for a shorter one.")


def other(root: str) -> NoFeed:
    """A document of another kind."""
    what = f"XML whose root is <{root}>" if root else "neither XML nor JSON"
    return NoFeed(f"The answer is no feed: it is {what}.")


def unreadable(cause: str) -> NoFeed:
    """A document that begins as a feed and gives nothing."""
    return NoFeed(f"The feed cannot be read: {cause[:200]}.")
