"""A stream of names, one a line: bytes in, one line out for each line in, in flat memory."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO

from poles_cli.base.text import plain
from poles_cli.directory.places.encodings import decode_line, read_block
from poles_cli.directory.places.flat import NOTHING, tsv_line
from poles_cli.records.model import Record

Locate = Callable[[str], Record]

LONGEST_LINE = 1 << 20  # bytes; a longer line is no name, and is passed on piece by piece
CACHED = 1 << 15  # lines whose answer is remembered; then all are forgotten and it starts again
CACHED_LINE = 256  # bytes; longer lines are not worth remembering

_NONE = b"\tnone\t"  # once, and only, in the line of a query that gives nothing


class Tally:
    """How many lines or rows were read, and how many gave nothing."""

    def __init__(self) -> None:
        self.lines = 0
        self.misses = 0
        self.longer = 0  # rows of a table with more cells than its header


def tag_lines(stream: BinaryIO, locate: Locate, tally: Tally) -> Iterator[bytes]:
    """Yield the TSV of every line of `stream`, block by block as it comes in."""
    answers = _Answers(locate)
    tail = b""
    while block := read_block(stream):
        lines = (tail + block).split(b"\n")
        tail = lines.pop()
        if lines:
            yield _tagged(lines, answers, tally)
        if len(tail) > LONGEST_LINE:
            tally.lines += 1
            tally.misses += 1
            tail = yield from _pass_on(tail, stream)
    if tail:
        lines = tail.split(b"\n")
        if not lines[-1]:
            lines.pop()
        yield _tagged(lines, answers, tally)


def locate_lines(stream: BinaryIO, locate: Locate, tally: Tally) -> Iterator[Record]:
    """Yield the answer for every line of `stream`."""
    answers: dict[str, Record] = {}
    while line := stream.readline(LONGEST_LINE):
        piece = line
        while len(piece) == LONGEST_LINE and not piece.endswith(b"\n"):
            piece = stream.readline(LONGEST_LINE)  # no name is as long: the rest is not kept
        query = _query(line)
        answer = answers.get(query)
        if answer is None:
            answer = locate(query)
            if len(answers) >= CACHED:
                answers.clear()
            if len(query) <= CACHED_LINE:
                answers[query] = answer
        tally.lines += 1
        tally.misses += answer["status"] == "none"
        yield answer


class _Answers(dict[bytes, bytes]):
    """From a line as it came to its finished answer."""

    def __init__(self, locate: Locate) -> None:
        super().__init__()
        self._locate = locate

    def __missing__(self, line: bytes) -> bytes:
        answer = tsv_line(self._locate(_query(line))).encode("utf-8", "replace")
        if len(line) <= CACHED_LINE:
            if len(self) >= CACHED:
                self.clear()
            self[line] = answer
        return answer


def _tagged(lines: list[bytes], answers: _Answers, tally: Tally) -> bytes:
    text = b"".join(map(answers.__getitem__, lines))
    tally.lines += len(lines)
    tally.misses += text.count(_NONE)
    return text


def _pass_on(start: bytes, stream: BinaryIO) -> Generator[bytes, None, bytes]:
    """Yield a line too long to be a name as it comes, then its answer; return what follows it."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    piece, newline, rest = start, b"", b""
    while True:
        yield plain(decoder.decode(piece)).encode()
        if newline or not (block := read_block(stream)):
            break
        piece, newline, rest = block.partition(b"\n")
    yield NOTHING.encode()
    return rest


def _query(line: bytes) -> str:
    return decode_line(line).rstrip("\r\n").removeprefix("\ufeff")
