"""Crowds: which readers, in a bit each. A million of them is an eighth of a megabyte, in whatever order."""

from bot.model import ReaderId


class Crowd:
    """A set of readers that only grows."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, reader_id: ReaderId) -> None:
        byte, bit = divmod(reader_id, 8)
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte + 1 - len(self._bits)))
        self._bits[byte] |= 1 << bit

    def __contains__(self, reader_id: ReaderId) -> bool:
        byte, bit = divmod(reader_id, 8)
        return byte < len(self._bits) and bool(self._bits[byte] >> bit & 1)
