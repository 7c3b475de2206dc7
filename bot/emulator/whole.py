"""Files that are there whole or not at all, however the program that writes them ends."""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put the content into the file, made with its folder; a kill leaves the old one or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
