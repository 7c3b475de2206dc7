"""From HTML to rich text: a walk over the tree that writes text and styles, and lays images aside.

    HTML → weighed (bounds) → tree (lexbor) → walk → Writer → RichText, images

The walk keeps its own stack, so no nesting is too deep for it. What it cannot say in a message (tables,
nested quotations, headings) becomes what a message can say; nothing that a reader of the page sees as
text is lost.
"""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.feeds.child import bounds
from bot.feeds.child.images import Image, image_of
from bot.feeds.child.links import text_link
from bot.feeds.child.markup import BLOCKS, DROPPED, IMAGES, LINES, PARAGRAPHS, STYLES
from bot.feeds.child.plaintext import bare_text
from bot.feeds.child.writer import Gap, Writer
from bot.model import RichText, Style

_OPENING_TAG = re.compile(r"<[a-zA-Z]")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_ATTRIBUTE = re.compile(r"[\s/]+[^\s/]")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CODE = (Style.CODE, Style.PRE)


@dataclass(frozen=True, slots=True)
class Walked:
    """What stands in a piece of HTML: its text, and its pictures in their order."""

    rich: RichText
    images: tuple[Image, ...] = ()


def read_html(html: str, base: str = "", *, tags: int = bounds.ENTRY_TAGS) -> Walked:
    """The rich text of HTML whose relative links start at `base`; plain text where it is too heavy.

    Heavy is more than `tags` tags, or a tag with more than a thousand attributes: the parser needs
    time in the square of the depth of unclosed tags and of the attributes of one tag.
    """
    if too_heavy(html, tags=tags):
        return Walked(RichText(bare_text(html)))
    return walk(LexborHTMLParser(html).root, base)


def too_heavy(html: str, *, tags: int) -> bool:
    """Whether parsing the HTML could cost more than it is worth."""
    if len(html) > bounds.ENTRY_HTML and tags <= bounds.ENTRY_TAGS:
        return True
    if sum(1 for _ in _OPENING_TAG.finditer(html)) > tags:
        return True
    return any(
        sum(1 for _ in _ATTRIBUTE.finditer(tag.group())) > bounds.ATTRIBUTES
        for tag in _LONG_TAG.finditer(html)
    )


def walk(root: LexborNode | None, base: str = "") -> Walked:
    """The rich text under a node of a parsed page."""
    walker = _Walker(base)
    steps: list[tuple[LexborNode, _Entered | None]] = [] if root is None else [(root, None)]
    while steps:
        node, entered = steps.pop()
        if entered is not None:
            walker.leave(entered)
        elif node.is_text_node:
            walker.text(node.text_content or "")
        elif node.is_element_node and (entered := walker.enter(node)) is not None:
            steps.append((node, entered))
            _push_children(steps, node)
    return Walked(walker.writer.finish(), tuple(walker.images))


@dataclass(frozen=True, slots=True)
class _Entered:
    """What to undo on leaving an element."""

    tag: str
    style: Style | None


@dataclass(slots=True)
class _List:
    """An open list: the number of its next item, None for bullets."""

    number: int | None
    items: int = 0


@dataclass(slots=True)
class _Row:
    """An open row of a table of data (`a | b`), or of one that lays out a page."""

    is_data: bool
    start: int


