"""The text of an article on its page: by its lines, by its elements, or by a general extractor.

Each way gives a candidate; the one with most of the languages that the page marks wins, and among equals
the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.feeds.child import bounds
from bot.feeds.child.html import Walked, read_html, walk
from bot.feeds.child.images import Image
from bot.feeds.child.layout import Found, find_article
from bot.feeds.child.page import AUTHORS, STANDFIRST, TAGS
from bot.feeds.child.sections import languages_marked
from bot.model import RichText

_NAMED = (
    "[itemprop=articleBody], .article-body, .article__body, .articleBody, .entry-content, .post-content, "
    ".article-content, .article__content, .post-body, .story-body, .testo-articolo, .corpo-articolo"
)
_GENERAL = ("article", "main", "[role=main]", "#content")
_APART = (
    "nav, aside, footer, h1, .date, .meta, .category, .tags, .tag-list, .breadcrumb, "
    ".breadcrumbs, .share, .sharing, .social, .related, .newsletter, .comments, #comments, .advertisement, "
    f"{STANDFIRST}, {TAGS}, {AUTHORS}"
)
_SHORTEST = 200


@dataclass(frozen=True, slots=True)
class Body:
    """A candidate: the text, its pictures, and what its layout told besides."""

    rich: RichText
    images: tuple[Image, ...] = ()
    layout: Found | None = None


def find_body(
    page: LexborHTMLParser, html: str, title: str, *, url: str, zone: tzinfo, now: datetime
) -> Body | None:
    """The article's text on its page; None where no way finds enough of it."""
    whole = walk(page.body, url)
    marked = languages_marked(whole.rich.text)
    best: Body | None = None
    found = find_article(whole.rich, title, zone=zone, now=now)
    for candidate in _candidates(page, html, whole, found, url):
        held = languages_marked(candidate.rich.text)
        if held >= marked and (held or len(candidate.rich.text) >= _SHORTEST):
            return _with_layout(candidate, found)
        if best is None or len(held) > len(languages_marked(best.rich.text)):
            best = candidate
    enough = best is not None and (languages_marked(best.rich.text) or len(best.rich.text) >= _SHORTEST)
    return _with_layout(best, found) if best is not None and enough else None


def _candidates(
    page: LexborHTMLParser, html: str, whole: Walked, found: Found | None, url: str
) -> Iterator[Body]:
    """The ways from the most certain to the most general; the later ones cost more and are rarely asked."""
    if found is not None:
        yield Body(found.body, _images_in(page, url) or whole.images)
    page = LexborHTMLParser(html)
    for node in page.css(_APART):
        node.remove()
    yield from _by_elements(page.css(_NAMED), url)
    yield _extracted(html, url)
    for selector in _GENERAL:
        yield from _by_elements(page.css(selector), url)


def _by_elements(nodes: list[LexborNode], url: str) -> Iterator[Body]:
    """The longest of the elements first."""
    walked = [walk(node, url) for node in nodes[:20]]
    for found in sorted(walked, key=lambda one: len(one.rich.text), reverse=True)[:2]:
        yield Body(found.rich, found.images)


def _extracted(html: str, url: str) -> Body:
    """By trafilatura, which knows the habits of many sites; loaded here, since few pages need it."""
    from trafilatura import extract

    text = extract(
        html,
        url=url,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_images=True,
        include_links=True,
    )
    walked = read_html(text or "", url, tags=bounds.PAGE_TAGS)
    return Body(walked.rich, walked.images)


def _images_in(page: LexborHTMLParser, url: str) -> tuple[Image, ...]:
    """The pictures of the first element that holds an article."""
    node = page.css_first(_NAMED) or page.css_first("article") or page.css_first("main")
    return () if node is None else walk(node, url).images


def _with_layout(body: Body, found: Found | None) -> Body:
    return Body(body.rich, body.images, found)
