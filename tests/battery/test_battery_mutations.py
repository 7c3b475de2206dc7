"""Each guard that `make mutations` reverses is where it is said to be, and who must see it is there."""

import re
from pathlib import Path

import pytest

from tests.battery.long_form import SHOTS
from tests.battery.mutate import missing
from tests.battery.mutation import Mutation, listed

HERE = Path(__file__).parent
MUTATIONS = listed()
SCENARIOS = {shot.name: shot for shot in SHOTS}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[mutation.guard for mutation in MUTATIONS])
def test_a_guard_is_where_its_mutation_looks_for_it(mutation: Mutation) -> None:
    assert missing(mutation) == []
    file, _, test = mutation.test.partition("::")
    if test:
        assert re.search(rf"def {test}\b", (HERE / file).read_text("utf-8"))
    else:
        assert [shot for shot in SHOTS if mutation.test in shot.name] == [SCENARIOS[mutation.test]]


def test_no_guard_is_listed_twice() -> None:
    guards = [mutation.guard for mutation in MUTATIONS]
    assert len(guards) == len(set(guards)) > 30
