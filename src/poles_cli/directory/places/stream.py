"""Answer a stream of names, one per line: one output line per input line, in constant memory."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO

from poles_cli.base.text import plain, printable
from poles_cli.directory.places.candidates import Reading
from poles_cli.directory.places.encodings import decode_line, read_text
from poles_cli.directory.places.flat import NOTHING, tail
from poles_cli.records.model import Record

Read = Callable[[str], Reading]

LONGEST_LINE = 1 << 20  # bytes; a longer line is not a name, and is copied piece by piece
CACHED = 1 << 15  # answers in the cache, which is then emptied
CACHED_LINE = 256  # bytes; longer lines are not worth caching

_NONE = b"\tnone\t"  # exactly once in the line of a query that gives nothing


class Tally:
    """Counts of the lines or rows read, and of those that gave nothing."""

    def __init__(self) -> None:
        self.lines = 0
        self.misses = 0
        self.longer = 0  # rows with more cells than the header
        self.opened = 0  # rows with an unclosed quote
        self.first_opened = 0  # the number in the file of the first of these rows


def tag_lines(stream: BinaryIO, read: Read, tally: Tally) -> Iterator[bytes]:
    """Yield the TSV of every line of `stream`, block by block as it is read."""
    answers = _Answers(read)
    blocks = read_text(stream).blocks
    rest = b""
    for block in blocks:
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        if lines:
            yield _tagged(lines, answers, tally)
        if len(rest) > LONGEST_LINE:
            tally.lines += 1
            tally.misses += 1
            rest = yield from _pass_on(rest, blocks)
    if rest:
        lines = rest.split(b"\n")
        if not lines[-1]:
            lines.pop()
        yield _tagged(lines, answers, tally)


def locate_lines(stream: BinaryIO, read: Read, tally: Tally) -> Iterator[Record]:
    """Yield the answer for every line of `stream`."""
    readings: dict[str, Reading] = {}
    for line in _lines(stream):
        query = _query(line)
        reading = readings.get(query)
        if reading is None:
            reading = read(query)
            if len(readings) >= CACHED:
                readings.clear()
            if len(query) <= CACHED_LINE:
                readings[query] = reading
        tally.lines += 1
        tally.misses += not reading.candidates
        yield reading.record(query)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream, cut at `LONGEST_LINE`, since no name is that long."""
    rest = b""
    cut = False
    for block in read_text(stream).blocks:
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        for line in lines:
            if not cut:
                yield line[:LONGEST_LINE]
            cut = False
        if len(rest) > LONGEST_LINE:
            if not cut:
                yield rest[:LONGEST_LINE]
            rest, cut = b"", True
    if rest and not cut:
        yield rest[:LONGEST_LINE]


class _Answers(dict[bytes, bytes]):
    """A cache from a raw line to its finished answer."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self._tails: dict[Reading, bytes] = {}

    def __missing__(self, line: bytes) -> bytes:
        query = shown = decode_line(line)
        if not (query.isascii() and query.isprintable()) and not printable(query):
            query = _query(line)
            shown = plain(query)
        reading = self._read(query)
        tail = self._tails.get(reading) or self._tail(reading)
        same = shown is query and line.isascii()  # nothing was changed, nor has to be encoded
        answer = (line if same else shown.encode("utf-8", "replace")) + tail
        if len(line) <= CACHED_LINE:
            if len(self) >= CACHED:
                self.clear()
            self[line] = answer
        return answer

    def _tail(self, reading: Reading) -> bytes:
        if len(self._tails) >= CACHED:
            self._tails.clear()
        self._tails[reading] = tail(reading).encode()
        return self._tails[reading]


def _tagged(lines: list[bytes], answers: _Answers, tally: Tally) -> bytes:
    text = b"".join(map(answers.__getitem__, lines))
    tally.lines += len(lines)
    tally.misses += text.count(_NONE)
    return text


def _pass_on(start: bytes, blocks: Iterator[bytes]) -> Generator[bytes, None, bytes]:
    """Copy a line too long to be a name, then yield its answer; return the bytes after it."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    piece, newline, rest = start, b"", b""
    while True:
        yield plain(decoder.decode(piece)).encode()
        if newline or not (block := next(blocks, b"")):
            break
        piece, newline, rest = block.partition(b"\n")
    yield NOTHING.encode()
    return rest


def _query(line: bytes) -> str:
    text = decode_line(line)
    return text if printable(text) else text.rstrip("\r\n").removeprefix("\ufeff")
