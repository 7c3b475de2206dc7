"""Lists of briefs: the latest ones, those on a topic, those with some words, the saved ones.

Heading
1. Title
   today, 18:23 · Italiano · English
[1] [2] [3] …  each opens its brief in place, with a way back
[◂ Newer] [Older ▸]
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import assert_never

from bot.i18n import Catalogue, format_moment, native_name
from bot.model import Brief, Edition, Language
from bot.render.brief_text import title_of
from bot.render.callbacks import ListKind, Open, ShowList
from bot.render.keyboards import Button, Keyboard, keyboard, rows_of
from bot.render.markup import Html, bold, italic, join_html
from bot.render.measure import clip
from bot.render.outgoing import Outgoing
from bot.render.saying import plain, say

MOST = 10
"""Briefs of one list. More numbers than that are no longer found under a thumb."""
_TITLE = 200
_NAME = 80

Listed = tuple[Brief, Edition]
"""A brief, and the edition of it that this reader would get."""


def render_list(
    heading: Html,
    briefs: Sequence[Listed],
    place: ShowList,
    *,
    t: Catalogue,
    zone: str,
    now: datetime,
    more: bool = False,
    below: Keyboard = (),
) -> Outgoing:
    """At most `MOST` briefs, numbered from the offset of `place`; `more` tells that older ones follow.

    `below` are rows of the caller's own, such as a Follow button.
    """
    numbered = list(enumerate(briefs[:MOST], start=place.offset + 1))
    lines = [_line(number, *listed, t=t, zone=zone, now=now) for number, listed in numbered]
    text = join_html([heading, *(lines or [nothing(t, place)])])
    opens = [_open(number, brief, place) for number, (brief, _) in numbered]
    return Outgoing(text, keyboard(*rows_of(opens, per_row=5), _moves(t, place, more), *below))


def list_heading(t: Catalogue, kind: ListKind, name: str = "") -> Html:
    """The first line of a list; `name` is the topic's name or the reader's words."""
    match kind:
        case ListKind.LATEST:
            return say(t, "<b>The latest briefs</b>")
        case ListKind.TOPIC:
            return say(t, "Briefs on <b>{topic}</b>", topic=clip(name, _NAME))
        case ListKind.SEARCH:
            return say(t, "Briefs with <b>{words}</b>", words=clip(name, _NAME))
        case ListKind.SAVED:
            return say(t, "<b>Your saved briefs</b>")
        case _:
            assert_never(kind)


def nothing(t: Catalogue, place: ShowList) -> Html:
    """What an empty list says."""
    if place.offset:
        return say(t, "There are no older ones.")
    match place.kind:
        case ListKind.LATEST:
            return say(t, "Nothing has been published yet.")
        case ListKind.TOPIC:
            return say(t, "There is nothing on this topic yet.")
        case ListKind.SEARCH:
            return say(t, "No brief contains these words.")
        case ListKind.SAVED:
            return say(t, "You have not saved any brief yet.")
        case _:
            assert_never(place.kind)


def _line(number: int, brief: Brief, edition: Edition, *, t: Catalogue, zone: str, now: datetime) -> Html:
    title = bold(f"{number}. {title_of(t, edition, limit=_TITLE)}")
    minute = now.replace(second=0, microsecond=0)
    moment = _moment(t, brief.published_at, zone, brief.article.date_only, minute)
    languages = _languages(tuple(each.language for each in brief.article.editions))
    return join_html([title, italic(" · ".join([moment, *languages]))], "\n")


# The same few briefs stand in the lists of thousands, and dates cost most of a list.
@lru_cache(maxsize=1024)
def _moment(t: Catalogue, published_at: datetime, zone: str, date_only: bool, minute: datetime) -> str:
    return format_moment(t, published_at, zone=zone, date_only=date_only, now=minute, width="long")


@lru_cache(maxsize=256)
def _languages(codes: tuple[Language, ...]) -> tuple[str, ...]:
    """Their own names for themselves, each once."""
    return tuple(dict.fromkeys(native_name(code) for code in codes))[:6]


def _open(number: int, brief: Brief, place: ShowList) -> Button:
    opened = Open(brief.id, place.kind, place.offset, place.count, place.subject)
    return Button(str(number), opened)


def _moves(t: Catalogue, place: ShowList, more: bool) -> Iterator[Button]:
    if place.offset:
        # Translators: on a button under a list of briefs, newest first.
        yield Button(plain(t, "◂ Newer"), replace(place, offset=max(0, place.offset - place.count)))
    if more:
        # Translators: on a button under a list of briefs, newest first.
        yield Button(plain(t, "Older ▸"), replace(place, offset=place.offset + place.count))
