"""The chat page: the emulated Telegram in a browser, served at `/`.

It speaks the control API only (`/control/…`, of the emulator and of the publication) and is made of the files
in `static/`, as they are: no build step, and no address outside this server.
"""

from bot.emulator.page.cast import EDITOR_ID, GROUP, PEOPLE, Person
from bot.emulator.page.routes import add_page_routes

__all__ = ["EDITOR_ID", "GROUP", "PEOPLE", "Person", "add_page_routes"]
