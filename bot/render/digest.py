"""A digest as a message: briefs by topic, each a line that opens in its place, and closes again.

The briefs of Wednesday, 7 January 2026
topic, bold
1. Title · 18:23
   standfirst, where it is short
[1] [2] [3] …  each opens its brief in place, with a way back
[◂ 1/2] [Continue ▸ 2/2] beyond what one message holds
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.digests import Digest, Line
from bot.i18n import Catalogue, format_date, format_time, local_day
from bot.model import Topic
from bot.render.brief_text import title_of
from bot.render.callbacks import OpenInDigest, ShowDigest, SkipOffer
from bot.render.digest_pages import Block, Page, paged
from bot.render.keyboards import Button, keyboard, rows_of
from bot.render.markup import Html, bold, escape, italic, join_html, tagged
from bot.render.measure import clip, units
from bot.render.outgoing import Outgoing
from bot.render.saying import plain, say, say_n

_TITLE, _STANDFIRST, _TOPIC = 200, 160, 80
"""UTF-16 units: longer titles and names are clipped, a longer standfirst is left out."""

Names = Callable[[Topic], str]


def render_digest(digest: Digest, *, t: Catalogue, zone: str, names: Names, page: int = 0) -> Outgoing:
    """A page of a digest, counted from 0; a page that is not there gives the nearest one."""
    heading = _heading(digest, t, zone)
    pages = _pages(digest, heading, t=t, zone=zone, names=names)
    number = min(max(page, 0), len(pages) - 1)
    shown = pages[number]
    opens = list(_opens(digest, shown, number))
    moves = _moves(digest, number, len(pages), t)
    text = join_html([heading, shown.text])
    return Outgoing(text, keyboard(*rows_of(opens, per_row=5), moves))


def render_offer(digest: Digest, *, t: Catalogue) -> Outgoing:
    """Briefs that came meanwhile, to be had as a digest or not."""
    text = say_n(t, "<b>{n} brief</b> meanwhile.", "<b>{n} briefs</b> meanwhile.", _readable(digest))
    # Translators: on a button under "12 briefs meanwhile."; it leaves them unread.
    skip = Button(plain(t, "Skip"), SkipOffer(digest.bundle_id, _at(digest)))
    return Outgoing(text, keyboard([_show(digest, t), skip]))


def render_skipped(digest: Digest, *, t: Catalogue) -> Outgoing:
    """He did not want them; he may still change his mind."""
    text = say_n(
        t,
        "You skipped {n} brief. /latest shows the newest ones.",
        "You skipped {n} briefs. /latest shows the newest ones.",
        _readable(digest),
    )
    return Outgoing(text, keyboard([_show(digest, t)]))


def _readable(digest: Digest) -> int:
    return sum(not line.is_withdrawn for line in digest.lines)


def _show(digest: Digest, t: Catalogue) -> Button:
    # Translators: on a button; it shows the briefs that came meanwhile, in one message.
    return Button(plain(t, "Digest"), ShowDigest(digest.bundle_id, _at(digest)))


def _at(digest: Digest) -> int:
    return int(digest.at.timestamp())


def _heading(digest: Digest, t: Catalogue, zone: str) -> Html:
    # Translators: heads a message with several briefs; {date} is a day such as "Wednesday, 7 January 2026".
    heading = say(t, "<b>The briefs of {date}</b>", date=format_date(t, digest.at, zone=zone))
    return join_html([heading, _since(digest.since, t, zone)], "\n")


def _since(since: datetime | None, t: Catalogue, zone: str) -> Html:
    if since is None:
        return Html("")
    # Translators: below "The briefs of Wednesday, 7 January 2026", where some of them are older.
    return say(t, "<i>from {date} on</i>", date=format_date(t, since, zone=zone, width="long"))


def _pages(digest: Digest, heading: Html, *, t: Catalogue, zone: str, names: Names) -> tuple[Page, ...]:
    """With standfirsts where all of it fits in one message then, else without."""
    has_topics = any(line.topic for line in digest.lines)
    for with_standfirst in (True, False):
        blocks = [
            Block(
                _topic(line.topic, t, names) if has_topics else Html(""),
                _line(number, line, digest, t=t, zone=zone, standfirst=with_standfirst),
                number,
            )
            for number, line in enumerate(digest.lines, start=1)
        ]
        pages = paged(blocks, beside=heading)
        if len(pages) == 1:
            break
    return pages


def _topic(topic: Topic | None, t: Catalogue, names: Names) -> Html:
    if topic is not None:
        return bold(clip(names(topic), _TOPIC))
    # Translators: heads those briefs of a digest that are on no topic.
    return say(t, "<b>Other briefs</b>")


def _line(number: int, line: Line, digest: Digest, *, t: Catalogue, zone: str, standfirst: bool) -> Html:
    title = escape(title_of(t, line.edition, limit=_TITLE))
    if line.is_withdrawn:
        return Html(f"{number}. {tagged('s', title)}")
    first = Html(" · ".join(filter(None, [f"{number}. {title}", _moment(line, digest, t, zone)])))
    return join_html([first, _standfirst(line) if standfirst else Html("")], "\n")


def _standfirst(line: Line) -> Html:
    words = " ".join(line.edition.standfirst.split())
    is_news = words.casefold() != line.edition.title.strip().casefold()
    return (
        italic(words) if line.edition.title.strip() and is_news and units(words) <= _STANDFIRST else Html("")
    )


def _moment(line: Line, digest: Digest, t: Catalogue, zone: str) -> str:
    """The hour of a brief of the digest's own day, else its day."""
    brief, date_only = line.brief, line.brief.article.date_only
    day = local_day(brief.published_at, zone=zone, date_only=date_only)
    if day != local_day(digest.at, zone=zone):
        return format_date(t, brief.published_at, zone=zone, date_only=date_only, width="medium")
    return "" if date_only else format_time(t, brief.published_at, zone=zone)


def _opens(digest: Digest, shown: Page, page: int) -> Iterator[Button]:
    for number in shown.numbers:
        line = digest.lines[number - 1]
        if not line.is_withdrawn:
            opened = OpenInDigest(line.brief.id, digest.bundle_id, _at(digest), page)
            yield Button(str(number), opened)


def _moves(digest: Digest, number: int, of: int, t: Catalogue) -> Iterator[Button]:
    before, after = number - 1, number + 1
    if before >= 0:
        yield Button(f"◂ {before + 1}/{of}", ShowDigest(digest.bundle_id, _at(digest), before))
    if after < of:
        words = plain(t, "Continue ▸ {page}/{pages}", page=after + 1, pages=of)
        yield Button(words, ShowDigest(digest.bundle_id, _at(digest), after))
