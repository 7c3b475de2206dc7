"""The publication's routes: the site under `/publication/`, its steering under `/control/publication`."""

from aiohttp import web

from bot.emulator.publication import control, site
from bot.emulator.publication.publication import Publication


def add_publication_routes(app: web.Application, publication: Publication, *, patience: float = 0.0) -> None:
    """Serve a publication, and let programs of this machine steer it.

    The next brief waits up to `patience` seconds for the first look at a feed of this run: to a reader of
    feeds all that is there at its first look is no news.
    """
    site.add_routes(app, publication)
    control.add_routes(app, publication, patience=patience)
