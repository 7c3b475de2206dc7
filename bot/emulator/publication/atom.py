"""The publication as Atom (RFC 4287)."""

from collections.abc import Sequence
from datetime import datetime

from bot.emulator.publication.addresses import Addresses, entry_id
from bot.emulator.publication.article import Article
from bot.emulator.publication.body import body_html
from bot.emulator.publication.dates import iso_date
from bot.emulator.publication.markup import text
from bot.emulator.publication.masthead import LANGUAGE, MOTTO, NAME


def atom(articles: Sequence[Article], addresses: Addresses, *, updated_at: datetime) -> bytes:
    """The feed as UTF-8, articles in the order given."""
    entries = "".join(_entry(article, addresses) for article in articles)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{LANGUAGE}">
<id>{text(entry_id("atom"))}</id>
<title>{text(NAME)}</title>
<subtitle>{text(MOTTO)}</subtitle>
<link rel="alternate" type="text/html" href="{text(addresses.home)}"/>
<link rel="self" type="application/atom+xml" href="{text(addresses.atom)}"/>
<updated>{iso_date(updated_at)}</updated>
<author><name>{text(NAME)}</name></author>
{entries}</feed>
""".encode()


def _entry(article: Article, addresses: Addresses) -> str:
    brief = article.brief
    picture = text(addresses.picture(brief.slug))
    return f"""<entry>
<id>{text(entry_id(brief.slug))}</id>
<title>{text(brief.title)}</title>
<link rel="alternate" type="text/html" href="{text(addresses.article(brief.slug))}"/>
<link rel="enclosure" type="image/png" href="{picture}"/>
<published>{iso_date(article.published_at)}</published>
<updated>{iso_date(article.updated_at)}</updated>
{_categories(article)}
<summary>{text(article.standfirst)}</summary>
{_full_text(article, addresses)}</entry>
"""


def _categories(article: Article) -> str:
    labels = (article.brief.category, *article.tags)
    return "\n".join(f'<category term="{text(label)}"/>' for label in labels)


def _full_text(article: Article, addresses: Addresses) -> str:
    if not article.brief.full_text:
        return ""
    return f'<content type="html">{text(body_html(article, addresses))}</content>\n'
