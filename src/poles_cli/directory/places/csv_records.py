"""Read the records of a CSV file: their cells and bytes, including rows with an unclosed quote."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
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
_BARE = "\ufdd0"  # never a character; the csv module accepts no carriage return outside quotes
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
        reader = self._reader(raw, delimiter)
        while True:
            opened = refused = False
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                refused = True
                bare = b"\r" in raw[-1].rstrip(b"\r\n")
                cells, opened = self._despite_error(raw, delimiter, bare=bare)
                reader = self._reader(raw, delimiter)
            line = raw[0] if len(raw) == 1 else b"".join(raw)
            self.number += len(raw)
            body = line.rstrip(b"\r\n")
            end = line[len(body) :]
            if opened:
                self._tally.opened += 1
                self._tally.first_opened = self._tally.first_opened or self.number
            if opened or (refused and b"\r" in body):
                body = written(cells, delimiter)
            raw.clear()
            yield cells, body, end

    def _despite_error(
        self, raw: list[bytes], delimiter: str, *, bare: bool
    ) -> tuple[list[str], bool]:
        """Return the cells of a record that the csv module refused, and if a quote is left open.

        With a `bare` carriage return, the record is read whole, without it; else its first line is
        read alone.
        """
        if bare:
            self._give_back(raw, 0)
            with suppress(csv.Error):
                cells = next(self._reader(raw, delimiter, bare=True))
                return [cell.replace(_BARE, "\r") for cell in cells], False
        return self._first_line(raw, delimiter)

    def _first_line(self, raw: list[bytes], delimiter: str) -> tuple[list[str], bool]:
        """Put back all lines of `raw` but the first; return its cells, and if it opens a quote."""
        self._give_back(raw, 1)
        text = _without_bare(raw[0].decode()).rstrip("\r\n")
        cells, *others = csv.reader([text + "\n", "\n"], delimiter=delimiter)
        cells = [cell.replace(_BARE, "\r") for cell in cells]
        if others:
            return cells, False
        return [*cells[:-1], cells[-1].rstrip("\n")], True

    def _give_back(self, raw: list[bytes], first: int) -> None:
        """Put back the lines of `raw` from the `first`, to be read again."""
        given_back = [line for line in raw[first:] if line]
        self.lines.extendleft(reversed(given_back))
        self._reread += len(given_back)
        del raw[first:]

    def _reader(
        self, raw: list[bytes], delimiter: str, *, bare: bool = False
    ) -> Iterator[list[str]]:
        """Return a reader of records; with `bare`, another character stands for a bare CR."""
        lines = self._feed(raw, delimiter)
        return csv.reader(
            map(_without_bare, lines) if bare else lines, delimiter=delimiter, strict=True
        )

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


def _without_bare(line: str) -> str:
    """Return a line in which `_BARE` stands for each carriage return before the line end."""
    body = line.rstrip("\r\n")
    stand_in = " " if _BARE in body else _BARE  # in a line that already has it, a space does
    return body.replace("\r", stand_in) + line[len(body) :]


def written(cells: list[str], delimiter: str) -> bytes:
    """Return cells as one row, without the line end."""
    text = io.StringIO()
    # Some versions of Python quote a line end inside a cell only if rows may end with it.
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return text.getvalue()[:-2].encode()
