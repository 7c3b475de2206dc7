"""Sharing: the pictures, files, albums and places that people send."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .args import Upload
from .files import File
from .messages import Data, Message
from .people import User
from .speaking import Where, Words, utter
from .stage import Stage

MOST = 10
"""Items of an album."""
_THUMBNAIL = 320
"""Pixels across the smaller of the two sizes in which a picture comes."""


@dataclass(frozen=True, slots=True)
class Item:
    """A picture or a file on its way into a chat. `has_spoiler`: the picture is veiled until it is tapped."""

    kind: Literal["photo", "document"]
    upload: Upload
    has_spoiler: bool = False


def send(stage: Stage, user: User, items: Sequence[Item], words: Words, where: Where) -> list[Message]:
    """Somebody sends one thing or an album; the words stand under the first picture, or the last file."""
    _check(items)
    album = {"media_group_id": str(next(stage.album_ids))} if len(items) > 1 else {}
    captioned = len(items) - 1 if items[0].kind == "document" else 0
    said = words.fields(stage, caption=True)
    return [
        utter(stage, user, {**_fields(stage, item), **(said if at == captioned else {}), **album}, where)
        for at, item in enumerate(items)
    ]


def share_location(stage: Stage, user: User, latitude: float, longitude: float, where: Where) -> Message:
    """Somebody shows where he is, in degrees; ValueError for a place that is not on this earth."""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError("a latitude is within 90 degrees, a longitude within 180")
    return utter(stage, user, {"location": {"latitude": latitude, "longitude": longitude}}, where)


def _check(items: Sequence[Item]) -> None:
    if not 1 <= len(items) <= MOST:
        raise ValueError(f"an album has up to {MOST} items")
    if len({item.kind for item in items}) > 1:
        raise ValueError("an album holds pictures or files, not both")
    if not all(item.upload.content for item in items):
        raise ValueError("nobody can send an empty file")


def _fields(stage: Stage, item: Item) -> Data:
    file = stage.files.add(item.kind, item.upload)
    if item.kind == "document":
        return {"document": {**file.identity(), "file_name": file.name, "mime_type": file.mime_type}}
    veil = {"has_media_spoiler": True} if item.has_spoiler else {}
    return {"photo": [_at(file, _THUMBNAIL), _at(file, file.width)], **veil}


def _at(file: File, width: int) -> Data:
    """The picture as a PhotoSize, scaled down to that many pixels across."""
    width = min(width, file.width)
    return {**file.identity(), "width": width, "height": max(1, file.height * width // file.width)}
