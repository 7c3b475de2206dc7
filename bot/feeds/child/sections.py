"""Sections: the parts of an article in one language each, by the marks that open them (`EU/ITA - …`).

Three shapes are marks: `EU/ITA` (three letters, any case, the dash may be missing before a capital),
`EU/IT -` (two letters: with a dash or a colon only) and `EU - ITA -` (capitals and a second dash only).
A mark opens a line, or follows the end of a sentence or the name of a picture where the publisher's feed
has flattened the lines; there it needs its dash.
"""

import re
from dataclasses import dataclass

from bot.feeds.child.richtext import joined, piece
from bot.model import Language, RichText

CODES = {
    **dict.fromkeys(("ENG", "EN", "ING"), "en"),
    **dict.fromkeys(("ITA", "IT"), "it"),
    **dict.fromkeys(("FRA", "FRE", "FR"), "fr"),
    **dict.fromkeys(("DEU", "GER", "DE"), "de"),
    **dict.fromkeys(("ESP", "SPA", "ES"), "es"),
    **dict.fromkeys(("UKR", "UA"), "uk"),
    "POR": "pt",
    "POL": "pl",
    "RON": "ro",
    "ELL": "el",
}
"""What publishers write for a language; `UK` is the kingdom."""

_THREE = "|".join(code for code in CODES if len(code) == 3)
_TWO = "|".join(code for code in CODES if len(code) == 2)
_SPACE = "[ \\t\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
_SLASH = r"[/⁄∕／|\\]"
_DASH = r"[-‐‑‒–—―−﹘﹣－]"
_MARKUP = r"[*_•·▪●►▶■◆>#]"
_MARK = re.compile(
    rf"""
    (?: ^{_SPACE}*(?:(?:{_MARKUP}|{_DASH}){_SPACE}*)*             # opens a line, after bullets and the like
      | (?P<flat> (?<=[.!?…»”"’'\])*]){_SPACE}*                   # or ends a sentence
        | (?<=\.webp|\.jpeg|\.avif){_SPACE}+ | (?<=\.jpg|\.png|\.gif){_SPACE}+ )
    )
    (?P<bracket>[\[({{«]{_SPACE}*)?
    (?:EU|UE)
    (?: {_SPACE}*{_SLASH}{_SPACE}*
        (?: (?P<three>{_THREE}) | (?P<two>{_TWO}) )
      | {_SPACE}*{_DASH}{_SPACE}*(?P<dashed>{_THREE})
    )
    (?![^\W_]) {_SPACE}*
    (?P<closed>[\])}}»]{_SPACE}*)?
    (?:[*_]{{1,2}}{_SPACE}*)?
    (?P<separator>(?:{_DASH}{{1,3}}|[:：]){_SPACE}*)?
    (?:[*_]{{1,2}}(?={_SPACE}){_SPACE}*)?
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_FIRST = re.compile(r"[«“\"‘'„¿¡(\[]*\s*(?P<letter>[^\W_]|[«“\"„¿¡]|\Z)")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article in the language that its mark names."""

    language: Language
    text: RichText


@dataclass(frozen=True, slots=True)
class Split:
    """An article in sections, in the order of the page; `preamble` stands before the first mark."""

    preamble: RichText
    sections: tuple[Section, ...]


def split(rich: RichText) -> Split:
    """The sections of an article; two of one language become one; what has no mark is all preamble."""
    marks = [mark for mark in _MARK.finditer(rich.text) if _is_mark(mark, rich.text)]
    if not marks:
        return Split(rich, ())
    ends = [mark.start() for mark in marks[1:]] + [len(rich.text)]
    found: dict[Language, list[RichText]] = {}
    for mark, end in zip(marks, ends, strict=True):
        text = piece(rich, mark.end(), end)
        if text:
            found.setdefault(_language(mark), []).append(text)
    sections = tuple(Section(language, joined(texts)) for language, texts in found.items())
    return Split(piece(rich, 0, marks[0].start()), sections)


def languages_marked(text: str) -> set[Language]:
    """The languages that marks in a text name."""
    return {_language(mark) for mark in _MARK.finditer(text) if _is_mark(mark, text)}


def _language(mark: re.Match[str]) -> Language:
    code = mark["three"] or mark["two"] or mark["dashed"]
    return Language(CODES[code.upper()])


def _is_mark(mark: re.Match[str], text: str) -> bool:
    if bool(mark["bracket"]) != bool(mark["closed"]) and not mark["separator"]:
        return False
    if mark["dashed"]:
        return mark["separator"] is not None and mark["dashed"].isupper() and _is_spaced(mark, text)
    if mark["separator"] is not None:
        return _is_spaced(mark, text)
    if mark["flat"] is not None:
        return False
    return mark["three"] is not None and _opens_text(text, mark.end())


def _is_spaced(mark: re.Match[str], text: str) -> bool:
    """Whether the dash separates: `EU/IT-enabled` and `EU/ITA-linked` are words, `EU/ITA-I leader` is not."""
    separator = mark["separator"]
    at = mark.start("separator")
    if (
        separator != separator.rstrip()
        or text[at - 1].isspace()
        or text[mark.end() : mark.end() + 1] in ("", "\n")
    ):
        return True
    return mark["two"] is None and _opens_text(text, mark.end())


def _opens_text(text: str, at: int) -> bool:
    """Whether a sentence begins here, or on the next line: a capital, a figure or a quotation mark."""
    if text[at : at + 1] in ("", "\n"):
        return True
    first = _FIRST.match(text, at)
    return first is not None and not first["letter"].islower()
