"""A brief as a message: what a reader sees of an article, and what he can do with it.

    title, bold
    standfirst, italic
    date, in the reader's zone and language
    text: long ones folded, and what one message cannot hold continued on a button, in place
    topics as hashtags · on the last page the disclaimer, in small
    [pages] [languages] [read] [save · share] [unfollow] [back to the list]

`render_brief` is pure and costs well under a millisecond for a usual brief.
"""

from collections.abc import Callable, Collection, Iterable

from bot.i18n import Catalogue
from bot.model import Brief, Edition, Topic, TopicId
from bot.render.brief_keys import brief_keyboard
from bot.render.brief_text import brief_page, title_of
from bot.render.callbacks import WayBack
from bot.render.links import button_link
from bot.render.markup import Html, escape, join_html, tagged
from bot.render.outgoing import Outgoing, Preview
from bot.render.saying import say

HASHTAGS = 8
_LONGEST_HASHTAG = 64


def render_brief(
    brief: Brief,
    edition: Edition,
    *,
    t: Catalogue,
    zone: str,
    names: Callable[[Topic], str],
    hashtag: Callable[[str], str],
    page: int = 0,
    saved: bool | None = False,
    followed: Collection[TopicId] = (),
    back: WayBack | None = None,
) -> Outgoing:
    """A page of an edition, counted from 0; a page that is no longer there gives the nearest one.

    `names` names a topic in the reader's language and `hashtag` makes a hashtag of a name. `saved` is None
    where nobody can save (a channel). `followed` are the topics this reader follows: those of the brief
    can be unfollowed under it. `back` is the list or the digest that the brief was opened from.
    """
    marks = {topic.id: _mark(hashtag(names(topic))) for topic in brief.topics}
    shown = brief_page(brief, edition, t=t, zone=zone, hashtags=hashtags(marks.values()), page=page)
    unfollow = {topic: mark for topic, mark in marks.items() if mark and topic in followed}
    keys = brief_keyboard(brief, edition, shown, t=t, saved=saved, unfollow=unfollow, back=back)
    return Outgoing(shown.text, keys, preview_of(brief))


def render_withdrawn(edition: Edition, *, t: Catalogue) -> Outgoing:
    """What takes the place of a brief that the publication has withdrawn: its title, struck, and why."""
    struck = tagged("s", escape(title_of(t, edition)))
    return Outgoing(join_html([struck, say(t, "<i>The publication has withdrawn this brief.</i>")]))


def preview_of(brief: Brief) -> Preview | None:
    """The picture of a brief, where Telegram can fetch it."""
    url = button_link(brief.article.image)
    return Preview(url) if url else None


def hashtags(marks: Iterable[str]) -> Html:
    """The first topics of a brief on one line, each once."""
    return Html(" ".join(escape(mark) for mark in list(dict.fromkeys(filter(None, marks)))[:HASHTAGS]))


def _mark(hashtag: str) -> str:
    """A hashtag with its sign; nothing for one that says nothing or is too long to be read."""
    word = hashtag.strip().lstrip("#")
    return f"#{word}" if word and len(word) <= _LONGEST_HASHTAG else ""
