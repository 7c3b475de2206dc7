"""Detection: mentions, commands, hashtags, cashtags, links and addresses that Telegram finds in plain text.

Follows the expressions that TDLib's MessageEntity.cpp states for each; of links, those it finds in ordinary
prose: a host with a known ending, or any host after http://, https:// or ftp://.
"""

import re
from collections.abc import Iterator

from .characters import utf16_length
from .domains import is_host
from .entities import Entity, Kind

_TRIGGER = re.compile(r"[@#$/.]")
_HASHTAG_LETTER = r"[\w\u200c\u00b7\u0d80-\u0dff]"
_MENTION = re.compile(r"(?<!\w)@([A-Za-z0-9_]{2,32})(?![\w])")
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")
_HASHTAG = re.compile(
    rf"(?<!{_HASHTAG_LETTER})#({_HASHTAG_LETTER}{{1,256}})(?:@[A-Za-z0-9_]{{3,32}})?(?!{_HASHTAG_LETTER}|#)"
)
_CASHTAG = re.compile(
    rf"(?<![$\w])\$(?:1INCH|[A-Z]{{1,8}})(?:@[A-Za-z0-9_]{{3,32}})?(?![$]|{_HASHTAG_LETTER})"
)
_EMAIL = re.compile(
    r"(?<![\w.+@/#-])(?:[A-Za-z0-9_-]{0,26}[.+]){0,10}[A-Za-z0-9_-]{1,35}"
    r"@(?:(?:[A-Za-z0-9][A-Za-z0-9_-]{0,28})?[A-Za-z0-9]\.){1,6}[A-Za-z]{2,8}(?![\w@-])"
)
_URL = re.compile(
    r"(?<![\w@/#.-])(?P<scheme>(?:https?|ftp)://(?:[^\s/\[\]{}()'`<>\"@«»]+@)?)?"
    r"(?P<host>[\w~-]+(?:\.[\w~-]+)+)(?P<port>:\d{1,5}(?!\d))?(?P<path>[/?#][^\s<>\"«»\u2000-\u200b\u2016-\u206f]*)?",
    re.IGNORECASE,
)
_TG_URL = re.compile(
    r"(?<![\w])(?:tg|ton|tonsite)://[A-Za-z0-9_-]{1,253}(?:[/?#][^\s<>\"«»]*)?", re.IGNORECASE
)
_SHORT_NAMES = {"gif", "nft", "pic", "ufc", "vid"}
_BAD_ENDS = ".:;,('?!`"


def found_in(text: str) -> list[Entity]:
    """Entities that the text itself makes, in order, none overlapping another."""
    if not _TRIGGER.search(text):
        return []
    kept: list[tuple[Kind, int, int]] = []
    for kind, start, end in sorted(_candidates(text), key=lambda one: (one[1], -one[2])):
        if not kept or start >= kept[-1][2]:
            kept.append((kind, start, end))
    return _in_utf16(text, kept)


def _in_utf16(text: str, found: list[tuple[Kind, int, int]]) -> list[Entity]:
    if text.isascii():
        return [Entity(kind, start, end - start) for kind, start, end in found]
    entities, units, seen = [], 0, 0
    for kind, start, end in found:
        units += utf16_length(text[seen:start])
        length = utf16_length(text[start:end])
        entities.append(Entity(kind, units, length))
        units, seen = units + length, end
    return entities


def _candidates(text: str) -> Iterator[tuple[Kind, int, int]]:
    if "@" in text:
        yield from _mentions(text)
        yield from _all(Kind.EMAIL, _EMAIL, text)
    if "/" in text:
        yield from _all(Kind.BOT_COMMAND, _COMMAND, text)
        yield from _links(_TG_URL, text)
    if "#" in text:
        yield from _hashtags(text)
    if "$" in text:
        yield from _all(Kind.CASHTAG, _CASHTAG, text)
    if "." in text:
        yield from _links(_URL, text)


def _all(kind: Kind, pattern: re.Pattern[str], text: str) -> Iterator[tuple[Kind, int, int]]:
    for match in pattern.finditer(text):
        yield kind, match.start(), match.end()


def _mentions(text: str) -> Iterator[tuple[Kind, int, int]]:
    for match in _MENTION.finditer(text):
        if len(match[1]) >= 4 or match[1].lower() in _SHORT_NAMES:
            yield Kind.MENTION, match.start(), match.end()


def _hashtags(text: str) -> Iterator[tuple[Kind, int, int]]:
    for match in _HASHTAG.finditer(text):
        if any(letter.isalpha() for letter in match[1]):
            yield Kind.HASHTAG, match.start(), match.end()


def _links(pattern: re.Pattern[str], text: str) -> Iterator[tuple[Kind, int, int]]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        if "host" not in groups or is_host(groups["host"], after_scheme=bool(groups["scheme"])):
            yield Kind.URL, match.start(), _end_of_link(text, match.start(), match.end())


def _end_of_link(text: str, start: int, end: int) -> int:
    """Closing brackets that were never opened, and punctuation of the sentence, are not the link's."""
    for opening, closing in ("()", "[]", "{}"):
        end = _balanced_end(text, start, end, opening, closing)
    while text[end - 1] in _BAD_ENDS:
        end -= 1
    return end


def _balanced_end(text: str, start: int, end: int, opening: str, closing: str) -> int:
    depth = 0
    for at in range(start, end):
        depth += (text[at] == opening) - (text[at] == closing)
        if depth < 0:
            return at
    return end
