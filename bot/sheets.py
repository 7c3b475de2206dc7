"""Sheets: a table for a spreadsheet, row after row. What grows beyond a mail's size goes into a zip.

Telegram takes files of fifty megabytes: as a zip, that is some millions of lines.
"""

import asyncio
import csv
import io
import zipfile
from collections.abc import Iterable

from bot.outcomes import Exported

PLAIN = 5_000_000
"""Characters up to which a sheet stays as it is, to be read on a phone."""
_AT_ONCE = 250_000
"""Characters that are packed in one go."""


class Sheet:
    """In memory: as text, then packed. `name` is without an ending."""

    def __init__(self, name: str, *, plain: int = PLAIN, at_once: int = _AT_ONCE) -> None:
        self._name = name
        self._plain = plain
        self._at_once = at_once
        self._text = io.StringIO(newline="")
        self._packed = io.BytesIO()
        self._zip: zipfile.ZipFile | None = None
        self._entry: io.BufferedIOBase | None = None

    async def add(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Rows below the last ones. What is packed is packed beside the loop."""
        csv.writer(self._text).writerows(rows)
        if self._text.tell() > (self._plain if self._entry is None else self._at_once):
            await asyncio.to_thread(self._pack)

    async def finish(self) -> Exported:
        """The file: nothing can be added to it any more."""
        if self._zip is None or self._entry is None:
            return Exported(f"{self._name}.csv", self._text.getvalue().encode())
        await asyncio.to_thread(self._pack)
        self._entry.close()
        self._zip.close()
        return Exported(f"{self._name}.zip", self._packed.getvalue())

    def _pack(self) -> None:
        self._open().write(self._text.getvalue().encode())
        self._text = io.StringIO(newline="")

    def _open(self) -> io.BufferedIOBase:
        if self._entry is None:
            self._zip = zipfile.ZipFile(self._packed, "w", zipfile.ZIP_DEFLATED)
            self._entry = self._zip.open(f"{self._name}.csv", "w", force_zip64=True)  # type: ignore[assignment]
        assert self._entry is not None
        return self._entry
