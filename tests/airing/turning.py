"""What the tests of turned announcements share: three texts, copies as they stand, and a correction."""

from collections.abc import Awaitable, Callable

from bot.airing.correcting import apply, ask, put
from bot.broadcasting.drafting import Place, Written
from bot.emulator import Emulator
from bot.model import AnnouncementId, Content, ReaderId
from storage.database import Database
from tests.announcing import text
from tests.talking import EDITOR, EN, FR, IT, NOW, ZONE, Said, said

FIRST = AnnouncementId(1)
THREE = {IT: text("Buonasera"), EN: text("Good evening"), FR: text("Bonsoir")}
EDITORS = Place(EDITOR, EDITOR, None, ZONE)
Pressed = list[tuple[ReaderId, AnnouncementId]]
Gets = Callable[..., Awaitable[Said]]
Makes = Callable[..., Content]


def now(telegram: Emulator, on: Said) -> Said:
    """The message as it stands."""
    there = {each.message_id: each for each in telegram.transcript(on.message)}
    return said(there[on.message.message_id])


def button(announcement_id: int, language: str) -> str:
    return f"aturn:{announcement_id}:{language}"


async def correct(db: Database, words: str) -> None:
    """Its Italian text says something else."""
    assert await ask(db, EDITORS, FIRST, IT) is None
    assert await put(db, EDITORS, FIRST, IT, Written(text(words), 1)) is None
    assert await apply(db, FIRST, now=NOW) is not None
