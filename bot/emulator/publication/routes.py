"""The publication's routes: the site under `/publication/`, its steering under `/control/publication`."""

from aiohttp import web

from bot.emulator.publication import control, site
from bot.emulator.publication.publication import Publication


def add_publication_routes(app: web.Application, publication: Publication) -> None:
    """Serve a publication, and let programs of this machine steer it."""
    site.add_routes(app, publication)
    control.add_routes(app, publication)
