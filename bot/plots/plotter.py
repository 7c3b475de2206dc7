"""The plotter: has pictures drawn, one at a time, in a process of its own. It may fail, no reply does."""

import asyncio
import json
import logging
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from bot.plots.picture import Picture, to_json
from bot.process import Ended, TooLong, TooMuch, run

log = logging.getLogger(__name__)

CHILD = (sys.executable, "-m", "bot.plots.child")
FOLDER = Path(__file__).resolve().parents[2]
"""Where `-m` finds the package."""
SECONDS = 20.0
"""A picture takes one second, and the first one of a run some more: matplotlib looks for fonts."""
LARGEST = 5 * 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n"


class Plotter:
    """Draws, until `close`. What matplotlib learns about fonts is kept in a folder for so long."""

    def __init__(self, *, command: Sequence[str] = CHILD, seconds: float = SECONDS) -> None:
        self._command = command
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._notes: str | None = None

    async def draw(self, picture: Picture) -> bytes | None:
        """The picture as a PNG; None where it cannot be drawn, which is logged."""
        given = (json.dumps(to_json(picture)).encode(),)
        async with self._turn:
            self._notes = self._notes or mkdtemp(prefix="strillone-plots-")
            try:
                ended = await run(
                    self._command,
                    given,
                    folder=FOLDER,
                    seconds=self._seconds,
                    largest=LARGEST,
                    told={"MPLCONFIGDIR": self._notes},
                )
            except (TooLong, TooMuch, OSError) as error:
                log.error("a picture was not drawn", extra={"error": type(error).__name__})
                return None
        return _image(ended)

    def close(self) -> None:
        """Take the folder away."""
        if self._notes is not None:
            shutil.rmtree(self._notes, ignore_errors=True)
            self._notes = None


def _image(ended: Ended) -> bytes | None:
    image = b"".join(ended.output)
    if ended.code == 0 and image.startswith(PNG):
        return image
    last_words = ended.last_words.decode("utf-8", "replace")[-500:]
    log.error("a picture was not drawn", extra={"code": ended.code, "last_words": last_words})
    return None
