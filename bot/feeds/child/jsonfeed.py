"""JSON Feed 1 and 1.1 (jsonfeed.org) read by hand: feedparser knows only a part of it."""

import json
from collections.abc import Iterable, Iterator

from bot.feeds.child import bounds
from bot.feeds.child.characters import plain
from bot.feeds.child.failures import BROKEN_JSON, OTHER_JSON, TOO_MANY, NoFeed
from bot.feeds.child.images import picture_link
from bot.feeds.child.links import web_link
from bot.feeds.child.plaintext import as_html
from bot.feeds.child.raw import RawEntry, RawFeed

Item = dict[str, object]


def read_json_feed(text: str, url: str) -> RawFeed | NoFeed:
    """The feed in a JSON document found at `url`, or why it is none."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return BROKEN_JSON
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or not _is_feed(document, items):
        return OTHER_JSON
    if len(items) > bounds.ITEMS:
        return TOO_MANY
    return RawFeed(
        title=_text(document, "title"),
        language=_text(document, "language") or None,
        ttl=None,
        entries=tuple(_entry(item, url) for item in items if isinstance(item, dict)),
    )


def _is_feed(document: Item, items: list[object]) -> bool:
    if "jsonfeed.org" in _text(document, "version"):
        return True
    bodies = {"content_html", "content_text"}
    return any(isinstance(item, dict) and "id" in item and bodies & item.keys() for item in items)


def _entry(item: Item, url: str) -> RawEntry:
    own_link = web_link(_text(item, "url"), url)
    guid = _text(item, "id")
    base = own_link or url
    return RawEntry(
        guid=guid or None,
        link=own_link or web_link(_text(item, "external_url"), url) or web_link(guid),
        title=plain(_text(item, "title"), is_html=False),
        summary=as_html(_text(item, "summary")),
        content=_text(item, "content_html") or as_html(_text(item, "content_text")),
        base=base,
        language=_text(item, "language") or None,
        categories=tuple(tag for tag in _list(item, "tags") if isinstance(tag, str)),
        dates=tuple(date for name in ("date_published", "date_modified") if (date := _text(item, name))),
        author=_author(item),
        images=tuple(_pictures(item, base)),
    )


def _text(holder: Item, name: str) -> str:
    """A text; a number where a text should stand (ids often do) is written out."""
    value = holder.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _list(holder: Item, name: str) -> list[object]:
    value = holder.get(name)
    return value if isinstance(value, list) else []


def _author(item: Item) -> str:
    people = [*_list(item, "authors"), item.get("author")]
    return ", ".join(
        name for person in people if isinstance(person, dict) and (name := _text(person, "name"))
    )


def _pictures(item: Item, base: str) -> Iterator[str]:
    for link in _picture_links(item):
        if (found := picture_link(link, base)) is not None:
            yield found


def _picture_links(item: Item) -> Iterable[str]:
    yield _text(item, "image")
    yield _text(item, "banner_image")
    for attachment in _list(item, "attachments"):
        if isinstance(attachment, dict) and _text(attachment, "mime_type").startswith("image/"):
            yield _text(attachment, "url")
