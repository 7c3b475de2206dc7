"""The publication's pages: home, article, and what stands where an article was withdrawn.

The article page has what real ones have around the text: icons, a list of other headlines, a footer.
"""

from collections.abc import Sequence

from bot.emulator.publication.addresses import Addresses
from bot.emulator.publication.article import Article
from bot.emulator.publication.body import body_html
from bot.emulator.publication.dates import iso_date, page_date
from bot.emulator.publication.markup import text
from bot.emulator.publication.masthead import LANGUAGE, MOTTO, NAME

_STYLE = """<style>
body{max-width:46rem;margin:auto;padding:1rem;font:1.05rem/1.6 Georgia,serif;color:#222;background:#fffdf8}
a{color:#039}img{max-width:100%;height:auto}h1{line-height:1.2}nav li{display:inline;margin-right:1em}
.ticker{font-size:.8rem}.meta,footer{color:#555;font-size:.9rem}
@media(prefers-color-scheme:dark){body{color:#e6e2d8;background:#1b1b1f}a{color:#9cf}.meta,footer{color:#aaa}}
</style>"""


def home_page(articles: Sequence[Article], addresses: Addresses) -> str:
    """The newest articles, and where the feeds are."""
    items = "\n".join(_headline(article, addresses) for article in articles)
    feeds = f"""<link rel="alternate" type="application/rss+xml" title="{NAME}" href="{text(addresses.rss)}">
<link rel="alternate" type="application/atom+xml" title="{NAME} (Atom)" href="{text(addresses.atom)}">
<link rel="alternate" type="application/feed+json" title="{NAME} (JSON)" href="{text(addresses.json)}">"""
    return _page(NAME, feeds, f"<h1>{NAME}</h1>\n<p>{MOTTO}</p>\n<ul>\n{items}\n</ul>")


def article_page(article: Article, others: Sequence[Article], addresses: Addresses) -> str:
    """The article in full, under the headlines of the others."""
    brief = article.brief
    ticker = "\n".join(_headline(other, addresses) for other in others if other.slug != article.slug)
    main = f"""<nav aria-label="Altri titoli"><ul class="ticker">
{ticker}
</ul></nav>
<main><article>
<h1>{text(brief.title)}</h1>
<p class="meta date">{page_date(article.published_at)}</p>
<p class="meta category">{text(brief.category)}</p>
<p class="meta tags">{text(_tag_line(article))}</p>
<h2>{text(brief.title)}</h2>
<p class="standfirst">{text(article.standfirst)}</p>
<div class="article-body">
{body_html(article, addresses)}
</div>
</article></main>"""
    return _page(brief.title, _metas(article, addresses), main)


def gone_page(article: Article) -> str:
    """What stands where the article stood."""
    moment = article.withdrawn_at or article.updated_at
    words = f"Questo contributo è stato ritirato il {page_date(moment)}."
    return _page("Ritirato", "", f"<main><h1>Contributo ritirato</h1>\n<p>{words}</p></main>")


def missing_page() -> str:
    """For an address that never was one."""
    return _page("Non trovato", "", "<main><h1>Pagina non trovata</h1></main>")


def _tag_line(article: Article) -> str:
    """As the real page has it: one line, the name of the publication first, a comma after the last."""
    return "".join(f"{tag}, " for tag in (NAME, *article.tags)).rstrip()


def _headline(article: Article, addresses: Addresses) -> str:
    return f'<li><a href="{text(addresses.article(article.slug))}">{text(article.brief.title)}</a></li>'


def _metas(article: Article, addresses: Addresses) -> str:
    brief = article.brief
    return f"""<link rel="canonical" href="{text(addresses.article(brief.slug))}">
<meta name="description" content="{text(article.standfirst)}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="{NAME}">
<meta property="og:title" content="{text(brief.title)}">
<meta property="og:description" content="{text(article.standfirst)}">
<meta property="og:image" content="{text(addresses.picture(brief.slug))}">
<meta property="article:published_time" content="{iso_date(article.published_at)}">"""


def _page(title: str, head: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="{LANGUAGE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{text(title)}</title>
{head}
{_STYLE}
</head>
<body>
<nav aria-label="Seguici"><ul><li>facebook</li><li>instagram</li><li>linkedin</li></ul></nav>
<header><strong>{NAME}</strong></header>
{main}
<footer><p>{MOTTO} Fatti e voti sono inventati.</p></footer>
</body>
</html>
"""
