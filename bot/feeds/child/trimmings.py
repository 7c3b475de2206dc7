"""What stands in an article's text and is none of it: signature, disclaimer, names of picture files, footers.

They are recognised line by line; where a feed has flattened the lines, at the end of the text.
"""

import re
from dataclasses import dataclass

from bot.feeds.child import bounds, images
from bot.feeds.child.characters import one_line
from bot.feeds.child.richtext import lines, without
from bot.model import RichText

_HANDLE = r"@[\w-]{1,60}(?:\.[\w-]{1,60}){1,4}"
_SIGNATURE = re.compile(rf"(?:[^\n@*]{{1,60}}\s)?{_HANDLE}\s*\*{{0,2}}\Z")
_NOTICE = re.compile(
    r"not an? (?:journalistic|news) article|non è un articolo giornalistico|analytical brief|brief analitico"
    r"|n[’']est pas un article journalistique|kein journalistischer artikel|no es un artículo periodístico",
    re.IGNORECASE,
)
_FLAT_END = re.compile(
    rf"(?:(?<=[.!?…»”\"])\s+|\A)(?P<signature>(?:[^\W\d_]{{1,30}}\s){{1,4}}{_HANDLE}\s?\*{{0,2}})"
    r"(?:\s+(?P<disclaimer>\*[^\n]{20,1000}))?\s*\Z"
)
_FLAT_PICTURE = re.compile(
    r"(?<=\s)[^\s/\\:*?\"<>|]{1,150}\.(?:webp|jpe?g|png|gif|avif)(?=\s+[\[(]?(?:EU|UE)\s?[/⁄∕／|\\-])",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:The post|L[’']articolo|L[’']article|Der Beitrag|La entrada|El artículo)\s.{1,400}\s"
    r"(?:appeared first on|first appeared on|proviene da|est apparu en premier sur|erschien zuerst auf"
    r"|se publicó primero en|apareció primero en)\s(?=[^\W_a-zà-ÿ]).{1,80}\Z"
)
_TAIL = 2_000


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The text alone, and what was taken out of it; `pictures` are bare file names."""

    rich: RichText
    signature: str | None = None
    disclaimer: str | None = None
    pictures: tuple[str, ...] = ()


def trim(rich: RichText) -> Trimmed:
    """An article's text without its trimmings."""
    signature: list[str] = []
    disclaimer: list[str] = []
    pictures: list[str] = []
    holes: list[tuple[int, int]] = []
    for start, end in lines(rich.text):
        line = one_line(rich.text[start:end])
        place = _place(line, after_signature=bool(signature), after_disclaimer=bool(disclaimer))
        if place is None:
            continue
        holes.append((start, end))
        {"signature": signature, "disclaimer": disclaimer, "picture": pictures, "footer": []}[place].append(
            line
        )
    left = without(rich, holes) if holes else rich
    return _trim_flat(left, signature=signature, disclaimer=disclaimer, pictures=pictures)


def _place(line: str, *, after_signature: bool, after_disclaimer: bool) -> str | None:
    """Which trimming a line is; a starred line is a disclaimer where a signature's star calls for it."""
    if images.NAME.match(line):
        return "picture"
    if len(line) <= 140 and _SIGNATURE.match(line):
        return "signature"
    starred = line.startswith("*") and (after_signature or _NOTICE.search(line) is not None)
    if starred or ((after_signature or after_disclaimer) and _NOTICE.search(line)):
        return "disclaimer"
    return "footer" if _FOOTER.match(line) else None


def _trim_flat(
    rich: RichText, *, signature: list[str], disclaimer: list[str], pictures: list[str]
) -> Trimmed:
    """The same in a text whose lines were flattened into one."""
    holes = []
    for picture in _FLAT_PICTURE.finditer(rich.text):
        pictures.append(picture.group())
        holes.append(picture.span())
    end = _FLAT_END.search(rich.text, max(0, len(rich.text) - _TAIL))
    if end is not None:
        signature.append(end["signature"])
        disclaimer.extend([end["disclaimer"]] if end["disclaimer"] else [])
        holes.append((end.start(), len(rich.text)))
    left = without(rich, holes) if holes else rich
    return Trimmed(left, _note(signature), _note(disclaimer), tuple(dict.fromkeys(pictures)))


def _note(found: list[str]) -> str | None:
    """The different lines as one, without the stars that tie them together."""
    parts = dict.fromkeys(one_line(line).strip("* ") for line in found)
    text = bounds.cut(" ".join(part for part in parts if part), bounds.NOTE)
    return text or None
