"""Multipart: parameters and files of a call as one body, for the few calls that carry a file."""

from collections.abc import Mapping
from secrets import token_hex
from typing import IO

Files = Mapping[str, tuple[str, bytes | IO[bytes], str]]
"""By the name of its part: a file's name, its bytes, its media type."""


def encode(fields: Mapping[str, str], files: Files) -> tuple[str, bytes]:
    """The content type, which names the boundary, and the body."""
    boundary = token_hex(16)
    parts = [_part(boundary, _disposition(name), value.encode()) for name, value in fields.items()]
    for name, (filename, content, kind) in files.items():
        head = f'{_disposition(name)}; filename="{_plain(filename)}"\r\nContent-Type: {_plain(kind)}'
        parts.append(_part(boundary, head, content if isinstance(content, bytes) else content.read()))
    return f"multipart/form-data; boundary={boundary}", b"".join([*parts, f"--{boundary}--\r\n".encode()])


def _part(boundary: str, head: str, content: bytes) -> bytes:
    return b"".join((f"--{boundary}\r\n{head}\r\n\r\n".encode(), content, b"\r\n"))


def _disposition(name: str) -> str:
    return f'Content-Disposition: form-data; name="{_plain(name)}"'


def _plain(text: str) -> str:
    """Text without characters that could end a header line or its own quotes.

    Names travel as UTF-8, as Telegram expects, not percent-encoded.
    """
    kept = "".join(each for each in text if each.isprintable())
    return kept.replace("\\", "\\\\").replace('"', '\\"') or "file"
