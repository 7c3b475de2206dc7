"""A ground for each scenario, and a seed that is printed where a run fails and can be given again."""

import os
import random
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from tests.battery.ground import Ground, ground

Grounds = Callable[..., AbstractAsyncContextManager[Ground]]


@pytest.fixture
def seed() -> int:
    chosen = int(os.environ.get("SEED") or random.randrange(1_000_000))
    print(f"SEED={chosen}")
    return chosen


@pytest.fixture
def grounds(tmp_path: Path) -> Grounds:
    """Makes a ground of a given kind."""
    return partial(ground, tmp_path)


@pytest.fixture
async def here(grounds: Grounds) -> AsyncIterator[Ground]:
    """A ground with a dozen readers."""
    async with grounds() as made:
        yield made
