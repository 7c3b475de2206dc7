"""Media: photos, documents and the rest, from an upload, a file_id or an address to the fields of a message.

An address is never fetched: one that looks like one is taken for a file of that name. Pictures of a message
come in one size only.
"""

import re
from dataclasses import dataclass
from typing import Any

from .args import Args, Upload
from .bodies import caption_fields, caption_given
from .chats import Chat
from .files import File, Files
from .messages import Data
from .refusals import Refused
from .sending import Content
from .stage import Request
from .texts.given import Given, given_text
from .texts.links import BadLink, checked

KINDS = ("photo", "document", "animation", "video", "audio", "voice")
LARGEST_PHOTO, LARGEST_FILE = 10 << 20, 50 << 20
_FILE_ID = re.compile(r"[A-Za-z0-9_-]{10,200}")
_TALL = ("animation", "video")


@dataclass(frozen=True, slots=True)
class Medium:
    """One medium of a call: where its file is, and what stands under it."""

    kind: str
    source: str
    caption: Given
    above: bool = False
    spoiler: bool = False


def medium_asked(args: Args, kind: str) -> Medium:
    """The medium of a send… call; refused when the call brings none."""
    source = args.text(kind) or (f"attach://{kind}" if kind in args.uploads else "")
    if not source:
        raise Refused(f"There is no {kind} in the request")
    flags = args.flag("show_caption_above_media"), args.flag("has_spoiler")
    return Medium(kind, source, caption_given(args), *flags)


def media_asked(raw: object) -> list[Medium]:
    """The media of an album."""
    if not isinstance(raw, list):
        raise Refused("Expected an Array of InputMedia")
    media = [one_medium(item) for item in raw]
    if not media:
        raise Refused("There are no messages to send")
    if len(media) > 10:
        raise Refused("Too many messages to send as an album")
    families = {family(one.kind) for one in media}
    if len(families) > 1 or families & {"animation", "voice"}:
        raise Refused("Can't use the media of the specified type in the album")
    return media


def family(kind: str) -> str:
    """Which kinds may stand in one album: pictures and films together, every other among itself."""
    return "visual" if kind in ("photo", "video") else kind


def one_medium(raw: object) -> Medium:
    """One InputMedia object."""
    if not isinstance(raw, dict):
        raise Refused("Can't parse InputMedia: expected an Object")
    kind, source = str(raw.get("type", "")), raw.get("media")
    if kind not in KINDS:
        raise Refused(f"Can't parse InputMedia: type {kind} is unsupported")
    if not isinstance(source, str) or not source:
        raise Refused("Can't parse InputMedia: media not found")
    flags = raw.get("show_caption_above_media") is True, raw.get("has_spoiler") is True
    return Medium(kind, source, _caption_of(raw), *flags)


def _caption_of(raw: dict[str, Any]) -> Given:
    caption, mode = str(raw.get("caption") or ""), str(raw.get("parse_mode") or "")
    return given_text(caption, mode, raw.get("caption_entities"))


def media_body(request: Request, medium: Medium) -> Content:
    """The content of a message with this medium."""

    def content(_chat: Chat) -> Data:
        file = _file(request, medium)
        fields = {**_file_fields(medium.kind, file), **caption_fields(medium.caption, request.world)}
        if medium.above:
            fields["show_caption_above_media"] = True
        if medium.spoiler and medium.kind in ("photo", *_TALL):
            fields["has_media_spoiler"] = True
        return fields

    return content


def _file(request: Request, medium: Medium) -> File:
    files, source = request.stage.files, medium.source
    if source.startswith("attach://"):
        return _uploaded(files, medium.kind, request.args.uploads.get(source[9:]))
    known = files.get(source)
    if known is not None:
        return known
    if _FILE_ID.fullmatch(source):
        raise Refused("Wrong file identifier/HTTP URL specified")
    return _linked(files, medium.kind, source)


def _uploaded(files: Files, kind: str, upload: Upload | None) -> File:
    if upload is None:
        raise Refused("Wrong file identifier/HTTP URL specified")
    if not upload.content:
        raise Refused("File must be non-empty")
    if len(upload.content) > (LARGEST_PHOTO if kind == "photo" else LARGEST_FILE):
        raise Refused("too big for a photo" if kind == "photo" else "Request Entity Too Large")
    return files.add(kind, upload)


def _linked(files: Files, kind: str, source: str) -> File:
    try:
        address = checked(source)
    except BadLink as wrong:
        raise Refused("Wrong file identifier/HTTP URL specified") from wrong
    name = address.partition("?")[0].rpartition("/")[2] or "file"
    return files.add(kind, Upload(name, address.encode()), address=address)


def _file_fields(kind: str, file: File) -> Data:
    identity = file.identity()
    if kind == "photo":
        return {"photo": [{**identity, "width": file.width, "height": file.height}]}
    named = {**identity, "mime_type": file.mime_type}
    if kind == "voice":
        return {"voice": {**named, "duration": 0}}
    named["file_name"] = file.name
    if kind == "document":
        return {"document": named}
    timed = {**named, "duration": 0}
    if kind == "audio":
        return {"audio": timed}
    sized = {**timed, "width": 1280, "height": 720}
    # An animation is a document too, for clients older than animations.
    return {kind: sized, "document": named} if kind == "animation" else {kind: sized}
