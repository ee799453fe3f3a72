"""Names that end with a NUL, as `find -print0` and others write them, as a stream of lines."""

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
        """Fill `buffer` as far as the stream has something now; 0 is its end."""
        view = memoryview(buffer)
        block = self._stream.read1(len(view)).translate(_LINES)  # type: ignore[attr-defined]
        view[: len(block)] = block
        return len(block)


def lines_of(stream: BinaryIO) -> BinaryIO:
    """Return a stream with a line for each name; a line end inside a name is a space."""
    return io.BufferedReader(_Lines(stream))
