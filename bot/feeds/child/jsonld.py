"""What a page says of its article in JSON-LD (schema.org), where it says it simply."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

_ARTICLES = ("Article", "BlogPosting", "Report", "WebPage")
_LONGEST = 200_000
_MOST_NODES = 2_000


@dataclass(frozen=True, slots=True)
class Schema:
    """Texts as they stand there; empty where they do not."""

    headline: str = ""
    description: str = ""
    published: str = ""
    author: str = ""
    image: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()


def read_schema(scripts: list[str]) -> Schema:
    """The first article among the page's JSON-LD blocks; news articles before mere pages."""
    nodes = [node for script in scripts for node in _nodes(script)]
    for kind in _ARTICLES:
        for node in nodes:
            if any(name.endswith(kind) for name in _texts(node.get("@type"))):
                return _schema(node)
    return Schema()


def _nodes(script: str) -> Iterator[dict[str, object]]:
    """The objects of a block: itself, its list, its graph."""
    try:
        document = json.loads(script) if len(script) <= _LONGEST else None
    except (ValueError, RecursionError):
        return
    waiting: list[object] = [document]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node[:_MOST_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("@graph"))
            waiting.append(node.get("mainEntity"))


def _schema(node: dict[str, object]) -> Schema:
    return Schema(
        headline=_first(node.get("headline")) or _first(node.get("name")),
        description=_first(node.get("description")),
        published=_first(node.get("datePublished")),
        author=", ".join(_texts(node.get("author"), "name")),
        image=_first(node.get("image"), "url"),
        language=_first(node.get("inLanguage")),
        keywords=tuple(word for text in _texts(node.get("keywords")) for word in text.split(",")),
    )


def _first(value: object, name: str = "name") -> str:
    return next(iter(_texts(value, name)), "")


def _texts(value: object, name: str = "name") -> list[str]:
    """The texts of a value that may be a text, an object with a name, or a list of either."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, dict):
        return _texts(value.get(name)) if isinstance(value.get(name), str) else []
    if isinstance(value, list):
        return [text for item in value[:50] if not isinstance(item, list) for text in _texts(item, name)]
    return []
