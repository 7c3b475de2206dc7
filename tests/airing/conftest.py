import pytest

from bot.i18n import Catalogues
from storage.database import Database
from tests.clocks import ManualClock
from tests.stations import Station


@pytest.fixture
def station(db: Database, clock: ManualClock, catalogues: Catalogues) -> Station:
    return Station(db, clock, catalogues)
