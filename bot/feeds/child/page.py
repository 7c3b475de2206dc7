"""A page as its head and its elements describe it: title, date, author, picture, tags, language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from bot.feeds.child import bounds
from bot.feeds.child.characters import one_line, plain
from bot.feeds.child.html import too_heavy
from bot.feeds.child.images import picture_link
from bot.feeds.child.jsonld import Schema, read_schema

STANDFIRST = (
    ".standfirst, .subtitle, .sottotitolo, .sommario, .chapeau, .deck, .article-subtitle, .entry-subtitle, "
    ".article__subtitle, [itemprop=alternativeHeadline]"
)
TAGS = "a[rel~=tag], .tags a, .tag-list a, .article-tags a, .post-tags a"
DATES = "[itemprop=datePublished], time[datetime], .date, .data, .published, .post-date, .entry-date"
AUTHORS = "[rel~=author], [itemprop=author], .author, .autore, .byline"

_DATE_METAS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publishdate",
)
_NO_PICTURE_OF_IT = re.compile(r"logo|default|placeholder|favicon|avatar", re.IGNORECASE)
_BYLINE = re.compile(r"(?:di|by|par|von|de|a cura di)\s+(?=[^\W\d_a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its article outside the text. `dates` as written, the surest first."""

    title: str = ""
    standfirst: str = ""
    description: str = ""
    dates: tuple[str, ...] = ()
    author: str = ""
    image: str | None = None
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str = ""
    site: str = ""


def parse_page(html: str) -> LexborHTMLParser | None:
    """The tree of a page; None for one whose parsing could cost too much."""
    html = html[: bounds.PAGE_HTML]
    return None if too_heavy(html, tags=bounds.PAGE_TAGS) else LexborHTMLParser(html)


def read_facts(page: LexborHTMLParser, url: str) -> Facts:
    """The facts of a page found at `url`."""
    metas = _metas(page)
    schema = read_schema([node.text() for node in page.css('script[type="application/ld+json"]')])
    return Facts(
        title=_first_of(
            [*metas.get("og:title", ()), schema.headline, *_texts(page, "h1"), *_texts(page, "title")]
        ),
        standfirst=_first_of(_texts(page, STANDFIRST)),
        description=_first_of(
            [*metas.get("og:description", ()), *metas.get("description", ()), schema.description]
        ),
        dates=_dates(page, metas, schema),
        author=_author(page, metas, schema),
        image=_image(page, metas, schema, url),
        tags=(*metas.get("article:tag", ()), *_texts(page, TAGS)),
        keywords=(
            *schema.keywords,
            *(word for text in metas.get("keywords", ()) for word in text.split(",")),
        ),
        language=_language(page, metas, schema),
        site=_first_of(metas.get("og:site_name", ())),
    )


def _metas(page: LexborHTMLParser) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in page.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = one_line(attributes.get("content") or "")
        if name and content:
            found.setdefault(name.lower(), []).append(content[: bounds.URL])
    return found


def _texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [one_line(node.text(separator=" "))[: bounds.STANDFIRST] for node in page.css(selector)[:60]]


def _first_of(texts: Iterable[str]) -> str:
    return next((found for text in texts if (found := plain(text, is_html=False))), "")


def _dates(page: LexborHTMLParser, metas: dict[str, list[str]], schema: Schema) -> tuple[str, ...]:
    named = [date for name in _DATE_METAS for date in metas.get(name, ())]
    shown = [
        text
        for node in page.css(DATES)[:20]
        for text in (node.attributes.get("content"), node.attributes.get("datetime"), node.text())
    ]
    return tuple(date.strip() for date in [*named, schema.published, *shown] if date and date.strip())


def _author(page: LexborHTMLParser, metas: dict[str, list[str]], schema: Schema) -> str:
    named = [
        *metas.get("author", ()),
        *metas.get("article:author", ()),
        schema.author,
        *_texts(page, AUTHORS),
    ]
    bare = (_BYLINE.sub("", name, count=1) if _BYLINE.match(name) else name for name in named)
    return next((name for name in bare if name and "://" not in name and len(name) <= 100), "")


def _image(page: LexborHTMLParser, metas: dict[str, list[str]], schema: Schema, url: str) -> str | None:
    """The page's own choice of a picture; a logo that stands for every article is none."""
    named = [
        picture
        for name in ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "image")
        for picture in metas.get(name, ())
    ]
    links = (picture_link(picture, url) for picture in [*named, schema.image])
    return next((link for link in links if link and not _NO_PICTURE_OF_IT.search(link)), None)


def _language(page: LexborHTMLParser, metas: dict[str, list[str]], schema: Schema) -> str:
    root = page.css_first("html[lang]")
    said = root.attributes.get("lang") if root is not None else None
    return next((text for text in (said, *metas.get("og:locale", ()), schema.language) if text), "")
