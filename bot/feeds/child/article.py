"""From an article's page to the article: what the page gives completes what the feed gave, and loses nothing.

bytes → text → tree → facts (page) and text (body) → trimmings → sections → editions
"""

from dataclasses import replace
from datetime import datetime

from bot.feeds.child import bounds
from bot.feeds.child.body import Body, find_body
from bot.feeds.child.dates import Dated, read_date
from bot.feeds.child.decode import decoded
from bot.feeds.child.editions import Stated, editions_of
from bot.feeds.child.entry import is_excerpt
from bot.feeds.child.images import named
from bot.feeds.child.language import language_of_tag
from bot.feeds.child.page import Facts, parse_page, read_facts
from bot.feeds.child.richtext import lines, piece
from bot.feeds.child.slugs import slug
from bot.feeds.child.taglist import tags_of
from bot.feeds.child.trimmings import Trimmed, trim
from bot.feeds.publication import Publication
from bot.model import Article, Edition, Entry, RichText


def read_article(
    body: bytes, entry: Entry, *, url: str, content_type: str, publication: Publication, now: datetime
) -> Article:
    """The entry's article, completed from its page at `url`; as it was where the page gives nothing."""
    html = decoded(body, content_type)[: bounds.PAGE_HTML]
    page = parse_page(html)
    if page is None or page.body is None:
        return entry.article
    facts = read_facts(page, url)
    title = _title(entry.article, facts)
    found = find_body(page, html, title, url=url, zone=publication.clock_zone, now=now)
    trimmed = None if found is None else trim(_below_heading(piece(found.rich, 0, bounds.TEXT), title))
    article = _with_facts(entry.article, facts, found, trimmed, publication=publication, now=now)
    if trimmed is None:
        return article
    standfirst = _standfirst(entry.article, facts, found, trimmed)
    stated = Stated(feed=language_of_tag(facts.language))
    editions = editions_of(title, standfirst, trimmed.rich, publication=publication, stated=stated)
    return replace(
        article,
        editions=editions if _is_more(editions, entry.article.editions) else entry.article.editions,
        signature=trimmed.signature or article.signature,
        disclaimer=trimmed.disclaimer or article.disclaimer,
    )


def _below_heading(rich: RichText, title: str) -> RichText:
    """The text below its own title, where a page's element holds that too."""
    for start, end in lines(rich.text)[:1]:
        if slug(rich.text[start:end]) == slug(title):
            return piece(rich, end, len(rich.text))
    return rich


def _title(article: Article, facts: Facts) -> str:
    """The feed's title; the page's where the feed's is missing, cut, or cut out of the text."""
    title = article.editions[0].title if article.editions else ""
    if title and not title.endswith("…"):
        return title
    return bounds.cut(facts.title, bounds.TITLE) or title


def _with_facts(
    article: Article,
    facts: Facts,
    found: Body | None,
    trimmed: Trimmed | None,
    *,
    publication: Publication,
    now: datetime,
) -> Article:
    dated = _dated(article, facts, found, publication=publication, now=now)
    return replace(
        article,
        tags=_tags(article, facts, found, publication),
        published_at=dated.moment if dated else article.published_at,
        date_only=dated.date_only if dated else article.date_only,
        author=article.author or bounds.cut(facts.author, bounds.AUTHOR) or None,
        image=_image(article, facts, found, trimmed),
    )


def _dated(
    article: Article, facts: Facts, found: Body | None, *, publication: Publication, now: datetime
) -> Dated | None:
    """The page's moment where the feed has none or a day alone; None to leave it as it is."""
    if article.published_at is not None and not article.date_only:
        return None
    shown = found.layout.dated if found is not None and found.layout is not None else None
    zone = publication.clock_zone
    read = [shown, *(read_date(date, zone=zone, now=now) for date in facts.dates)]
    with_hour = [dated for dated in read if dated is not None and not dated.date_only]
    if with_hour or article.published_at is not None:
        return next(iter(with_hour), None)
    return next((dated for dated in read if dated is not None), None)


def _tags(article: Article, facts: Facts, found: Body | None, publication: Publication) -> tuple[str, ...]:
    """The feed's, then the page's; keywords only where it shows no tags: they are often the site's."""
    shown = found.layout.tags if found is not None and found.layout is not None else ()
    of_page = [*shown, *facts.tags] or list(facts.keywords)
    own_names = {slug(name) for name in (publication.name or "", facts.site) if name}
    return tags_of(tag for tag in (*article.tags, *of_page) if slug(tag) not in own_names)


def _image(article: Article, facts: Facts, found: Body | None, trimmed: Trimmed | None) -> str | None:
    """The page's own choice, else the feed's, else the picture that the text names, else the text's first."""
    if facts.image or article.image:
        return facts.image or article.image
    pictures = found.images if found is not None else ()
    names = trimmed.pictures if trimmed is not None else ()
    asked = (named(pictures, name) for name in names)
    chosen = next((picture for picture in asked if picture), pictures[0] if pictures else None)
    return None if chosen is None else chosen.link


def _standfirst(article: Article, facts: Facts, found: Body | None, trimmed: Trimmed) -> str:
    """The first of these that is not a piece of the text: as laid out, the feed's, the page's own."""
    laid_out = found.layout.standfirst if found is not None and found.layout is not None else ""
    of_feed = next((edition.standfirst for edition in article.editions if edition.standfirst), "")
    for text in (laid_out, of_feed, facts.standfirst, facts.description):
        if text and not is_excerpt(text, trimmed.rich.text):
            return bounds.cut(text, bounds.STANDFIRST)
    return ""


def _is_more(of_page: tuple[Edition, ...], of_feed: tuple[Edition, ...]) -> bool:
    """Whether the page's editions replace the feed's: more languages, or no fewer and more text."""
    if len(of_page) != len(of_feed):
        return len(of_page) > len(of_feed)
    return _letters(of_page) >= _letters(of_feed)


def _letters(editions: tuple[Edition, ...]) -> int:
    return sum(len(edition.text.text) for edition in editions)
