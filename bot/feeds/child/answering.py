"""The short-lived process that reads a publisher's bytes: `python -m bot.feeds.child`.

    stdin   one line of JSON (what to do, see below), then the bytes as they came
    stdout  one JSON document (bot.feeds.wire), whatever the bytes were
    status  0; anything else, or a signal, means that the bytes cost more than they may

    {"op": "feed",    "url", "content_type", "publication", "now"}
    {"op": "article", "url", "content_type", "publication", "now", "entry"}

A parser that hostile bytes can hold for minutes, or make eat all memory, is held in a process that the
kernel ends: 10 seconds of CPU, 768 MB of memory, 64 files, no core file. It inherits nothing it needs.
"""

import json
import logging
import resource
import sys
from datetime import datetime
from typing import Any

from bot.errors import Unparsable
from bot.feeds import fields, wire
from bot.feeds.child import bounds
from bot.feeds.publication import Publication
from bot.model import Entry

Json = dict[str, Any]

_TOO_MUCH = "It needs more memory to be read than it may take."


def main() -> int:
    """Set the limits, answer one question, and end."""
    limit()
    logging.disable()  # what there is to say stands in the answer
    header, _, body = sys.stdin.buffer.read().partition(b"\n")
    document = json.dumps(answer(header, body), ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(document.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0


def limit() -> None:
    """Give up, for good, what reading a feed does not need."""
    for what, most in (
        (resource.RLIMIT_AS, bounds.MEMORY_BYTES),
        (resource.RLIMIT_CPU, bounds.CPU_SECONDS),
        (resource.RLIMIT_NOFILE, bounds.FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def answer(header: bytes, body: bytes) -> Json:
    """The answer to one question; a question that cannot be understood is answered with an error."""
    try:
        return _answered(_question(header), body)
    except Unparsable as error:
        return {"error": str(error), "links": []}
    except MemoryError:
        return {"error": _TOO_MUCH, "links": []}


def _question(header: bytes) -> dict[str, object]:
    try:
        return fields.mapping(json.loads(header))
    except (ValueError, RecursionError) as error:
        raise Unparsable("the question is not JSON") from error


def _answered(question: dict[str, object], body: bytes) -> Json:
    url = fields.text(question, "url")
    content_type = fields.optional_text(question, "content_type") or ""
    publication = wire.publication_from_json(question.get("publication"))
    now = fields.moment(fields.text(question, "now"), "now")
    match fields.text(question, "op"):
        case "feed":
            return _feed(body, url, content_type, publication, now)
        case "article":
            entry = wire.entry_from_json(question.get("entry"))
            return _article(body, url, content_type, publication, now, entry)
        case other:
            raise Unparsable(f"there is no operation {other!r}")


def _feed(body: bytes, url: str, content_type: str, publication: Publication, now: datetime) -> Json:
    from bot.feeds.child.failures import NoFeed
    from bot.feeds.child.feed import read_feed

    found = read_feed(body, url=url, content_type=content_type, publication=publication, now=now)
    if isinstance(found, NoFeed):
        return {"error": found.reason, "links": list(found.links)}
    if isinstance(found, wire.Announced):
        return {"links": list(found.links)}
    return {"feed": wire.feed_to_json(found)}


def _article(
    body: bytes, url: str, content_type: str, publication: Publication, now: datetime, entry: Entry
) -> Json:
    from bot.feeds.child.article import read_article

    article = read_article(body, entry, url=url, content_type=content_type, publication=publication, now=now)
    return {"article": wire.article_to_json(article)}
