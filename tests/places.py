"""Places, and a copy, for the tests that speak of them."""

from bot.model import Copy, CopyCause, Home, Place

ATTIC = Place(machine="aaaa", host="attic", filesystem="1f", inode=130, path="/srv/bot/strillone.sqlite3")
CELLAR = Place(machine="bbbb", host="cellar", filesystem="2f", inode=988, path="/srv/bot/strillone.sqlite3")
COPY = Copy(number=42, cause=CopyCause.ANOTHER_HOST, home=Home(ATTIC), here=CELLAR)
"""The database of the attic, found in the cellar."""