@dataclass(slots=True)
class _Walker:
    base: str
    writer: Writer = field(default_factory=Writer)
    images: list[Image] = field(default_factory=list)
    _active: set[Style] = field(default_factory=set)
    _lists: list[_List] = field(default_factory=list)
    _rows: list[_Row] = field(default_factory=list)

    def text(self, text: str) -> None:
        if Style.PRE in self._active:
            self.writer.verbatim(text)
        else:
            self.writer.text(text)

    def enter(self, node: LexborNode) -> _Entered | None:
        """Begin an element; None when nothing in it is to be walked."""
        tag = node.tag or ""
        attributes = node.attributes
        if tag in IMAGES:
            self._image(attributes)
        if tag in DROPPED or tag in IMAGES or _is_hidden(attributes):
            return None
        if tag == "br":
            self._break()
            return None
        self._begin_block(tag, node, attributes)
        style = self._begin_style(tag, attributes)
        if tag == "q":
            self.writer.text("“")
        return _Entered(tag, style)

    def leave(self, entered: _Entered) -> None:
        if entered.tag == "q":
            self.writer.text("”")
        if entered.style is not None:
            self._active.discard(entered.style)
            self.writer.end()
        if entered.tag == "pre":
            self.writer.verbatim_ends()
        self._end_block(entered.tag)

    def _image(self, attributes: dict[str, str | None]) -> None:
        image = image_of(attributes, self.base)
        if image is not None:
            self.images.append(image)

    def _break(self) -> None:
        if Style.PRE in self._active:
            self.writer.verbatim("\n")
        elif self._in_datum:
            self.writer.gap(Gap.SPACE)
        else:
            self.writer.line_break()

    @property
    def _in_datum(self) -> bool:
        return bool(self._rows) and self._rows[-1].is_data

    def _gap(self, tag: str) -> None:
        if tag in PARAGRAPHS or tag in LINES:
            strong = tag in PARAGRAPHS and not (tag in ("ul", "ol") and self._lists)
            gap = Gap.BLANK if strong else Gap.LINE
            self.writer.gap(Gap.SPACE if self._in_datum else gap)

    def _begin_block(self, tag: str, node: LexborNode, attributes: dict[str, str | None]) -> None:
        if tag in ("td", "th") and self._in_datum:
            self._cell()
            return
        self._gap(tag)
        if tag in ("ul", "ol"):
            self._lists.append(_List(_start(attributes) if tag == "ol" else None))
        elif tag == "li":
            self._item(attributes)
        elif tag == "tr":
            self._rows.append(_Row(_holds_data(node), self.writer.length))

    def _end_block(self, tag: str) -> None:
        if tag in ("td", "th") and self._in_datum:
            return
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "tr" and self._rows:
            self._rows.pop()
        if tag in ("li", "tr"):
            self.writer.no_prefix()
        self._gap(tag)

    def _item(self, attributes: dict[str, str | None]) -> None:
        if self._in_datum:
            return
        if not self._lists:
            self._lists.append(_List(None))
        mine = self._lists[-1]
        bullet = "•"
        if mine.number is not None:
            mine.number = _whole(attributes.get("value"), mine.number)
            bullet = f"{mine.number}."
            mine.number += 1
        mine.items += 1
        depth = min(len(self._lists), 5)
        self.writer.prefix("  " * (depth - 1) + bullet + " ", tight=mine.items > 1 or depth > 1)

    def _cell(self) -> None:
        if self.writer.length > self._rows[-1].start:
            self.writer.glue(" | ")

    def _begin_style(self, tag: str, attributes: dict[str, str | None]) -> Style | None:
        url = text_link(attributes.get("href"), self.base) if tag == "a" else None
        style = Style.LINK if url is not None and not _is_footnote(attributes) else STYLES.get(tag)
        if style is None or style in self._active or self._in_code(style):
            return None
        self._active.add(style)
        self.writer.begin(style, url)
        return style

    def _in_code(self, style: Style) -> bool:
        """Code holds no other style but a link."""
        return style is not Style.LINK and any(code in self._active for code in _CODE)


def _push_children(steps: list[tuple[LexborNode, _Entered | None]], node: LexborNode) -> None:
    child = node.last_child
    while child is not None:
        steps.append((child, None))
        child = child.prev


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None


def _is_footnote(attributes: dict[str, str | None]) -> bool:
    """A link within the page leads nowhere from a message."""
    return (attributes.get("href") or "").strip().startswith("#")


def _holds_data(row: LexborNode) -> bool:
    """Whether a row has several cells and none of them holds a block."""
    cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
    return len(cells) > 1 and not any(child.tag in BLOCKS for cell in cells for child in cell.iter())


def _start(attributes: dict[str, str | None]) -> int:
    return _whole(attributes.get("start"), 1)


def _whole(value: str | None, otherwise: int) -> int:
    """A small number written in an attribute, or `otherwise`."""
    return int(value) if value and re.fullmatch(r"[0-9]{1,6}", value) else otherwise
