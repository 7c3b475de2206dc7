"""Troubles: whatever those who look at feeds say in English is said in an editor's language."""

import aiohttp
import pytest

from bot.feeds.child.failures import EMPTY, NO_LINKS
from bot.feeds.fetch import MEANINGS, _reason
from bot.i18n import Catalogues
from bot.render.replies.troubles import is_known, trouble

SITE = "https://site.example/feed?…"
ERRORS = (TimeoutError(), aiohttp.ClientPayloadError(), aiohttp.ServerDisconnectedError())
REASONS = [
    *(f"answers {status}{meaning}." for status, meaning in MEANINGS.items()),
    "answers 418.",
    *(
        f"{_reason(error)}."
        for error in (TimeoutError(), aiohttp.ClientPayloadError(), aiohttp.ServerDisconnectedError())
    ),
    "took longer than 30 seconds to answer.",
    "leads on more than 5 times.",
    "leads on from https to http, to http://site.example/.",
    "is a private address.",
    "uses port 22; only 80 and 443 are asked for.",
    "is not read. It is larger than 5 MB.",
    f"cannot be read: {EMPTY.reason}",
    f"cannot be read: {NO_LINKS.reason}",
    "cannot be read: it takes longer than 15 seconds.",
    "cannot be read: The feed cannot be read: syntax error.",
    "is a page that announces no feed; give the address of the feed itself.",
]


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_said_in_every_language(reason: str, catalogues: Catalogues) -> None:
    said = {str(trouble(catalogues.catalogue_for(each), f"{SITE} {reason}")) for each in ("it", "en", "fr")}
    assert is_known(f"{SITE} {reason}")
    assert len(said) == 3
    assert all(SITE in each for each in said)


def test_a_reason_that_is_not_known_is_said_as_it_stands(catalogues: Catalogues) -> None:
    t = catalogues.catalogue_for("it")
    assert trouble(t, "Our own <b>fault</b>: KeyError.") == "Our own &lt;b&gt;fault&lt;/b&gt;: KeyError."
    assert trouble(t, None) == ""
