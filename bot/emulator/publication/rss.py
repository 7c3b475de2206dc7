"""The publication as RSS 2.0. Most items carry their standfirst only, some the full text."""

from collections.abc import Sequence
from datetime import datetime

from bot.emulator.publication.addresses import Addresses, entry_id
from bot.emulator.publication.article import Article
from bot.emulator.publication.body import body_html
from bot.emulator.publication.dates import iso_date, rss_date
from bot.emulator.publication.markup import text
from bot.emulator.publication.masthead import LANGUAGE, MOTTO, NAME


def rss(articles: Sequence[Article], addresses: Addresses, *, updated_at: datetime) -> bytes:
    """The feed as UTF-8, articles in the order given."""
    items = "".join(_item(article, addresses) for article in articles)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>{text(NAME)}</title>
<link>{text(addresses.home)}</link>
<atom:link href="{text(addresses.rss)}" rel="self" type="application/rss+xml"/>
<description>{text(MOTTO)}</description>
<language>{LANGUAGE}</language>
<lastBuildDate>{rss_date(updated_at)}</lastBuildDate>
{items}</channel>
</rss>
""".encode()


def _item(article: Article, addresses: Addresses) -> str:
    brief = article.brief
    return f"""<item>
<title>{text(brief.title)}</title>
<link>{text(addresses.article(brief.slug))}</link>
<guid isPermaLink="false">{text(entry_id(brief.slug))}</guid>
<pubDate>{rss_date(article.published_at)}</pubDate>
<atom:updated>{iso_date(article.updated_at)}</atom:updated>
<dc:creator>{text(NAME)}</dc:creator>
{_categories(article)}
<description>{text(article.standfirst)}</description>
<media:content url="{text(addresses.picture(brief.slug))}" medium="image" type="image/png"/>
{_full_text(article, addresses)}</item>
"""


def _categories(article: Article) -> str:
    labels = (article.brief.category, *article.tags)
    return "\n".join(f"<category>{text(label)}</category>" for label in labels)


def _full_text(article: Article, addresses: Addresses) -> str:
    if not article.brief.full_text:
        return ""
    return f"<content:encoded>{text(body_html(article, addresses))}</content:encoded>\n"
