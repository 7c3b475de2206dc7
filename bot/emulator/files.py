"""Files: what was uploaded, by file_id. Bytes of the oldest go; their ids stay good for sending again."""

import hashlib
import mimetypes
import secrets
from collections import deque
from dataclasses import dataclass, replace
from typing import Any

from .args import Upload
from .bounds import BOUNDS
from .pictures import UNKNOWN, look_at

LARGEST_DOWNLOAD = 20 << 20
"""Bytes of the largest file getFile hands out."""


@dataclass(frozen=True, slots=True)
class File:
    """One stored file; `content` is None once forgotten. `address`: where a linked one is; it is not fetched.

    `width` and `height` are those of a picture, in pixels.
    """

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    size: int
    path: str
    content: bytes | None
    address: str = ""
    width: int = UNKNOWN[0]
    height: int = UNKNOWN[1]

    def as_json(self) -> dict[str, Any]:
        """The File object of the Bot API."""
        return {**self.identity(), "file_path": self.path}

    def identity(self) -> dict[str, Any]:
        """The three fields all kinds of files share."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    """The files of one bot."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._whole: deque[str] = deque()
        self._added = 0
        self._by_path: dict[str, str] = {}

    def add(self, kind: str, upload: Upload, *, address: str = "") -> File:
        """Store an upload, or what stands for an address, as a file of this kind ("photo", "document" …)."""
        file_id = "AgAC" + secrets.token_urlsafe(36)
        unique_id = "AQ" + hashlib.sha256(upload.content).hexdigest()[:14]
        guessed = mimetypes.guess_type(upload.name)[0] or upload.content_type
        path = f"{kind}s/file_{self._added}{_suffix(upload.name)}"
        look = look_at(upload.content)
        file = File(
            file_id,
            unique_id,
            kind,
            upload.name,
            guessed,
            len(upload.content),
            path,
            upload.content,
            address,
            *((look.width, look.height) if look else UNKNOWN),
        )
        self.put(file)
        return file

    def put(self, file: File) -> None:
        """Keep a file; the oldest make room."""
        self._added = max(self._added, _number(file.path) + 1)
        self._by_id[file.file_id] = file
        self._by_path[file.path] = file.file_id
        if file.content is not None:
            self._whole.append(file.file_id)
        self._make_room()

    def _make_room(self) -> None:
        while len(self._whole) > BOUNDS["files"]:
            oldest = self._whole.popleft()
            self._by_id[oldest] = replace(self._by_id[oldest], content=None)
        while len(self._by_id) > BOUNDS["file_ids"]:
            del self._by_path[self._by_id.pop(next(iter(self._by_id))).path]

    def get(self, file_id: str) -> File | None:
        """The file with this id."""
        return self._by_id.get(file_id)

    def newest(self, most: int) -> list[File]:
        """The files that came last, oldest first."""
        return list(self._by_id.values())[-most:]

    def at(self, path: str) -> File | None:
        """The file at this path."""
        return self._by_id.get(self._by_path.get(path, ""))


def _suffix(name: str) -> str:
    _, dot, ending = name.rpartition(".")
    return f".{ending}" if dot and ending.isascii() and ending.isalnum() and len(ending) <= 8 else ""


def _number(path: str) -> int:
    """Which of all files this one is, as its path says."""
    return int(path.rpartition("file_")[2].partition(".")[0])
