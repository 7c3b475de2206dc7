"""The body of an article as HTML: sections with their marks, the picture between them, signature, disclaimer.

The shape is that of a real multilingual page: languages follow one another in one flow of paragraphs, told
apart by a mark in the text alone, and the picture's file name stands on a line of its own.
"""

from bot.emulator.publication.addresses import Addresses
from bot.emulator.publication.article import Article
from bot.emulator.publication.markup import text
from bot.emulator.publication.masthead import DISCLAIMER, SIGNATURE
from bot.emulator.publication.writing import Section


def body_html(article: Article, addresses: Addresses) -> str:
    """Everything from the first section to the disclaimer."""
    first, *others = (_section(article, section) for section in article.brief.sections)
    parts = [first, _picture(article, addresses), *others, _p(SIGNATURE), _p(DISCLAIMER)]
    return "\n".join(parts)


def _section(article: Article, section: Section) -> str:
    first, *others = article.paragraphs(section)
    return "\n".join([_p(section.mark + first), *(_p(paragraph) for paragraph in others)])


def _picture(article: Article, addresses: Addresses) -> str:
    address = text(addresses.picture(article.slug))
    return f'<p><img src="{address}" alt=""></p>\n{_p(f"{article.slug}.png")}'


def _p(raw: str) -> str:
    return f"<p>{text(raw)}</p>"
