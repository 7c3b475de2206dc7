"""Troubles: why a feed cannot be read, in an editor's language.

Those who look at feeds say it in English, one sentence each; here it is known again and said in another
language. What is not known is said as it stands: a reason in English is better than none.
"""

import re
from collections.abc import Iterator

from bot.i18n import Catalogue, later
from bot.render.markup import Html, escape
from bot.render.measure import clip
from bot.render.saying import say

_LONGEST = 400

_STATUSES = {
    "401": later("{address} wants a password ({status})."),
    "403": later("{address} does not let me in ({status})."),
    "404": later("There is nothing at {address} ({status})."),
    "410": later("{address} is gone for good ({status})."),
    "429": later("{address} says that I ask too often ({status})."),
    "451": later("{address} may not be shown for legal reasons ({status})."),
    "500": later("The server of {address} has a fault ({status})."),
    "502": later("The server of {address} has a fault ({status})."),
    "503": later("The server of {address} is busy or being repaired ({status})."),
    "504": later("The server of {address} has a fault ({status})."),
}
_PHRASES = (
    (r"answers (?P<status>\d{3}).*", later("{address} answers with status {status}.")),
    (r"took longer than (?P<seconds>\d+) seconds.*", later("{address} does not answer in time.")),
    (r"does not answer in time\.", later("{address} does not answer in time.")),
    (r"has a certificate that is not trusted\.", later("{address} has a certificate that is not trusted.")),
    (r"has a name that cannot be found\.", later("The name of {address} cannot be found.")),
    (r"broke off in the middle of its answer\.", later("{address} broke off in the middle of its answer.")),
    (r"accepts no connection\.", later("{address} accepts no connection.")),
    (
        r"closed the connection without an answer\.",
        later("{address} closes the connection without answering."),
    ),
    (r"gives an answer that is not HTTP\.", later("{address} gives an answer that is not HTTP.")),
    (r"leads on more than.*", later("{address} leads on from one address to the next without end.")),
    (r"leads on to no address\.", later("{address} leads on to no address.")),
    (
        r"leads on from https to http.*",
        later("{address} leads on from https to http, which is not followed."),
    ),
    (r"leads to a private address\.", later("{address} is within a private network, where I do not look.")),
    (r"is a private address\.", later("{address} is within a private network, where I do not look.")),
    (r"uses port \d+.*", later("{address} uses an unusual port, where I do not look.")),
    (r"is neither http nor https\.", later("{address} is neither http nor https.")),
    (r"has a name or password in it.*", later("{address} has a name or a password in it.")),
    (r"is not read\. It is larger.*", later("What is at {address} is too large.")),
    (r"is a page that announces no feed.*", later("{address} is a page that announces no feed.")),
    (r"is a page whose feed cannot be read.*", later("{address} is a page whose feed cannot be read.")),
    (r"cannot be read: The address is a web page.*", later("{address} is a page that announces no feed.")),
    (r"cannot be read: The answer is empty\.", later("The answer of {address} is empty.")),
    (r"cannot be read: it takes.*", later("What is at {address} takes too long to be read.")),
    # Translators: {cause} is in English, for who looks after the feed.
    (r"cannot be read: (?P<cause>.*)", later("What is at {address} cannot be read as a feed. ({cause})")),
)
_ADDRESS = r"(?P<address>\S*[.:]\S*)"
_KNOWN = tuple((re.compile(f"{_ADDRESS} {phrase}", re.DOTALL), words) for phrase, words in _PHRASES)


def trouble(t: Catalogue, reason: str | None) -> Html:
    """Why a look failed; nothing where it did not."""
    if not reason:
        return Html("")
    for sentence, values in _matching(reason):
        return say(t, sentence, **{name: clip(value, _LONGEST) for name, value in values.items()})
    return escape(clip(" ".join(reason.split()), _LONGEST))


def is_known(reason: str) -> bool:
    """Whether a reason can be said in every language."""
    return next(_matching(reason), None) is not None


def _matching(reason: str) -> Iterator[tuple[str, dict[str, str]]]:
    for pattern, sentence in _KNOWN:
        if match := pattern.fullmatch(reason):
            found = match.groupdict()
            yield _STATUSES.get(found.get("status", ""), sentence), found
