"""Steering the publication over HTTP, under `/control/publication`.

GET gives its state. POST next, correct, withdraw (`{"slug": …}`), break (`{"kind": …}`), mend change it and
give it back with the `slug` that was touched. A mistake gets 400 and `{"ok": false, "error": …}`.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.emulator.guard import check_local
from bot.emulator.publication.article import Article
from bot.emulator.publication.breaking import Breakage
from bot.emulator.publication.masthead import NAME
from bot.emulator.publication.publication import Publication

PREFIX = "/control/publication"

Arguments = dict[str, Any]
Deed = Callable[[Publication, Arguments], str | None]
"""Does one thing; the slug it touched, if any. Mistakes are LookupError and ValueError, in words."""
Handler = Callable[[web.Request], Awaitable[web.Response]]


def add_routes(app: web.Application, publication: Publication, *, patience: float = 0.0) -> None:
    app.router.add_get(PREFIX, _state_handler(publication))
    for name, deed in DEEDS.items():
        waits = patience if deed is _next else 0.0
        app.router.add_post(f"{PREFIX}/{name}", _deed_handler(publication, deed, patience=waits))


def state(publication: Publication) -> dict[str, Any]:
    """The publication as JSON: articles oldest first."""
    return {
        "ok": True,
        "title": NAME,
        "home_url": publication.addresses.home,
        "feed_url": publication.feed_url,
        "breakage": publication.breakage,
        "articles": [_article(article, publication) for article in publication.articles],
    }


def _article(article: Article, publication: Publication) -> dict[str, Any]:
    return {
        "slug": article.slug,
        "title": article.brief.title,
        "url": publication.addresses.article(article.slug),
        "languages": article.brief.languages,
        "published_at": article.published_at.isoformat(),
        "corrections": len(article.corrections),
        "withdrawn": not article.stands,
    }


# Deeds ----------------------------------------------------------------------------------------------


def _next(publication: Publication, arguments: Arguments) -> str | None:
    return publication.publish_next()


def _correct(publication: Publication, arguments: Arguments) -> str | None:
    return publication.correct(_word(arguments, "slug"))


def _withdraw(publication: Publication, arguments: Arguments) -> str | None:
    return publication.withdraw(_word(arguments, "slug"))


def _break(publication: Publication, arguments: Arguments) -> str | None:
    kind = _word(arguments, "kind")
    if kind not in list(Breakage):
        raise ValueError(f"kind must be one of {', '.join(Breakage)}")
    publication.break_feed(Breakage(kind))
    return None


def _mend(publication: Publication, arguments: Arguments) -> str | None:
    publication.mend()
    return None


DEEDS: dict[str, Deed] = {
    "next": _next,
    "correct": _correct,
    "withdraw": _withdraw,
    "break": _break,
    "mend": _mend,
}


# HTTP -----------------------------------------------------------------------------------------------


def _state_handler(publication: Publication) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        check_local(request)
        return web.json_response(state(publication))

    return handler


def _deed_handler(publication: Publication, deed: Deed, *, patience: float) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        check_local(request)
        if patience:
            await _until_read(publication, patience)
        try:
            slug = deed(publication, await _arguments(request))
        except (LookupError, ValueError) as mistake:
            return web.json_response({"ok": False, "error": str(mistake)}, status=400)
        return web.json_response({**state(publication), "slug": slug})

    return handler


async def _until_read(publication: Publication, patience: float) -> None:
    """Return when a feed has been read, or after so many seconds; nobody waits a second time in vain."""
    with suppress(TimeoutError):
        await asyncio.wait_for(publication.was_read.wait(), patience)
    publication.was_read.set()


async def _arguments(request: web.Request) -> Arguments:
    """The body as a JSON object; nothing is an empty one. ValueError otherwise."""
    body = await request.read()
    try:
        arguments = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError) as error:
        raise ValueError("the body must be a JSON object") from error
    if not isinstance(arguments, dict):
        raise ValueError("the body must be a JSON object")
    return arguments


def _word(arguments: Arguments, name: str) -> str | None:
    word = arguments.get(name)
    if word is not None and not isinstance(word, str):
        raise ValueError(f"{name} must be a string")
    return word
