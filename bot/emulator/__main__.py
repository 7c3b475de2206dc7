"""`python -m bot.emulator`: the emulator alone, until it is told to stop."""

import asyncio
import sys

from .alone import options, run

if __name__ == "__main__":
    sys.exit(asyncio.run(run(options(sys.argv[1:]))))
