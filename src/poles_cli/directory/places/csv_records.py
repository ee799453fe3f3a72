"""Read the records of a CSV file: their cells and bytes, including rows with an unclosed quote."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from itertools import islice

from poles_cli.directory.places.encodings import (
    LONGEST_ROW,
    MOST_CELLS,
    too_long,
    too_many,
)
from poles_cli.directory.places.stream import Tally

_MOST_LINES = 1000  # of one record: beyond that, a quote is surely unclosed
_LONG = 1000  # bytes; shorter lines have too few cells to count
_FREE = 100_000  # lines that may be reread before each unclosed quote is handled at its own line
_SEPARATOR_LINE = re.compile(rb"sep=(.)\r?\n?", re.IGNORECASE)


class Source:
    """Physical lines, read block by block, and the records that they form."""

    def __init__(self, blocks: Iterator[bytes], tally: Tally) -> None:
        self.unread = blocks
        self.lines: deque[bytes] = deque()
        self.number = 0  # of the last line that was read
        self._tally = tally
        self._reread = 0  # lines to read again after an unclosed quote

    def peek(self) -> str:
        """Return the beginning of the text, without consuming it."""
        if not self.lines:
            self.load(next(self.unread, b""))
        return b"".join(islice(self.lines, _MOST_LINES)).decode()

    def load(self, block: bytes) -> None:
        """Use the lines of a block as the next ones."""
        lines = block.split(b"\n")
        last = lines.pop()
        self.lines.extend(line + b"\n" for line in lines)
        if last:
            self.lines.append(last)

    def skipped(self, count: int) -> tuple[bytes, str]:
        """Return the lines before the header, and the delimiter set by Excel's `sep=;`."""
        skipped: list[bytes] = []
        mark = ""
        while len(skipped) < count or (not mark and len(skipped) == count):
            self.peek()
            found = _SEPARATOR_LINE.fullmatch(self.lines[0]) if self.lines else None
            mark = found[1].decode() if found else mark
            if not self.lines or (len(skipped) == count and not found):
                break
            skipped.append(self.lines.popleft())
        self.number += len(skipped)
        return b"".join(skipped), mark

    def records(self, delimiter: str) -> Iterator[tuple[list[str], bytes, bytes]]:
        """Yield each record's cells, its bytes and its line end.

        An unclosed quote is closed at the end of its line, and that line is reported. A line with a
        bare carriage return is quoted, since other programs would end the row there.
        """
        raw: list[bytes] = []
        reader = csv.reader(self._feed(raw, delimiter), delimiter=delimiter, strict=True)
        while True:
            opened: bool | None = None  # for a line that is read on its own: if a quote is open
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells, opened = self._first_line(raw, delimiter)
                reader = csv.reader(self._feed(raw, delimiter), delimiter=delimiter, strict=True)
            line = raw[0] if len(raw) == 1 else b"".join(raw)
            self.number += len(raw)
            end = b"\r\n" if line.endswith(b"\r\n") else b"\n" if line.endswith(b"\n") else b""
            body = line[: len(line) - len(end)]
            if opened:
                self._tally.opened += 1
                self._tally.first_opened = self._tally.first_opened or self.number
            if opened or (opened is False and b"\r" in body):
                body = written(cells, delimiter)
            raw.clear()
            yield cells, body, end

    def _first_line(self, raw: list[bytes], delimiter: str) -> tuple[list[str], bool]:
        """Put back all lines of `raw` but the first; return its cells, and if it opens a quote."""
        given_back = [line for line in raw[1:] if line]
        self.lines.extendleft(reversed(given_back))
        self._reread += len(given_back)
        del raw[1:]
        text = raw[0].decode().rstrip("\r\n")
        # The csv module accepts no bare carriage return; another character stands for it.
        other = next((c for c in map(chr, range(0xE000, 0xF000)) if c not in text), " ")
        lines = [text.replace("\r", other) + "\n", "\n"]
        cells, *others = csv.reader(lines, delimiter=delimiter)
        cells = [cell.replace(other, "\r") for cell in cells]
        if others:
            return cells, False
        return [*cells[:-1], cells[-1].rstrip("\n")], True

    def _feed(self, raw: list[bytes], delimiter: str) -> Iterator[str]:
        """Yield the lines of one record, appending each to `raw`; b"" marks the end."""
        lines, mark = self.lines, delimiter.encode()
        size = cells = 0
        while True:
            if not lines:
                self.load(next(self.unread, b""))
            if not lines:
                raw.append(b"")
                return
            line = lines.popleft()
            raw.append(line)
            if len(raw) == 1:
                size = cells = 0
            size += len(line)
            if size > LONGEST_ROW:
                raise too_long(size)
            if len(line) > _LONG:
                cells += line.count(mark)
                if cells > MOST_CELLS:
                    raise too_many(MOST_CELLS)
            if len(raw) > (_MOST_LINES if self._reread < 4 * self.number + _FREE else 1):
                raise csv.Error
            yield line.decode()


def written(cells: list[str], delimiter: str) -> bytes:
    """Return cells as one row, without the line end."""
    text = io.StringIO()
    # Some versions of Python quote a line end inside a cell only if rows may end with it.
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return text.getvalue()[:-2].encode()
