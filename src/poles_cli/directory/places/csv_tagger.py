"""A CSV file of any dialect: its rows as they are, each with its pôle."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.text import fold, plain
from poles_cli.directory.places.encodings import LONGEST_ROW, too_long, utf8_blocks
from poles_cli.directory.places.flat import slugs
from poles_cli.directory.places.stream import CACHED, CACHED_LINE, Locate, Tally

ADDED = ("pole", "pole_status")
DELIMITERS = (",", ";", "\t")


class Dialect(NamedTuple):
    """How a file is to be read; None means: find out."""

    column: str
    delimiter: str | None = None
    encoding: str | None = None


def tag_rows(stream: BinaryIO, dialect: Dialect, locate: Locate, tally: Tally) -> Iterator[bytes]:
    """Yield the header, then blocks of rows, as UTF-8; delimiter and line ends do not change.

    A row with fewer cells than the header is filled up, so that the pôle stands in its column; one
    with more keeps them, and its pôle comes last. Blank lines stay blank. Raises `PolesError`
    (usage) when there is no header, or no such column, or when the columns are there already.
    """
    csv.field_size_limit(LONGEST_ROW)
    source = _Source(utf8_blocks(stream, dialect.encoding))
    delimiter = dialect.delimiter or _sniff(source.peek(), dialect.column)
    records = source.records(delimiter)
    header, body, end = next(records, ([], b"", b""))
    index = _position(header, dialect.column)
    suffixes = _Suffixes(locate, delimiter)
    tagger = _Tagger(source, records, suffixes, len(header), index, tally)
    added = delimiter.join(ADDED).encode()
    yield body + delimiter.encode() + added + (end or b"\n")
    yield from tagger.blocks()


class _Source:
    """Physical lines, read block by block, and the records that they make up."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self.unread = blocks
        self.lines: deque[bytes] = deque()
        self._number = 0

    def peek(self) -> str:
        """Return the beginning of the text."""
        self.load(next(self.unread, b""))
        return b"".join(self.lines).decode()

    def load(self, block: bytes) -> None:
        """Make the lines of a block the next ones."""
        lines = block.split(b"\n")
        last = lines.pop()
        self.lines.extend(line + b"\n" for line in lines)
        if last:
            self.lines.append(last)

    def records(self, delimiter: str) -> Iterator[tuple[list[str], bytes, bytes]]:
        """Yield each record's cells, none where it makes no sense, its bytes and its line end.

        A quote that the end of the file leaves open is closed.
        """
        raw: list[bytes] = []
        reader = csv.reader(self._feed(raw), delimiter=delimiter)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = []
            line = raw[0] if len(raw) == 1 else b"".join(raw)
            end = b"\r\n" if line.endswith(b"\r\n") else b"\n" if line.endswith(b"\n") else b""
            body = line[: len(line) - len(end)]
            if cells and not raw[-1]:
                body = _written(cells, delimiter)
            raw.clear()
            yield cells, body, end

    def _feed(self, raw: list[bytes]) -> Iterator[str]:
        """Yield the lines that a record is made of, and put them in `raw`; empty for the end."""
        lines = self.lines
        size = 0
        while True:
            if not lines:
                self.load(next(self.unread, b""))
            if not lines:
                raw.append(b"")
                return
            line = lines.popleft()
            raw.append(line)
            size = size + len(line) if len(raw) > 1 else len(line)
            if size > LONGEST_ROW:
                raise too_long(size)
            yield line.decode()


class _Suffixes(dict[bytes, bytes]):
    """From a cell as it came to what is added to its row."""

    def __init__(self, locate: Locate, delimiter: str) -> None:
        super().__init__()
        self._locate = locate
        self.delimiter = delimiter
        self.none = self._joined("", "none")

    def __missing__(self, cell: bytes) -> bytes:
        answer = self._locate(cell.decode("utf-8", "replace"))
        suffix = self.none
        if answer["matches"]:
            suffix = self._joined(slugs(answer), answer["status"])
        if len(cell) <= CACHED_LINE:
            if len(self) >= CACHED:
                self.clear()
            self[cell] = suffix
        return suffix

    def _joined(self, *values: str) -> bytes:
        mark = self.delimiter
        return "".join(
            mark + (f'"{value}"' if mark in value else value) for value in values
        ).encode()


