"""The write-ahead log as it lies on disk: where its transactions end.

Format: a header of 32 bytes, then frames of 24 bytes and a page. A frame that ends a transaction says how
large the database is after it; one of an older log has other salts. (sqlite.org/fileformat2.html, 4.1)
"""

import struct
from pathlib import Path

HEADER = 32
FRAME = 24


def commits(log: Path) -> list[int]:
    """The offsets at which a transaction ends, the header's end first."""
    content = log.read_bytes()
    page_size, salts = struct.unpack(">I", content[8:12])[0], content[16:24]
    ends = [HEADER]
    for start in range(HEADER, len(content) - FRAME - page_size + 1, FRAME + page_size):
        size, frame_salts = (
            struct.unpack(">I", content[start + 4 : start + 8])[0],
            content[start + 8 : start + 16],
        )
        if frame_salts != salts:
            break
        if size:
            ends.append(start + FRAME + page_size)
    return ends
