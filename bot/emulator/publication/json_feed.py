"""The publication as JSON Feed 1.1 (jsonfeed.org/version/1.1). Every item has its full text here."""

import json
from collections.abc import Sequence
from typing import Any

from bot.emulator.publication.addresses import Addresses, entry_id
from bot.emulator.publication.article import Article
from bot.emulator.publication.body import body_html
from bot.emulator.publication.dates import iso_date
from bot.emulator.publication.masthead import LANGUAGE, MOTTO, NAME


def json_feed(articles: Sequence[Article], addresses: Addresses) -> bytes:
    """The feed as UTF-8, articles in the order given."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": NAME,
        "description": MOTTO,
        "home_page_url": addresses.home,
        "feed_url": addresses.json,
        "language": LANGUAGE,
        "authors": [{"name": NAME}],
        "items": [_item(article, addresses) for article in articles],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _item(article: Article, addresses: Addresses) -> dict[str, Any]:
    brief = article.brief
    return {
        "id": entry_id(brief.slug),
        "url": addresses.article(brief.slug),
        "title": brief.title,
        "summary": article.standfirst,
        "content_html": body_html(article, addresses),
        "image": addresses.picture(brief.slug),
        "date_published": iso_date(article.published_at),
        "date_modified": iso_date(article.updated_at),
        "tags": [brief.category, *article.tags],
    }