class _Tagger:
    """Adds the answer to each row: whole blocks at once, one row at a time where quotes are."""

    def __init__(
        self,
        source: _Source,
        records: Iterator[tuple[list[str], bytes, bytes]],
        suffixes: _Suffixes,
        width: int,
        index: int,
        tally: Tally,
    ) -> None:
        self._source = source
        self._records = records
        self._suffixes = suffixes
        self._mark = suffixes.delimiter.encode()
        self._width = width
        self._index = index
        self._tally = tally

    def blocks(self) -> Iterator[bytes]:
        """Yield the rows, as many at once as came in."""
        source = self._source
        while True:
            if source.lines:
                yield self._one_by_one()
            block = next(source.unread, b"")
            if not block:
                return
            end = b"\r\n" if b"\r" in block else b"\n"
            regular = block.count(end) == block.count(b"\n") and block.endswith(end)
            if b'"' not in block and regular and block.count(b"\r") == block.count(b"\r\n"):
                yield self._at_once(block, end)
            else:
                source.load(block)

    def _at_once(self, block: bytes, end: bytes) -> bytes:
        """Tag a block without quotes, in which a delimiter always ends a cell."""
        mark, width, index = self._mark, self._width, self._index
        suffixes, none = self._suffixes, self._suffixes.none
        misses = 0
        out = []
        rows = block.split(end)
        del rows[-1]
        for row in rows:
            cells = row.split(mark)
            if len(cells) == width and row:
                suffix = suffixes[cells[index]]
                if suffix is none:
                    misses += 1
                out.append(row + suffix)
            else:
                out.append(self._uneven([cell.decode() for cell in cells], row))
        self._tally.lines += len(rows)
        self._tally.misses += misses
        out.append(b"")
        return end.join(out)

    def _one_by_one(self) -> bytes:
        """Tag the records that begin in the lines that were read, however they are quoted."""
        lines, width, index = self._source.lines, self._width, self._index
        suffixes, none = self._suffixes, self._suffixes.none
        out: list[bytes] = []
        for cells, body, end in self._records:
            if len(cells) == width and body:
                suffix = suffixes[cells[index].encode()]
                self._tally.misses += suffix is none
                out += (body, suffix, end)
            else:
                out += (self._uneven(cells, body), end)
            self._tally.lines += 1
            if not lines:
                break
        return b"".join(out)

    def _uneven(self, cells: list[str], body: bytes) -> bytes:
        """Tag a row of any number of cells."""
        if not body:
            return body
        missing = self._width - len(cells) if cells else 0
        cell = cells[self._index] if self._index < len(cells) else ""
        suffix = self._suffixes[cell.encode()]
        self._tally.misses += suffix is self._suffixes.none
        self._tally.longer += missing < 0
        return body + self._mark * missing + suffix


def _sniff(text: str, column: str) -> str:
    """Return the delimiter under which the header has the column, else the most cells."""
    headers = {mark: _header(text, mark) for mark in DELIMITERS}
    wanted = fold(column)
    return max(
        DELIMITERS,
        key=lambda mark: (
            any(fold(name) == wanted for name in headers[mark]),
            len(headers[mark]),
        ),
    )


def _header(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _position(header: list[str], column: str) -> int:
    """Return where the column stands: its exact name, else the same name in another spelling."""
    if not any(name.strip() for name in header):
        raise PolesError(USAGE, N_("The file has no header line."), N_("Type: poles locate --help"))
    names = [name.strip() for name in header]
    if taken := [name for name in ADDED if name in names]:
        raise PolesError(
            USAGE,
            N_("The file already has a column “{column}”."),
            N_("Rename it or take it out, then start again."),
            column=taken[0],
        )
    found = [i for i, name in enumerate(names) if name == column.strip()]
    found = found or [i for i, name in enumerate(names) if fold(name) == fold(column) != ""]
    if len(found) == 1:
        return found[0]
    raise PolesError(
        USAGE,
        N_("Several columns are called “{word}”. Columns: {columns}.")
        if found
        else N_("There is no column “{word}”. Columns: {columns}."),
        N_("Type: poles locate --csv FILE --column NAME"),
        word=plain(column),
        columns=", ".join(plain(name) for name in names),
    )


def _written(cells: list[str], delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow(cells)
    return text.getvalue().encode()
