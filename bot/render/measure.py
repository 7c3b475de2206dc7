"""Lengths as Telegram counts them: UTF-16 units, at their most cautious."""

from bot.render.graphemes import whole_before

TEXT_LIMIT = 4096
"""Characters of a message after its markup is taken away. Counted in UTF-16 units we are never above it."""


def units(text: str) -> int:
    """UTF-16 units of a text: an emoji outside the first plane is two."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def reach(text: str, start: int, limit: int) -> int:
    """The furthest end such that text[start:end] has at most `limit` units; at least one character."""
    end = min(len(text), start + max(1, limit))
    while end - start > 1 and (excess := units(text[start:end]) - limit) > 0:
        end = max(start + 1, end - max(1, excess // 2))
    return end


def clip(text: str, limit: int) -> str:
    """The text, or as many whole words of it as fit in `limit` units with an ellipsis."""
    text = text.strip()
    if units(text) <= limit:
        return text
    end = reach(text, 0, limit - 1)
    space = text.rfind(" ", end // 2, end + 1)
    return text[: space if space > 0 else whole_before(text, end, 0)].rstrip(" ,;:.–—-") + "…"
