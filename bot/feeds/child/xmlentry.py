"""One entry as feedparser gives it → the entry that the publisher meant; every oddity has its place here."""

import re
from collections.abc import Iterator
from typing import Any

from bot.feeds.child.characters import looks_like_html, plain
from bot.feeds.child.images import picture_link
from bot.feeds.child.links import web_link
from bot.feeds.child.plaintext import as_html, with_breaks
from bot.feeds.child.raw import RawEntry

Node = dict[str, Any]

_HTML = ("text/html", "application/xhtml+xml")
_LIST = re.compile(r"[,;]")


def raw_entry(
    entry: Node,
    url: str,
    *,
    languages: tuple[str, ...],
    feed_language: str | None,
    is_atom: bool,
) -> RawEntry:
    """What the publisher meant by an entry of the feed at `url`."""
    link, link_language = _link(entry, url, languages)
    summary, content = _bodies(entry, is_atom=is_atom)
    base = _base(entry, url) or link or url
    return RawEntry(
        guid=_text(entry, "id") or None,
        link=link,
        title=_title(entry),
        summary=summary,
        content=content,
        base=base,
        language=_language(entry, feed_language) or link_language,
        categories=tuple(_categories(entry)),
        dates=tuple(date for name in ("published", "created", "updated") if (date := _text(entry, name))),
        author=_author(entry),
        images=tuple(_pictures(entry, base)),
    )


def _text(node: Node, name: str) -> str:
    """A plain look-up: feedparser's own answers for other names when one is missing."""
    value = dict.get(node, name)
    return value.strip() if isinstance(value, str) else ""


def _nodes(node: Node, name: str) -> list[Node]:
    value = dict.get(node, name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _link(entry: Node, url: str, languages: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The entry's page and its language.

    Of several alternates feedparser keeps the last; a page in a wanted language goes first, then the
    first HTML one. An id that is no address can stand where the link should.
    """
    pages = [link for link in _nodes(entry, "links") if _is_page(link) and web_link(link.get("href"), url)]
    pages.sort(key=lambda page: _order(page, languages))
    for page in pages:
        several = len(pages) > 1
        return web_link(page.get("href"), url), None if several else page.get("hreflang")
    return web_link(_text(entry, "link")) or web_link(_text(entry, "id")), None


def _is_page(link: Node) -> bool:
    kind = str(link.get("type") or "text/html")
    return link.get("rel", "alternate") == "alternate" and kind in (*_HTML, "text/plain")


def _order(page: Node, languages: tuple[str, ...]) -> int:
    language = str(page.get("hreflang") or "")[:2].lower()
    return languages.index(language) if language in languages else len(languages)


def _title(entry: Node) -> str:
    kind = str((dict.get(entry, "title_detail") or {}).get("type") or "text/plain")
    return plain(_text(entry, "title"), is_html=kind in _HTML)


def _bodies(entry: Node, *, is_atom: bool) -> tuple[str, str]:
    """Summary and content as HTML.

    The content is the longest HTML one that is longer than the summary; a media description can stand
    in its place as plain text. A content alone is copied into the summary by feedparser: taken back.
    """
    summary_node: Node = dict.get(entry, "summary_detail") or {}
    summary = _body(summary_node or {"value": _text(entry, "summary")}, is_atom=is_atom)
    contents = [
        _body(node, is_atom=is_atom) for node in _nodes(entry, "content") if _is_worthy(node, summary)
    ]
    content = max(contents, key=len, default="")
    return ("", content) if content == summary else (summary, content)


def _is_worthy(node: Node, summary: str) -> bool:
    is_html = str(node.get("type") or "text/html") in _HTML
    return is_html or len(str(node.get("value") or "")) >= len(summary)


def _body(node: Node, *, is_atom: bool) -> str:
    value = node.get("value")
    if not isinstance(value, str):
        return ""
    is_plain = str(node.get("type") or "text/html") == "text/plain"
    if is_plain and (is_atom or not looks_like_html(value)):
        return as_html(value)
    return with_breaks(value)


def _base(entry: Node, url: str) -> str | None:
    """The `xml:base` of the content, where the feed sets one."""
    for node in (*_nodes(entry, "content"), dict.get(entry, "summary_detail") or {}):
        base = str(node.get("base") or "")
        if base:
            return web_link(base, url)
    return None


def _language(entry: Node, feed_language: str | None) -> str | None:
    """The entry's own language: feedparser hands the feed's down to every part of it."""
    parts = (
        *_nodes(entry, "content"),
        dict.get(entry, "summary_detail") or {},
        dict.get(entry, "title_detail") or {},
    )
    named = [_text(entry, "language"), *(str(part.get("language") or "") for part in parts)]
    return next((language for language in named if language and language != feed_language), None)


def _categories(entry: Node) -> Iterator[str]:
    """Labels or terms; a list written as one term is split where it has commas enough to be one."""
    for tag in _nodes(entry, "tags"):
        term = str(tag.get("label") or tag.get("term") or "")
        if not tag.get("scheme") and len(_LIST.findall(term)) >= 2:
            yield from _LIST.split(term)
        elif "://" not in term:
            yield term


def _author(entry: Node) -> str:
    names = [str(author.get("name") or "") for author in _nodes(entry, "authors")]
    return ", ".join(dict.fromkeys(name for name in names if name)) or _text(entry, "author")


def _pictures(entry: Node, base: str) -> Iterator[str]:
    """Addresses of pictures, the largest media first, then enclosures, thumbnails and the entry's icon."""
    for link in (*_media(entry), *_enclosures(entry), *_thumbnails(entry)):
        if (found := picture_link(link, base)) is not None:
            yield found


def _media(entry: Node) -> list[str]:
    pictures = [
        media
        for media in _nodes(entry, "media_content")
        if media.get("medium") == "image" or str(media.get("type") or "").startswith("image/")
    ]
    pictures.sort(key=_width, reverse=True)
    return [str(media.get("url") or "") for media in pictures]


def _width(media: Node) -> int:
    width = str(media.get("width") or "")
    return int(width) if re.fullmatch(r"[0-9]{1,6}", width) else 0


def _enclosures(entry: Node) -> list[str]:
    return [
        str(link.get("href") or "")
        for link in _nodes(entry, "links")
        if link.get("rel") == "enclosure" and str(link.get("type") or "").startswith("image/")
    ]


def _thumbnails(entry: Node) -> list[str]:
    icon: Node = dict.get(entry, "image") or {}
    return [
        *(str(media.get("url") or "") for media in _nodes(entry, "media_thumbnail")),
        str(icon.get("href") or ""),
    ]
