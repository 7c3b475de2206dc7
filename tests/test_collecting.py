"""What the collector is told, in a process of its own: it would be told for all other tests too."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SETTLED = """
import gc, weakref
from bot.collecting import YOUNG, settle

class Ring:
    pass

def ring():
    made = Ring()
    made.itself = made
    return weakref.ref(made)

settle()
assert gc.get_freeze_count() > 1_000
assert gc.get_threshold()[0] == YOUNG
after = ring()
gc.collect()
assert after() is None, "what comes later is looked at"
"""


def test_what_there_is_stays_and_what_comes_later_is_looked_at() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SETTLED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
