"""Add the pôle to each row of a CSV file of any dialect, without changing the rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.text import fold
from poles_cli.directory.places.columns import USE, Suffixes, Wanted, listed
from poles_cli.directory.places.csv_records import Source, written
from poles_cli.directory.places.encodings import BLOCK, LONGEST_ROW, Text, read_text, utf8_blocks
from poles_cli.directory.places.gazetteer import LONGEST_NAME, Gazetteer
from poles_cli.directory.places.stream import Tally

DELIMITERS = (",", ";", "\t")
_BATCH = 9000  # pieces of rows with quotes that are kept before they are written
ROWS_AS_THEY_ARE = N_("--csv writes the file's own rows, with the delimiter that they have.")


class Dialect(NamedTuple):
    """How to read a file; None means to detect it."""

    delimiter: str | None = None
    encoding: str | None = None
    skip: int = 0  # lines before the header
    header: bool = True
    tabs: bool = False  # the output must be TSV


def tag_rows(
    stream: BinaryIO, wanted: Wanted, dialect: Dialect, gazetteer: Gazetteer, tally: Tally
) -> Iterator[bytes]:
    """Yield the lines before the rows and the header, then blocks of rows, as UTF-8.

    Delimiter and line ends do not change. A row with fewer cells than the header is padded, so that
    its pôle is in the right column; extra cells come after the pôle. Blank lines stay blank. Raises
    `PolesError` (usage) if there is no header, no such column, or if a column to add already
    exists.
    """
    text = read_text(stream, dialect.encoding)
    rows = _tagged(text, wanted, dialect, gazetteer, tally)
    return (row.replace(b"\n", b"\r") for row in rows) if text.carriage else rows


def _tagged(
    text: Text, wanted: Wanted, dialect: Dialect, gazetteer: Gazetteer, tally: Tally
) -> Iterator[bytes]:
    csv.field_size_limit(LONGEST_ROW)
    added = wanted.names()
    source = Source(utf8_blocks(text), tally)
    before, mark = source.skipped(dialect.skip)
    delimiter = dialect.delimiter or mark or _sniff(source.peek()[:BLOCK], wanted)
    if dialect.tabs and delimiter != "\t":
        raise PolesError(USAGE, ROWS_AS_THEY_ARE, USE)
    records = source.records(delimiter)
    if dialect.header:
        header, body, end = next(records, ([], b"", b""))
        _check(header, wanted, added)
        before += body + delimiter.encode() + written(added, delimiter) + (end or b"\n")
    else:
        header = [""] * len(_header(source.peek(), delimiter))
    suffixes = Suffixes(gazetteer, wanted, header, delimiter)
    yield before
    yield from _Tagger(source, records, suffixes, delimiter, len(header), tally).blocks()


class _Tagger:
    """Adds the answer to each row: whole blocks at once, one row at a time if there are quotes."""

    def __init__(
        self,
        source: Source,
        records: Iterator[tuple[list[str], bytes, bytes]],
        suffixes: Suffixes,
        delimiter: str,
        width: int,
        tally: Tally,
    ) -> None:
        self._source = source
        self._records = records
        self._suffixes = suffixes
        self._delimiter = delimiter
        self._width = width
        self._tally = tally

    def blocks(self) -> Iterator[bytes]:
        """Yield the rows, in blocks as they are read."""
        source = self._source
        while True:
            while source.lines:
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
        """Tag a block without quotes, in which every delimiter ends a cell."""
        mark, width, none = self._delimiter.encode(), self._width, self._suffixes.none
        alone, several = self._suffixes.alone, self._suffixes.of
        index = self._suffixes.places[0] if len(self._suffixes.places) == 1 else -1
        misses = 0
        out = []
        rows = block.split(end)
        del rows[-1]
        for row in rows:
            cells = row.split(mark, width)
            if len(cells) == width and row:
                suffix = several(cells) if index < 0 else alone[cells[index]]
                misses += suffix is none
                out.append(row + suffix)
            elif len(cells) > width:
                more = cells.pop()
                kept = row[: len(row) - len(more) - len(mark)]
                out.append(self._longer([cell.decode() for cell in cells], kept, more))
            else:
                out.append(self._shorter([cell.decode() for cell in cells], row))
        self._tally.lines += len(rows)
        self._tally.misses += misses
        self._source.number += len(rows)
        out.append(b"")
        return end.join(out)

    def _one_by_one(self) -> bytes:
        """Tag the records that begin in the lines just read, whatever their quotes."""
        lines, width, none = self._source.lines, self._width, self._suffixes.none
        mark = self._delimiter
        out: list[bytes] = []
        for cells, body, end in self._records:
            if len(cells) == width and body:
                suffix = self._suffix(cells)
                self._tally.misses += suffix is none
                out += (body, suffix, end)
            elif len(cells) > width:
                kept, more = (written(part, mark) for part in (cells[:width], cells[width:]))
                out += (self._longer(cells[:width], kept, more), end)
            else:
                out += (self._shorter(cells, body), end)
            self._tally.lines += 1
            if not lines or len(out) > _BATCH:
                break
        return b"".join(out)

    def _suffix(self, cells: list[str]) -> bytes:
        places = self._suffixes.places
        if len(places) == 1:
            return self._suffixes.alone[cells[places[0]].encode()]
        return self._suffixes.of([cell.encode() for cell in cells])

    def _shorter(self, cells: list[str], body: bytes) -> bytes:
        """Tag a row with fewer cells than the header, after padding; a blank line stays blank."""
        if not body:
            return body
        missing = self._width - len(cells)
        suffix = self._suffix([*cells, *[""] * missing])
        self._tally.misses += suffix is self._suffixes.none
        return body + self._delimiter.encode() * missing + suffix

    def _longer(self, cells: list[str], kept: bytes, more: bytes) -> bytes:
        """Tag a row with more cells than the header.

        The extra cells follow the added columns, so that none of the file's own cells is read as an
        answer.
        """
        suffix = self._suffix(cells)
        self._tally.misses += suffix is self._suffixes.none
        self._tally.longer += 1
        return kept + suffix + self._delimiter.encode() + more


def _sniff(text: str, wanted: Wanted) -> str:
    """Return the delimiter that gives the header the wanted columns, else the most cells."""
    headers = {mark: _header(text, mark) for mark in DELIMITERS}
    columns = {fold(name[:LONGEST_NAME]) for name in (*wanted.columns, *(wanted.point or ()))}
    return max(
        DELIMITERS,
        key=lambda mark: (
            len(columns & {fold(name[:LONGEST_NAME]) for name in headers[mark]}),
            len(headers[mark]),
        ),
    )


def _header(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text.replace("\r", " ")), delimiter=delimiter), [])
    except csv.Error:
        return []


def _check(header: list[str], wanted: Wanted, added: list[str]) -> None:
    """Raise if the header lacks the columns, or already has a column to add."""
    names = [name.strip() for name in header]
    if not any(names):
        raise PolesError(
            USAGE,
            N_("The file has no header line."),
            N_("If its first line is a row, type: poles locate --csv FILE --no-header --column 1"),
        )
    if not wanted.columns and not wanted.point:
        raise PolesError(
            USAGE,
            N_("--csv needs --column, the name of the column of places. Columns: {columns}."),
            USE,
            columns=listed(names),
        )
    if taken := [name for name in added if name in names]:
        raise PolesError(
            USAGE,
            N_("The file already has a column “{column}”."),
            N_("Choose other names, for example with: --prefix new_"),
            column=taken[0],
        )
