from collections.abc import AsyncIterator

import pytest

from bot.emulator import Emulator, User
from bot.emulator.args import Upload
from bot.i18n import Catalogues
from bot.model import Content, Language, MediaKind, Medium, Words
from bot.transport.api import BotApi
from bot.transport.request import DirectRequest
from storage.database import Database
from tests.airing.turning import Gets, Makes
from tests.announcing import BOLD
from tests.clocks import ManualClock
from tests.couriers import Courier
from tests.stations import Station
from tests.talking import Said, Say, said


@pytest.fixture
def station(db: Database, clock: ManualClock, catalogues: Catalogues) -> Station:
    return Station(db, clock, catalogues)


@pytest.fixture
async def courier(
    telegram: Emulator, db: Database, clock: ManualClock, catalogues: Catalogues
) -> AsyncIterator[Courier]:
    request = DirectRequest(connections=2)
    await request.initialize()
    yield Courier(db, clock, catalogues, BotApi(request, telegram.token, root=telegram.url))
    await request.shutdown()


@pytest.fixture
def gets(telegram: Emulator, say: Say, anna: User, courier: Courier) -> Gets:
    """An announcement goes out to whoever there is; the copy of Anna, or of somebody else."""

    async def send(texts: dict[Language, Content], *, to: User = anna, **more: object) -> Said:
        await say("/start", as_=to)
        await courier.goes_out(texts, **more)
        await courier.sends()
        return said(telegram.transcript(to)[-1])

    return send


@pytest.fixture
def medium(telegram: Emulator) -> Makes:
    """A picture or a file that Telegram has."""

    def make(kind: MediaKind, caption: str, name: str = "one", *, above: bool = False) -> Content:
        file = telegram.stage.files.add(kind.value, Upload(f"{name}.bin", name.encode()))
        return Content(media=(Medium(kind, file.file_id, Words(caption, (BOLD,)), above),))

    return make
