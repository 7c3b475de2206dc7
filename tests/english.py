"""English: finds the sentences in a chat that nobody translated."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

from babel.messages.pofile import read_po

from bot.model import Language

LOCALES = Path(__file__).parents[1] / "locales"
_FUNCTION_WORDS = re.compile(r"\b(?:the|of|and|is|are|was|were|this|that|with|you|your|have|been|not)\b")
"""Words that no Italian or French sentence has."""
_HOLE = re.compile(r"\{\w+\}")
_TAG = re.compile(r"<[^<>]+>")
_SHORT = 12


@cache
def english_in(text: str, language: Language) -> tuple[str, ...]:
    """What stands there in English although it could be said in this language, or looks so."""
    found = [sentence for sentence, parts in _sentences(language) if _is_in(text, parts)]
    words = _FUNCTION_WORDS.findall(text)
    return (*found, *(words if len(words) > 1 else ()))


def _is_in(text: str, parts: tuple[str, ...]) -> bool:
    """Whether a sentence of these parts stands there, whatever its holes are filled with."""
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


@cache
def _sentences(language: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those that read otherwise in this language, in parts; the short ones may be part of any sentence."""
    with (LOCALES / language / "LC_MESSAGES" / "strillone.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    differing = {each for message in messages for each in _differing(message.id, message.string)}
    split = ((each, tuple(filter(None, _HOLE.split(each)))) for each in sorted(differing))
    return tuple((each, parts) for each, parts in split if max(map(len, parts), default=0) >= _SHORT)


def _differing(ids: object, strings: object) -> Iterator[str]:
    """The English forms of a message that are not its forms here."""
    english = ids if isinstance(ids, list | tuple) else (ids,)
    here = strings if isinstance(strings, list | tuple) else (strings,)
    return (_visible(str(each)) for each in english if each not in here)


def _visible(sentence: str) -> str:
    return unescape(_TAG.sub("", sentence)).strip()
