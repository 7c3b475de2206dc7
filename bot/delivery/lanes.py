"""Lanes: how bulk messages of different urgency share the slots of one pace.

Weighted 6 : 3 : 1 and work-conserving: a lane that has nothing leaves its share to the others, a lane that
has something always moves. What rounding denies a lane is credit it carries to the next tick.
"""

from collections.abc import Mapping

from bot.model import Lane

WEIGHTS: Mapping[Lane, int] = {Lane.BRIEF: 6, Lane.DIGEST: 3, Lane.BROADCAST: 1}

Credit = Mapping[Lane, int]


def share(slots: int, ready: Mapping[Lane, int], credit: Credit) -> tuple[dict[Lane, int], Credit]:
    """How many of the slots each lane gets, and the credit to pass in next time.

    Smooth weighted round robin: each slot goes to the lane with most credit. A lane that runs empty loses its
    credit, so that idleness cannot be saved up for a burst.
    """
    left = {lane: ready.get(lane, 0) for lane in WEIGHTS}
    owed = {lane: credit.get(lane, 0) for lane in WEIGHTS if left[lane] > 0}
    taken: dict[Lane, int] = {}
    for _ in range(slots):
        if not owed:
            break
        lane = _next(owed)
        taken[lane] = taken.get(lane, 0) + 1
        left[lane] -= 1
        if left[lane] == 0:
            del owed[lane]
    return taken, owed


def _next(owed: dict[Lane, int]) -> Lane:
    for lane in owed:
        owed[lane] += WEIGHTS[lane]
    chosen = max(owed, key=lambda lane: owed[lane])
    owed[chosen] -= sum(WEIGHTS[lane] for lane in owed)
    return chosen
