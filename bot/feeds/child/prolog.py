"""What kind of document a text is, read from its first characters; and the declarations that are refused.

No real feed of some 280 has a DOCTYPE with a subset or an ENTITY, and a kilobyte of them makes a title of
three million characters: expat's own limit lets go below 8 MiB.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_FEEDS = {"rss", "feed", "rdf", "channel", "entry"}
_JUNK = 2_000


class Kind(StrEnum):
    FEED = "feed"
    JSON = "json"
    PAGE = "page"
    OTHER = "other"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Prolog:
    """`root` is the first element's name; `forbidden` tells of declarations that make a document unsafe."""

    kind: Kind
    root: str = ""
    forbidden: bool = False


def read_prolog(text: str) -> Prolog:
    """The kind of a document by its first element, past comments, instructions and a little junk."""
    start = text[:_JUNK].lstrip("\ufeff \t\r\n")
    if not start:
        return Prolog(Kind.EMPTY)
    if start[0] in "{[":
        return Prolog(Kind.JSON)
    return _read_markup(text)


def _read_markup(text: str) -> Prolog:
    forbidden = False
    declared = text.find("<?xml", 0, _JUNK)
    at = declared if declared >= 0 else text.find("<")
    while at >= 0:
        if (root := _ROOT.match(text, at)) is not None:
            return Prolog(_kind(root.group(2).lower()), root.group(2)[:60], forbidden)
        end, subset = _skip(text, at)
        forbidden = forbidden or subset
        at = text.find("<", end)
    return Prolog(Kind.OTHER, "", forbidden)


def _skip(text: str, at: int) -> tuple[int, bool]:
    """The end of what begins at `at` and is no element, and whether it is a forbidden declaration."""
    if text.startswith("<!--", at):
        return _after(text, "-->", at + 4), False
    if text.startswith("<?", at):
        return _after(text, "?>", at + 2), False
    end = _after(text, ">", at + 1)
    declaration = text[at:end].upper()
    has_subset = declaration.startswith("<!DOCTYPE") and "[" in declaration
    return end, has_subset or declaration.startswith(("<!ENTITY", "<!ELEMENT", "<!ATTLIST"))


def _after(text: str, sign: str, at: int) -> int:
    found = text.find(sign, at)
    return len(text) if found < 0 else found + len(sign)


def _kind(root: str) -> Kind:
    if root in _FEEDS:
        return Kind.FEED
    if root in ("html", "head", "body", "meta", "title", "link", "div", "script"):
        return Kind.PAGE
    return Kind.OTHER


def fit_for_xml(text: str) -> str:
    """The text without characters that XML forbids, the declaration, and whatever stands before it.

    The declaration goes because the text is UTF-8 by now, and because expat refuses version 1.1.
    """
    text = _NOT_XML.sub("", text)
    declared = text.find("<?xml", 0, _JUNK)
    if declared >= 0:
        text = text[declared:]
    return _DECLARATION.sub("", text, count=1).lstrip("\ufeff \t\r\n")
