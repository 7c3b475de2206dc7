"""Files in a snapshot: all that can still be sent again, and the bytes of the newest."""

import base64
from dataclasses import asdict
from typing import Any

from .bounds import SNAPSHOT
from .files import File, Files
from .messages import Data


def taken(files: Files) -> list[Data]:
    """The newest files, oldest first."""
    kept = files.newest(SNAPSHOT["files"])
    left, rows = SNAPSHOT["file_bytes"], []
    for file in reversed(kept):
        content = file.content or b""
        fits = file.content is not None and len(content) <= left
        left -= len(content) if fits else 0
        rows.append({**asdict(file), "content": base64.b64encode(content).decode() if fits else None})
    return rows[::-1]


def restore(files: Files, raw: list[dict[str, Any]]) -> None:
    """Put the files back."""
    for one in raw:
        content = one["content"]
        whole = None if content is None else base64.b64decode(content, validate=True)
        files.put(File(**{**one, "content": whole}))
