"""Collecting: what Python's garbage collector looks at in a program that runs for months.

By default it looks at the youngest objects after each 700 new ones, so some seven times a second per hundred
messages a second, and now and then at everything there is: catalogues, names, handlers, which are never
garbage. That is a twelfth of a message's cost, and the longest pauses of the loop.
"""

import gc

YOUNG = 10_000
"""New objects after which the youngest are looked at: a pause of well under a millisecond."""


def settle() -> None:
    """The program has started: what there is by now stays, and is not looked at any more.

    This is said once, and for the whole process. Nothing of it is garbage; to make sure of that would hold up
    the first replies.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
