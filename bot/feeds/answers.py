"""Answers: a large JSON document read in a thread without holding up the event loop.

Three things would stop every other thread meanwhile, and each has its measure here:
1. the C scanner of `json` reads a document in one call (30 MB: a fifth of a second); beyond a small size the
   Python scanner does it, which `json` keeps for platforms without the other and which gives way between two
   values;
2. so does decoding; it is done piece by piece;
3. the garbage collector walks all objects at once (700,000: an eighth of a second); so their number is
   bounded.
"""

import codecs
import json
from collections.abc import Sequence
from json import decoder, scanner
from typing import Any

from bot.errors import Unparsable

SMALL = 512 * 1024
"""Bytes up to which the C scanner is done within some milliseconds."""
HOLDERS = 150_000
"""Lists and objects in one answer. The busiest real feeds have some thousands."""


class _Yielding(json.JSONDecoder):
    """Reads as `json.JSONDecoder` does, value by value in Python."""

    def __init__(self) -> None:
        super().__init__()
        self.parse_object = decoder.JSONObject  # type: ignore[attr-defined]
        self.parse_array = decoder.JSONArray  # type: ignore[attr-defined]
        self.scan_once = scanner.py_make_scanner(self)  # type: ignore[attr-defined]


def read_answer(pieces: Sequence[bytes]) -> object:
    """Return the JSON document that the pieces make; raise Unparsable when they make none."""
    if sum(piece.count(b"[") + piece.count(b"{") for piece in pieces) > HOLDERS:
        raise Unparsable("it is formatted in too many places.")
    small = sum(map(len, pieces)) <= SMALL
    read: Any = json.JSONDecoder() if small else _Yielding()
    try:
        return read.decode("".join(codecs.iterdecode(pieces, "utf-8")))
    except (ValueError, RecursionError) as error:
        raise Unparsable("its reading ended without an answer.") from error
