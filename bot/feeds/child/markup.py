"""What each HTML tag means to a message: a style, a gap, or nothing at all."""

from bot.model import Style


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


STYLES = {
    "b": Style.BOLD,
    "strong": Style.BOLD,
    "h1": Style.BOLD,
    "h2": Style.BOLD,
    "h3": Style.BOLD,
    "h4": Style.BOLD,
    "h5": Style.BOLD,
    "h6": Style.BOLD,
    "i": Style.ITALIC,
    "em": Style.ITALIC,
    "cite": Style.ITALIC,
    "dfn": Style.ITALIC,
    "var": Style.ITALIC,
    "u": Style.UNDERLINE,
    "ins": Style.UNDERLINE,
    "s": Style.STRIKE,
    "strike": Style.STRIKE,
    "del": Style.STRIKE,
    "code": Style.CODE,
    "kbd": Style.CODE,
    "samp": Style.CODE,
    "tt": Style.CODE,
    "pre": Style.PRE,
    "blockquote": Style.QUOTE,
    "tg-spoiler": Style.SPOILER,
}

DROPPED = _tags(
    "script style template noscript head title iframe frame object embed svg canvas audio map select "
    "textarea button datalist dialog noframes noembed"
)
"""Nothing in these is text that a reader of the page sees as such."""

PARAGRAPHS = _tags(
    "p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table figure section article header footer main aside "
    "nav hr address fieldset details form hgroup"
)
"""Set apart by a blank line."""

LINES = _tags("div li tr td th dt dd figcaption caption option summary legend center body")
"""Begin and end a line."""

BLOCKS = PARAGRAPHS | (LINES - {"td", "th", "tr"})
"""A table cell that holds one of these lays out a page instead of holding a datum."""

IMAGES = _tags("img amp-img video")
