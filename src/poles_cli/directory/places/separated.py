"""Turn names that end with a NUL, as `find -print0` writes them, into a stream of lines."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_LINES = bytes.maketrans(b"\0\n\r", b"\n  ")


class _Lines(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill `buffer` with the bytes available now; 0 means the end."""
        view = memoryview(buffer)
        block = self._stream.read1(len(view)).translate(_LINES)  # type: ignore[attr-defined]
        view[: len(block)] = block
        return len(block)


def lines_of(stream: BinaryIO) -> BinaryIO:
    """Return a stream with one line per name; a line end inside a name becomes a space."""
    return io.BufferedReader(_Lines(stream))
