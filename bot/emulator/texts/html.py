"""HTML: parse mode "HTML", with the rules and the error texts of TDLib (MessageEntity.cpp, parse_html).

Seventeen tags and no others; byte offsets in errors count UTF-8 bytes of the input. What the parser returns
is raw: spaces are trimmed and nesting is put right later, when the message is sent.
"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ..refusals import Refused
from .characters import is_encodable, utf8_length, utf16_length, utf16_slice
from .entities import Entity, Kind, ordered
from .links import BadLink, checked, user_of
from .references import reference_at, unescaped

_STYLES = {
    "b": Kind.BOLD,
    "strong": Kind.BOLD,
    "i": Kind.ITALIC,
    "em": Kind.ITALIC,
    "u": Kind.UNDERLINE,
    "ins": Kind.UNDERLINE,
    "s": Kind.STRIKETHROUGH,
    "strike": Kind.STRIKETHROUGH,
    "del": Kind.STRIKETHROUGH,
    "tg-spoiler": Kind.SPOILER,
    "span": Kind.SPOILER,
}
_TAGS = {*_STYLES, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
# NUL counts as a space: it is also how the end of the input looks.
_SPACE = " \t\r\n\0\v"
_NAME_END = re.compile(r"[ \t\r\n\0\v>]")
_ATTRIBUTE_END = re.compile(r"[ \t\r\n\0\v=>/\"']")
_SPACES = re.compile(r"[ \t\r\n\v]*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPECIAL = re.compile(r"[<&]")


def unparsable(text: str) -> Refused:
    """The refusal of a text that is not in the parse mode it claims."""
    return Refused(f"Can't parse entities: {text}")


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end: where its text began, and its attributes."""

    name: str
    offset: int
    attributes: dict[str, str] = field(default_factory=dict)


@lru_cache(128)  # what goes out to many readers is read once
def parse_html(text: str) -> tuple[str, tuple[Entity, ...]]:
    """The text without its tags, and the entities they stand for; Refused names the place of a mistake."""
    if not _SPECIAL.search(text):
        return text, ()
    return _Parser(text).parse()


