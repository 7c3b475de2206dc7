"""A ground for each scenario, and a seed that is printed where a run fails and can be given again."""

import os
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from tests.battery.ground import Ground, ground
from tests.battery.nursery import Nursery

Grounds = Callable[..., AbstractAsyncContextManager[Ground]]


@pytest.fixture
def seed() -> int:
    chosen = int(os.environ.get("SEED") or random.randrange(1_000_000))
    print(f"SEED={chosen}")
    return chosen


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery | None]:
    """Where programs are started; none where their coverage is counted, from their first line on."""
    if any(name.startswith(("COV_", "COVERAGE")) for name in os.environ):
        yield None
        return
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def grounds(tmp_path: Path, nursery: Nursery | None) -> Grounds:
    """Makes a ground of a given kind."""
    return partial(ground, tmp_path, nursery=nursery)


@pytest.fixture
async def here(grounds: Grounds) -> AsyncIterator[Ground]:
    """A ground with a dozen readers."""
    async with grounds() as made:
        yield made
