"""One picture asked for and drawn, within limits that the kernel holds."""

import json
import resource
import sys

from bot.plots.picture import from_json

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 15


def main() -> int:
    """Set the limits, read a picture, write its PNG, and end."""
    limit()
    asked = json.loads(sys.stdin.buffer.read())
    from bot.plots.child.drawing import draw

    sys.stdout.buffer.write(draw(from_json(asked)))
    sys.stdout.buffer.flush()
    return 0


def limit() -> None:
    """Give up, for good, what drawing does not need."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
