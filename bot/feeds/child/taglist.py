"""Tags as a publication writes them: cleaned, each once, bounded; what they mean is for others to say."""

from collections.abc import Iterable

from bot.feeds.child import bounds
from bot.feeds.child.characters import plain


def tags_of(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels in their order, without empty ones and those that differ by case alone."""
    found: dict[str, str] = {}
    for label in labels:
        tag = bounds.cut(plain(label[: 4 * bounds.TAG], is_html=True).strip("# ,;"), bounds.TAG)
        if tag:
            found.setdefault(tag.casefold(), tag)
        if len(found) == bounds.TAGS:
            break
    return tuple(found.values())
