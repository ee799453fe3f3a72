"""One CSV file of `data/territory`: scanned for a few look-ups, indexed for many."""

from __future__ import annotations

from collections.abc import Iterator

from poles_cli.base.errors import DATA, N_, PolesError
from poles_cli.base.files import unreadable
from poles_cli.records.dataset import Dataset

Row = dict[str, str]

# Reading a file into rows costs as much as a hundred scans of its text.
_SCANS_BEFORE_INDEX = 64


class Sheet:
    """The rows of one file, found by the value of a column. Values hold no line break."""

    def __init__(self, dataset: Dataset, table: str, columns: tuple[str, ...]) -> None:
        """Read a table; raises `PolesError` (bad dataset) unless it has all of `columns`."""
        self.path = path = dataset.root / "territory" / f"{table}.csv"
        try:
            text = dataset.read(f"territory/{table}.csv").decode("utf-8-sig")
        except ValueError as error:
            raise unreadable(path, error) from error
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._text = "\n" + text.strip("\n") + "\n"
        self._start = self._text.index("\n", 1)
        self._quoted = '"' in self._text
        self.columns = self._cells(self._text[1 : self._start])
        if missing := [column for column in columns if column not in self.columns]:
            raise PolesError(
                DATA, N_("{path} lacks the column {column}."), path=path, column=missing[0]
            )
        self._scans = 0
        self._rows: list[Row] | None = None
        self._indexes: dict[str, dict[str, list[Row]]] = {}

    def find(self, column: str, value: str) -> list[Row]:
        """Return the rows whose `column` is `value`, in file order."""
        if self._rows is None and self._scans < _SCANS_BEFORE_INDEX:
            self._scans += 1
            return self._scan(column, value)
        if column not in self._indexes:
            index: dict[str, list[Row]] = {}
            for row in self.rows():
                index.setdefault(row[column], []).append(row)
            self._indexes[column] = index  # only when complete: other threads read it
        return self._indexes[column].get(value, [])

    def beginning(self, start: str) -> Iterator[Row]:
        """Yield the rows whose first column begins with `start`, in file order."""
        at = self._text.find(f"\n{start}", self._start)
        while at >= 0:
            end = self._text.index("\n", at + 1)
            yield self._row(self._text[at + 1 : end])
            at = self._text.find(f"\n{start}", end)

    def rows(self) -> list[Row]:
        """Return every row, in file order."""
        if self._rows is None:
            lines = self._text[self._start :].split("\n")
            self._rows = [self._row(line) for line in lines if line]
        return self._rows

    def _scan(self, column: str, value: str) -> list[Row]:
        text = self._text
        cell = "\n{}," if column == self.columns[0] else ",{}"
        found: dict[int, Row] = {}
        for spelled in (value, f'"{value}"') if self._quoted else (value,):
            wanted = cell.format(spelled)
            at = text.find(wanted, self._start)
            while at >= 0:
                start, end = text.rindex("\n", 0, at + 1) + 1, text.index("\n", at + 1)
                row = self._row(text[start:end])
                if row[column] == value:
                    found[start] = row
                at = text.find(wanted, end)
        return [found[start] for start in sorted(found)]

    def _cells(self, line: str) -> list[str]:
        if '"' not in line:
            return line.split(",")
        import csv

        return next(csv.reader([line]))

    def _row(self, line: str) -> Row:
        values = self._cells(line)
        if len(values) != len(self.columns):
            raise PolesError(
                DATA,
                N_("{path} has a row that is not of {count} columns: {row}"),
                path=self.path,
                count=len(self.columns),
                row=line,
            )
        return dict(zip(self.columns, values, strict=True))


def number(sheet: Sheet, row: Row, column: str) -> float:
    """Return a cell as a number; raise `PolesError` (bad dataset) if it is not one."""
    try:
        return float(row[column])
    except ValueError as error:
        raise PolesError(
            DATA,
            N_("{path} has no number under {column} where {value} is."),
            path=sheet.path,
            column=column,
            value=row[column] or "“”",
        ) from error
