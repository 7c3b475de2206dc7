"""Memory: how much of the machine's this process has."""

import os
import resource
import sys
from pathlib import Path

STATM = Path("/proc/self/statm")


def resident(statm: Path = STATM) -> int:
    """Bytes in memory now; where the system does not tell that, the most there ever were."""
    try:
        return int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
