import pytest

from storage.database import Database
from tests.announcing import Announcer
from tests.clocks import ManualClock


@pytest.fixture
def announcer(db: Database, clock: ManualClock) -> Announcer:
    return Announcer(db, clock)
