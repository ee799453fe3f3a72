"""Convert bytes of any usual encoding to UTF-8, in blocks of whole lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from poles_cli.base.errors import IO, USAGE, N_, PolesError
from poles_cli.base.text import plain

BLOCK = 1 << 17  # bytes read at once
LONGEST_ROW = 1 << 25  # bytes; beyond that, a quote is surely unclosed
MOST_CELLS = 1_000_000  # of a row with quotes, whose cells are all in memory

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # starts like the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The positions of the zero bytes of plain letters, among two or four.
_ZEROS = {
    "utf-32-le": (False, True, True, True),
    "utf-32-be": (True, True, True, False),
    "utf-16-le": (False, True, False, True),
    "utf-16-be": (True, False, True, False),
}
_GUNZIP = N_("Type: gunzip -c FILE | poles locate --csv - --column NAME")
_EXPORT = N_("Save it as CSV UTF-8, then give that file.")
_UNZIP = N_("Type: unzip -p FILE | poles locate --csv - --column NAME")
NOT_TEXT = (
    (b"PK\x03\x04", N_("a ZIP archive"), _UNZIP),
    (b"\x1f\x8b", N_("a gzip archive"), _GUNZIP),
    (b"\xd0\xcf\x11\xe0", N_("a document in an old Office format"), _EXPORT),
    (b"%PDF-", N_("a PDF document"), _EXPORT),
    (b"SQLite format 3\0", N_("a SQLite database"), _EXPORT),
    (b"PAR1\x15", N_("a Parquet file"), _EXPORT),
)
# Bytes of French accented letters: those of cp1252, and those of Mac Roman that are not in cp1252.
_CP1252 = frozenset("àâçéèêëîïôùûüÀÂÇÉÈÊËÎÏÔÙÛÜ".encode("cp1252"))
_MAC_ROMAN = frozenset("àâçéèêùûüÂÉÊ".encode("mac-roman"))
# In Mac Roman, ë, î, ï and ô have the bytes of cp1252's quotes, bullet and trademark, but in words.
_MAC_ROMAN_INSIDE = re.compile(rb"(?<=[A-Za-z])[\x91\x94\x95\x99](?=[a-z])")


def read_block(stream: BinaryIO) -> bytes:
    """Return the available bytes, without waiting for a full block; empty at the end."""
    read1: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read1(BLOCK)


def decode_line(line: bytes) -> str:
    """Return a line as text: in UTF-8, else in the encoding that its accented letters suggest."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode(_one_byte(line), "replace")


def decoded_once(text: str) -> str:
    """Repair UTF-8 text that was read as cp1252: « LÃ©vis » gives Lévis."""
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text


class Text(NamedTuple):
    """A stream as UTF-8 with LF line ends; `carriage` if they were CR."""

    blocks: Iterator[bytes]
    carriage: bool


def read_text(stream: BinaryIO, encoding: str | None = None) -> Text:
    """Return the stream as it comes; `decode_line` handles bytes that are not UTF-8.

    Without an `encoding`, it is detected from a byte-order mark or zero bytes, else UTF-8. Raises
    `PolesError` (usage) for an unknown encoding, or a file that is not text.
    """
    start = _start(stream)
    chosen = _normal(encoding) if encoding else encoding_of(start)
    if chosen == "utf-8":
        chunks = _chunks(start.removeprefix(codecs.BOM_UTF8), stream)
    else:
        chunks = _transcoded(_chunks(start, stream), chosen)
    first = next(chunks, b"")
    chunks = chain((first,) if first else (), chunks)
    if b"\r" in first[:-1] and b"\n" not in first:
        return Text((chunk.replace(b"\r", b"\n") for chunk in chunks), carriage=True)
    return Text(chunks, carriage=False)


def utf8_blocks(text: Text) -> Iterator[bytes]:
    """Yield a text as valid UTF-8, whole lines at a time, each decoded by `decode_line`."""
    for block in _whole_lines(text.blocks):
        yield block if _is_utf8(block) else _repaired(block)


def encoding_of(start: bytes) -> str:
    """Return the encoding that the first bytes of a file show, UTF-8 by default.

    Raises `PolesError` (usage) if the file is not text.
    """
    for magic, what, hint in NOT_TEXT:
        if start.startswith(magic):
            if b"xl/" in start or b"[Content_Types].xml" in start:
                what, hint = N_("an Excel workbook"), _EXPORT
            raise PolesError(USAGE, N_("The file is {what}, not text."), hint, what=what)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    sample = start[: len(start[:256]) // 4 * 4]
    columns = [sample[place::4] for place in range(4)]  # of bytes, four per row
    zeros = tuple(column[:1] == b"\0" and 2 * column.count(0) > len(column) for column in columns)
    return next((name for name, where in _ZEROS.items() if zeros == where), "utf-8")


def _one_byte(line: bytes) -> str:
    """Return the single-byte encoding in which a line has more French letters."""
    mac = sum(byte in _MAC_ROMAN for byte in line) + len(_MAC_ROMAN_INSIDE.findall(line))
    return "mac-roman" if 2 * mac > sum(byte in _CP1252 for byte in line) else "cp1252"


def _start(stream: BinaryIO) -> bytes:
    start = b""
    while len(start) < 4 and b"\n" not in start and (block := read_block(stream)):
        start += block
    return start


def _chunks(start: bytes, stream: BinaryIO) -> Iterator[bytes]:
    while start:
        yield start
        start = read_block(stream)


def _whole_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    tail = bytearray()  # an endless row may grow by only a few bytes at a time
    for chunk in chunks:
        cut = chunk.rfind(b"\n") + 1
        if cut:
            yield bytes(tail) + chunk[:cut]
            tail = bytearray(chunk[cut:])
        else:
            tail += chunk
        if len(tail) > LONGEST_ROW:
            raise too_long(len(tail))
    if tail:
        yield bytes(tail)


def _transcoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    try:
        text = decoder.decode(next(chunks, b"")).removeprefix("\ufeff")
        for chunk in chunks:
            yield text.encode("utf-8", "replace")
            text = decoder.decode(chunk)
        yield (text + decoder.decode(b"", final=True)).encode("utf-8", "replace")
    except UnicodeError as error:  # some encodings raise, even with errors="replace"
        raise PolesError(
            USAGE,
            N_("The file is not in the encoding “{word}”."),
            N_("Leave --encoding out: it will be detected."),
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
    """Return an encoding's canonical name; raise if it is not a text encoding."""
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


_ENDLESS = N_("Close the quote, or say which --delimiter the file has.")


def too_long(size: int) -> PolesError:
    """Return the error for a row that is too long."""
    message = N_("A row is longer than {size} MB: a quote may have been left open.")
    return PolesError(IO, message, _ENDLESS, size=size >> 20)


def too_many(count: int) -> PolesError:
    """Return the error for a row with too many cells."""
    message = N_("A row has more than {count} cells: a quote may have been left open.")
    return PolesError(IO, message, _ENDLESS, count=count)
