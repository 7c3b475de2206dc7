"""The publication over HTTP: feeds, pages and pictures under `/publication/`."""

from aiohttp import web

from bot.emulator.publication import atom, breaking, json_feed, pages, rss
from bot.emulator.publication.addresses import PREFIX
from bot.emulator.publication.article import Article
from bot.emulator.publication.breaking import Breakage
from bot.emulator.publication.conditional import answer
from bot.emulator.publication.pictures import picture
from bot.emulator.publication.publication import Publication

_SECURE = {"Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"}


def add_routes(app: web.Application, publication: Publication) -> None:
    site = Site(publication)
    app.router.add_get(PREFIX, site.home)
    app.router.add_get(f"{PREFIX}/", site.home)
    app.router.add_get(f"{PREFIX}/feed.xml", site.rss)
    app.router.add_get(f"{PREFIX}/atom.xml", site.atom)
    app.router.add_get(f"{PREFIX}/feed.json", site.json)
    app.router.add_get(f"{PREFIX}/articles/{{slug}}", site.article)
    app.router.add_get(f"{PREFIX}/pictures/{{slug}}.png", site.picture)


class Site:
    """One handler for each kind of address."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication

    async def rss(self, request: web.Request) -> web.StreamResponse:
        paper = self._publication
        body = rss.rss(paper.standing, paper.addresses, updated_at=paper.changed_at)
        return await self._feed(request, body, "application/rss+xml")

    async def atom(self, request: web.Request) -> web.StreamResponse:
        paper = self._publication
        body = atom.atom(paper.standing, paper.addresses, updated_at=paper.changed_at)
        return await self._feed(request, body, "application/atom+xml")

    async def json(self, request: web.Request) -> web.StreamResponse:
        body = json_feed.json_feed(self._publication.standing, self._publication.addresses)
        return await self._feed(request, body, "application/feed+json")

    async def home(self, request: web.Request) -> web.StreamResponse:
        return self._page(request, pages.home_page(self._publication.standing, self._publication.addresses))

    async def article(self, request: web.Request) -> web.StreamResponse:
        article = self._publication.article(request.match_info["slug"])
        if article is None:
            return _plain_page(pages.missing_page(), status=404)
        if not article.stands:
            return _plain_page(pages.gone_page(article), status=410)
        return self._article(request, article)

    async def picture(self, request: web.Request) -> web.StreamResponse:
        article = self._publication.article(request.match_info["slug"])
        if article is None:
            return _plain_page(pages.missing_page(), status=404)
        return answer(request, picture(article.slug), "image/png", changed_at=article.published_at)

    def _article(self, request: web.Request, article: Article) -> web.StreamResponse:
        others = self._publication.standing
        return self._page(request, pages.article_page(article, others, self._publication.addresses))

    def _page(self, request: web.Request, page: str) -> web.StreamResponse:
        body = page.encode("utf-8", "replace")
        response = answer(request, body, "text/html", changed_at=self._publication.changed_at)
        response.headers.update(_SECURE)
        return response

    async def _feed(self, request: web.Request, body: bytes, content_type: str) -> web.StreamResponse:
        """The feed, or what its breakage makes of it."""
        self._publication.was_read.set()
        match self._publication.breakage:
            case Breakage.SERVER_ERROR:
                return web.Response(status=500, text="Internal Server Error")
            case Breakage.GONE:
                return web.Response(status=410, text="Gone")
            case Breakage.HTML:
                return web.Response(body=breaking.MAINTENANCE, content_type="text/html", charset="utf-8")
            case Breakage.TRUNCATED:
                body = breaking.truncated(body)
            case Breakage.SLOW:
                await self._publication.pulse.wait(self._publication.slow_seconds)
            case None:
                pass
        return answer(request, body, content_type, changed_at=self._publication.changed_at)


def _plain_page(page: str, *, status: int) -> web.Response:
    return web.Response(status=status, text=page, content_type="text/html", headers=_SECURE)
