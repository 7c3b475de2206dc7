"""The pages of a digest: as many lines on each as Telegram takes in one message."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.render.html import count_tags
from bot.render.markup import Html, join_html, visible_text
from bot.render.measure import TEXT_LIMIT, units

MOST = 30
"""Lines of a page: more buttons than that hide the text from which they are chosen."""
_ENTITIES = 95
_BYTES = 32_000


@dataclass(frozen=True, slots=True)
class Block:
    """A line and the topic that it stands under."""

    topic: Html
    line: Html
    number: int


@dataclass(frozen=True, slots=True)
class Page:
    """Lines with their topics, and the numbers of those lines."""

    text: Html
    numbers: tuple[int, ...]


def paged(blocks: Sequence[Block], *, beside: Html) -> tuple[Page, ...]:
    """All blocks in order, on pages that leave room for what stands beside them."""
    shared = _shared_out(blocks, beside)
    return tuple(Page(_text(some), tuple(block.number for block in some)) for some in shared)


def _shared_out(blocks: Iterable[Block], beside: Html) -> Iterator[list[Block]]:
    page: list[Block] = []
    for block in blocks:
        if page and not _fits([*page, block], beside):
            yield page
            page = []
        page.append(block)
    yield page


def _fits(blocks: Sequence[Block], beside: Html) -> bool:
    whole = join_html([beside, _text(blocks)])
    return (
        len(blocks) <= MOST
        and units(visible_text(whole)) <= TEXT_LIMIT
        and count_tags(whole) <= _ENTITIES
        and len(whole.encode()) <= _BYTES
    )


def _text(blocks: Sequence[Block]) -> Html:
    """Line after line, each topic above its first one."""
    parts: list[Html] = []
    topic = Html("")
    for block in blocks:
        is_new = block.topic != topic
        parts.append(join_html([block.topic, block.line], "\n") if is_new else block.line)
        topic = block.topic
    return join_html(parts)
