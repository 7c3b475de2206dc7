"""Power cuts: what was not synced is torn at any byte, and what the database says then is a prefix."""

import hashlib
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.battery.ground import Ground
from tests.battery.ledger_read import LedgerRead
from tests.battery.truth import Tally, unsound
from tests.battery.wal import FRAME, commits

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
_ONE_PAGE = 4096


async def torn_logs(here: Ground, *, cuts: int, seed: int) -> Tally:
    """Killed in the middle of a brief, then its log cut at random bytes: each commit is there whole or not
    at all. With the last one whole, the program goes on as after any kill.
    """
    dice = random.Random(seed)
    await _killed(here)
    whole = _Log(here.database, here.folder)
    for _ in range(cuts):
        whole.is_a_prefix_when_cut(dice)
    whole.tear_the_tail_of(here.database, dice)
    await here.finishes(rate=60)
    return await here.ends_well()


async def _killed(here: Ground) -> None:
    await here.telegram.latency(0.05)
    await here.plans("uno")
    async with here.running(RATE="60") as bot:
        await here.until_delivered("uno", len(here.readers) // 2)
        await bot.kill()


class _Log:
    """A database and its log as a kill left them; copies of them are cut."""

    def __init__(self, database: Path, folder: Path) -> None:
        self._kept = folder / "killed"
        self._kept.mkdir()
        for suffix in ("", "-wal"):
            shutil.copy(f"{database}{suffix}", self._kept)
        self._database = self._kept / database.name
        self._log = Path(f"{self._database}-wal").read_bytes()
        self._ends = commits(Path(f"{self._database}-wal"))
        assert len(self._ends) > 5, "too few transactions to cut between"
        self._known: dict[int, str] = {}

    def is_a_prefix_when_cut(self, dice: random.Random) -> None:
        """Cut anywhere between two commits, it says exactly what the first of them left."""
        chosen = dice.randrange(len(self._ends))
        end = self._ends[chosen]
        following = self._ends[chosen + 1] if chosen + 1 < len(self._ends) else end + FRAME + _ONE_PAGE
        cut = dice.randrange(end, following)
        log = (self._log + dice.randbytes(FRAME + _ONE_PAGE))[:cut]
        assert self._says(log) == self._after(chosen), (chosen, cut)

    def tear_the_tail_of(self, database: Path, dice: random.Random) -> None:
        """After its last commit, a transaction of which only some bytes reached the disk."""
        torn = self._log[: self._ends[-1]] + dice.randbytes(dice.randrange(FRAME + _ONE_PAGE))
        Path(f"{database}-wal").write_bytes(torn)
        Path(f"{database}-shm").unlink(missing_ok=True)

    def _after(self, chosen: int) -> str:
        """What the database says with everything up to a commit, and nothing after it."""
        if chosen not in self._known:
            self._known[chosen] = self._says(self._log[: self._ends[chosen]])
        return self._known[chosen]

    def _says(self, log: bytes) -> str:
        with self._copy(log) as ledger:
            assert unsound(ledger) == []
            tables = [name for (name,) in ledger.asks(_TABLES)]
            said = [ledger.asks(f"SELECT * FROM {name}") for name in tables]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    @contextmanager
    def _copy(self, log: bytes) -> Iterator[LedgerRead]:
        place = self._kept / "copy"
        place.mkdir()
        try:
            shutil.copy(self._database, place)
            Path(f"{place / self._database.name}-wal").write_bytes(log)
            yield LedgerRead(place / self._database.name)
        finally:
            shutil.rmtree(place)
