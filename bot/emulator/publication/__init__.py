"""A pretend publication on loopback: "Piazza Schuman", briefs on an invented European politics.

briefs/*.toml → library → Publication (what is out, corrected, withdrawn) → feeds, pages, pictures → HTTP

It gives the product something to read where there is no publication yet, and the tests one that does what
they say. All its texts are written for it and all its events are invented.
"""

from bot.emulator.publication.breaking import Breakage
from bot.emulator.publication.publication import NoSuchArticle, Publication
from bot.emulator.publication.routes import add_publication_routes
from bot.emulator.publication.writing import Brief, Section

__all__ = ["Breakage", "Brief", "NoSuchArticle", "Publication", "Section", "add_publication_routes"]
