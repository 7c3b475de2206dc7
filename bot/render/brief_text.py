"""The text of a brief, page by page."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.i18n import Catalogue, format_moment
from bot.model import Brief, Edition, RichText, Style
from bot.render.html import count_tags, tidy, to_html
from bot.render.markup import Html, bold, italic, join_html, visible_text
from bot.render.measure import TEXT_LIMIT, clip, units
from bot.render.saying import plain
from bot.render.split import Room, part, split

TITLE, STANDFIRST, DISCLAIMER = 300, 1000, 500
"""UTF-16 units of the fields around the text; longer ones are clipped. Together they leave the text room."""
FOLD_ABOVE = 600
"""Units of text that may stand open: about a screen of a phone."""
LEAD_UP_TO = 400
"""Units of a first paragraph that stands open where no standfirst says what follows."""
_MARGIN = Room(units=40, bytes=400, entities=12)
"""Kept free for blank lines, the fold and the styles of the fields."""


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A page of a brief, `number` from 0, `of` so many."""

    text: Html
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the text."""

    title: Html
    standfirst: Html
    date: Html
    hashtags: Html
    disclaimer: Html

    @property
    def room(self) -> Room:
        """What is left for the text on any page."""
        whole = "".join((self.title, self.standfirst, self.date, self.hashtags, self.disclaimer))
        return Room(
            units=TEXT_LIMIT - _MARGIN.units - units(visible_text(whole)),
            bytes=Room().bytes - _MARGIN.bytes - len(whole.encode()),
            entities=Room().entities - _MARGIN.entities,
        )


def brief_page(
    brief: Brief, edition: Edition, *, t: Catalogue, zone: str, hashtags: Html, page: int
) -> BriefPage:
    """A page of an edition. The date and the topics stand on the first, the disclaimer on the last."""
    frame = _frame(brief, edition, t=t, zone=zone, hashtags=hashtags)
    pages = _balanced(tidy(edition.text), frame.room) or (RichText(""),)
    number = min(max(page, 0), len(pages) - 1)
    first, last = number == 0, number == len(pages) - 1
    body = _folded(pages[0], lead=not frame.standfirst) if first else to_html(pages[number])
    top = [frame.title, frame.standfirst, frame.date] if first else [frame.title]
    end = [frame.hashtags] * first + [frame.disclaimer] * last
    return BriefPage(join_html([*top, body, *end]), number, len(pages))


def title_of(t: Catalogue, edition: Edition, *, limit: int = TITLE) -> str:
    """The title as plain text; the first words where a publication gives none."""
    words = edition.title.strip() or edition.standfirst.strip() or edition.text.text.strip()
    return clip(" ".join(words.split()), limit) or plain(t, "Untitled brief")


def _frame(brief: Brief, edition: Edition, *, t: Catalogue, zone: str, hashtags: Html) -> _Frame:
    article = brief.article
    has_words = edition.title.strip() or not (edition.standfirst.strip() or edition.text.text.strip())
    date = format_moment(t, brief.published_at, zone=zone, date_only=article.date_only)
    return _Frame(
        title=bold(title_of(t, edition)) if has_words else Html(""),
        standfirst=italic(_standfirst(edition)),
        date=Html(date),
        hashtags=hashtags,
        disclaimer=italic(clip((article.disclaimer or "").lstrip("* "), DISCLAIMER)),
    )


def _standfirst(edition: Edition) -> str:
    """The standfirst, unless the title or the beginning of the text says the same."""
    words = _alike(edition.standfirst)
    if words == _alike(edition.title) or _alike(edition.text.text[: 2 * STANDFIRST]).startswith(words):
        return ""
    return clip(edition.standfirst, STANDFIRST)


def _alike(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".…")


def _balanced(body: RichText, room: Room) -> tuple[RichText, ...]:
    """The text in as few pages as it needs, of about the same length: no last page of one line."""
    length = units(body.text)
    pages = max(1, -(-length // room.units))
    return split(body, replace(room, units=min(room.units, length * 115 // (100 * pages) + 1)))


def _folded(page: RichText, *, lead: bool) -> Html:
    """A short text as it stands; a long one folded, after a first paragraph that says what follows."""
    if units(page.text) <= FOLD_ABOVE:
        return to_html(page)
    end = page.text.find("\n\n") if lead else -1
    if not 0 < end <= LEAD_UP_TO:
        return _fold(page)
    return join_html([to_html(part(page, 0, end)), _fold(part(page, end + 2, len(page.text)))])


def _fold(page: RichText) -> Html:
    """The text in a quotation that opens when tapped. Telegram allows none within: those turn italic."""
    slanted = to_html(_requoted(page, lambda style: Style.ITALIC if style is Style.QUOTE else style))
    if count_tags(slanted) > Room().entities - _MARGIN.entities:
        slanted = to_html(_requoted(page, lambda style: None if style is Style.QUOTE else style))
    return Html(f"<blockquote expandable>{slanted}</blockquote>")


def _requoted(page: RichText, style: Callable[[Style], Style | None]) -> RichText:
    spans = (replace(span, style=new) for span in page.spans if (new := style(span.style)))
    return replace(page, spans=tuple(spans))
