"""Bytes of any usual encoding as UTF-8, in blocks of whole lines."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from typing import BinaryIO

from poles_cli.base.errors import IO, USAGE, N_, PolesError
from poles_cli.base.text import plain

BLOCK = 1 << 17  # bytes read at once
LONGEST_ROW = 1 << 25  # bytes; beyond that a quote was surely left open

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_block(stream: BinaryIO) -> bytes:
    """Return what has come in, without waiting for a block to fill up; empty at the end."""
    read1: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read1(BLOCK)


def decode_line(line: bytes) -> str:
    """Return a line, UTF-8 or else cp1252, as text."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def utf8_blocks(stream: BinaryIO, encoding: str | None) -> Iterator[bytes]:
    """Yield the stream as valid UTF-8 without a mark, whole lines at a time.

    Without an `encoding`: UTF-8, a line that is not being cp1252, or what a byte-order mark says.
    Raises `PolesError` (usage) for an unknown encoding.
    """
    start = _start(stream)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    chosen = _normal(encoding) if encoding else marked or "utf-8"
    if chosen == "utf-8":
        start = start.removeprefix(codecs.BOM_UTF8)
        for block in _whole_lines(_chunks(start, stream)):
            yield block if _is_utf8(block) else _repaired(block)
    else:
        yield from _whole_lines(_transcoded(_chunks(start, stream), chosen))


def _start(stream: BinaryIO) -> bytes:
    start = b""
    while len(start) < 4 and (block := read_block(stream)):
        start += block
    return start


def _chunks(start: bytes, stream: BinaryIO) -> Iterator[bytes]:
    while start:
        yield start
        start = read_block(stream)


def _whole_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    tail = b""
    for chunk in chunks:
        cut = chunk.rfind(b"\n") + 1
        if cut:
            yield tail + chunk[:cut]
            tail = chunk[cut:]
        else:
            tail += chunk
        if len(tail) > LONGEST_ROW:
            raise too_long(len(tail))
    if tail:
        yield tail


def _transcoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    try:
        text = decoder.decode(next(chunks, b"")).removeprefix("\ufeff")
        for chunk in chunks:
            yield text.encode("utf-8", "replace")
            text = decoder.decode(chunk)
        yield (text + decoder.decode(b"", final=True)).encode("utf-8", "replace")
    except UnicodeError as error:  # some encodings refuse, whatever they are told to replace
        raise PolesError(
            USAGE,
            N_("The file is not in the encoding “{word}”."),
            N_("Leave --encoding out, to have it found out."),
            word=encoding,
        ) from error


def _is_utf8(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def _repaired(block: bytes) -> bytes:
    return b"\n".join([decode_line(line).encode() for line in block.split(b"\n")])


def _normal(encoding: str) -> str:
    """Return an encoding's one name; refuse what is not an encoding of text."""
    try:
        "".encode(encoding)
        return codecs.lookup(encoding).name
    except (LookupError, UnicodeError, ValueError) as error:
        raise PolesError(
            USAGE,
            N_("There is no encoding “{word}”. Usual ones: {candidates}."),
            N_("Type: poles locate --help"),
            word=plain(encoding),
            candidates="utf-8, cp1252, latin-1, utf-16",
        ) from error


def too_long(size: int) -> PolesError:
    """Return the error for a row that never seems to end."""
    return PolesError(
        IO,
        N_("A row is longer than {size} MB: a quote may have been left open."),
        N_("Close the quote, or say which --delimiter the file has."),
        size=size >> 20,
    )