class _Parser:
    """One pass over one text. The input ends in a NUL so that every scan stops there."""

    def __init__(self, text: str) -> None:
        self.input = text + "\0"
        self.size = len(text)
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def parse(self) -> tuple[str, tuple[Entity, ...]]:
        at = 0
        while at < self.size:
            at = self._step(at)
        if self.open:
            raise unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        result = "".join(self.pieces)
        if not is_encodable(result):
            raise unparsable(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        # A class that found no surrounding <pre> means nothing.
        marks = (replace(one, value="") if one.kind == Kind.CODE else one for one in self.entities)
        return result, tuple(ordered(marks))

    def _step(self, at: int) -> int:
        """Consume the tag, reference or run of text at `at`; where the next one begins."""
        if self.input[at] == "<":
            return self._end_tag(at) if self.input[at + 1] == "/" else self._start_tag(at)
        if self.input[at] == "&":
            letter, after = reference_at(self.input, at)
            self._add(letter or "&")
            return after if letter else at + 1
        match = _SPECIAL.search(self.input, at)
        end = match.start() if match else self.size
        self._add(self.input[at:end])
        return end

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += utf16_length(text)

    def _bytes(self, at: int) -> int:
        return utf8_length(self.input[:at])

    def _skip_spaces(self, at: int) -> int:
        match = _SPACES.match(self.input, at)
        return self._clear(match.end() if match else at)

    def _clear(self, at: int) -> int:
        return min(at, self.size)

    def _find(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.search(self.input, at)
        return match.start() if match else self.size

    def _start_tag(self, begin: int) -> int:
        at = self._find(_NAME_END, begin + 1)
        if self.input[at] == "\0":
            raise unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        name = _lower(self.input[begin + 1 : at])
        if name not in _TAGS:
            raise unparsable(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        tag = _Open(name, self.length)
        while self.input[at] != ">":
            at = self._attribute(tag, begin, at)
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self.open.append(tag)
        return at + 1

    def _attribute(self, tag: _Open, begin: int, at: int) -> int:
        at = self._skip_spaces(at)
        if self.input[at] == ">":
            return at
        end = self._find(_ATTRIBUTE_END, at)
        if end == at:
            raise unparsable(
                f'Empty attribute name in the tag "{tag.name}" at byte offset {self._bytes(begin)}'
            )
        name = self.input[at:end]
        at = self._skip_spaces(end)
        if self.input[at] == "\0":
            raise self._unclosed(tag, begin)
        if self.input[at] != "=":
            self._keep(tag, name, "")
            return at
        at = self._skip_spaces(at + 1)
        if self.input[at] == "\0":
            raise self._unclosed(tag, begin)
        value, at = self._value(at)
        if self.input[at] == "\0":
            raise unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        self._keep(tag, name, value)
        return at

    def _unclosed(self, tag: _Open, begin: int) -> Refused:
        return unparsable(f'Unclosed start tag "{tag.name}" at byte offset {self._bytes(begin)}')

    def _value(self, at: int) -> tuple[str, int]:
        """The attribute value at `at`, quoted or a bare token, and where it ends."""
        quote = self.input[at]
        if quote in "\"'":
            end = self._find(re.compile(f"[{quote}\0]"), at + 1)
            value = unescaped(self.input[at + 1 : end])
            return value, end + 1 if self.input[end] == quote else end
        match = _TOKEN.match(self.input, at)
        end = match.end() if match else at
        if self.input[end] not in _SPACE and self.input[end] != ">":
            raise unparsable(f"Unexpected end of name token at byte offset {self._bytes(at)}")
        return _lower(self.input[at:end]), end

    def _keep(self, tag: _Open, name: str, value: str) -> None:
        """Remember an attribute; a class that says nothing to Telegram does not replace one that does."""
        prefix = {"code": "language-", "span": "tg-"}.get(tag.name)
        if name != "class" or (prefix is not None and value.startswith(prefix)):
            tag.attributes[name] = value

    def _end_tag(self, begin: int) -> int:
        if not self.open:
            raise unparsable(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        at = self._find(_NAME_END, begin + 2)
        found = _lower(self.input[begin + 2 : at])
        at = self._skip_spaces(at)
        if self.input[at] != ">":
            raise unparsable(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        tag = self.open.pop()
        if found and found != tag.name:
            raise unparsable(
                f"Unmatched end tag at byte offset {self._bytes(begin)}, "
                f'expected "</{tag.name}>", found "</{found}>"'
            )
        if self.length > tag.offset:
            self._mark(tag)
        return at + 1

    def _mark(self, tag: _Open) -> None:
        """Turn a closed tag into its entity, if it stands for one."""
        length = self.length - tag.offset
        if tag.name in _STYLES:
            self.entities.append(Entity(_STYLES[tag.name], tag.offset, length))
        elif tag.name in ("pre", "code"):
            self._mark_code(tag, length)
        elif tag.name == "blockquote":
            kind = Kind.EXPANDABLE_BLOCKQUOTE if "expandable" in tag.attributes else Kind.BLOCKQUOTE
            self.entities.append(Entity(kind, tag.offset, length))
        else:
            self.entities.extend(_special(tag, length, self._text_of(tag)))

    def _text_of(self, tag: _Open) -> str:
        return (
            utf16_slice("".join(self.pieces), tag.offset, self.length - tag.offset) if tag.name == "a" else ""
        )

    def _mark_code(self, tag: _Open, length: int) -> None:
        """<pre> and <code> around the same text are one entity with a language, either way round."""
        language = tag.attributes.get("class", "").removeprefix("language-")
        inner = self.entities[-1] if self.entities else None
        same = inner is not None and (inner.offset, inner.length) == (tag.offset, length)
        kind = Kind.PRE if tag.name == "pre" else Kind.CODE
        if inner and same and kind == Kind.PRE and inner.kind == Kind.CODE and inner.value:
            self.entities[-1] = replace(inner, kind=Kind.PRE)
        elif inner and same and kind == Kind.CODE and inner.kind == Kind.PRE and language:
            self.entities[-1] = replace(inner, value=language)
        else:
            self.entities.append(Entity(kind, tag.offset, length, language))


def _special(tag: _Open, length: int, text: str) -> list[Entity]:
    if tag.name == "tg-emoji":
        return [_emoji(tag, length)]
    if tag.name == "tg-time":
        return _time(tag, length)
    return _link(tag, length, text)


def _emoji(tag: _Open, length: int) -> Entity:
    number = tag.attributes.get("emoji-id", "")
    if not re.fullmatch(r"-?[0-9]{1,18}", number) or int(number) == 0:
        raise unparsable("Invalid custom emoji identifier specified")
    return Entity(Kind.CUSTOM_EMOJI, tag.offset, length, number)


def _time(tag: _Open, length: int) -> list[Entity]:
    shape = tag.attributes.get("format", "")
    if shape not in ("r", "R") and not re.fullmatch(r"[tTdDwW]*", shape):
        raise unparsable("Invalid date format used")
    match = re.match(r"[0-9]{1,10}", tag.attributes.get("unix", ""))
    moment = int(match[0]) if match else 0
    return [Entity(Kind.DATE_TIME, tag.offset, length, moment, shape)] if moment > 0 else []


def _link(tag: _Open, length: int, text: str) -> list[Entity]:
    address = tag.attributes.get("href") or text
    user_id = user_of(address)
    if user_id is not None:
        return [Entity(Kind.TEXT_MENTION, tag.offset, length, user_id)]
    try:
        return [Entity(Kind.TEXT_LINK, tag.offset, length, checked(address))]
    except BadLink:
        return []


def _lower(name: str) -> str:
    """ASCII letters lowered, everything else as it is."""
    return name.lower() if name.isascii() else re.sub(r"[A-Z]+", lambda match: match[0].lower(), name)
