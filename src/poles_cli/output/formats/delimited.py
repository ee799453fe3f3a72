"""TSV, which never breaks a line, and CSV, by RFC 4180."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from poles_cli.base.text import guarded
from poles_cli.output.context import Context
from poles_cli.output.result import Result
from poles_cli.records.model import Record
from poles_cli.records.projection import flat_row


def write_tsv(result: Result, context: Context) -> Iterator[str]:
    """Yield one line per record, fields between tabs; no header unless asked for.

    With `null`, only the first field, then a NUL.
    """
    columns = context.options.fields or result.columns
    if context.options.null:
        yield from (flat_row(record, columns[:1])[0] + "\0" for record in result.flat_records())
        return
    if context.options.header:
        yield "\t".join(columns) + "\n"
    for record in result.flat_records():
        yield "\t".join(_cells(record, columns)) + "\n"


def write_csv(result: Result, context: Context) -> Iterator[str]:
    """Yield one row per record, quoted if needed, with CRLF; a header by default."""
    columns = context.options.fields or result.columns
    mark = context.options.delimiter or ","
    if context.options.bom:
        yield "\ufeff"
    if context.options.header is not False:
        yield csv_line(columns, mark)
    for record in result.flat_records():
        yield csv_line(_cells(record, columns), mark)


def _cells(record: Record, columns: Sequence[str]) -> list[str]:
    """Return the cells of a row, with `'` before any that a spreadsheet would read as a formula.

    Numbers are safe, and queries are the user's own.
    """
    cells = flat_row(record, columns)
    pairs = zip(columns, cells, strict=True)
    return [cell if column == "query" else guarded(cell) for column, cell in pairs]


def csv_line(values: Sequence[str], mark: str = ",") -> str:
    """Return one CSV row: a value that holds the delimiter, a quote or a line end is quoted."""
    quoted = [
        '"' + value.replace('"', '""') + '"' if any(c in value for c in f'{mark}"\r\n') else value
        for value in values
    ]
    # A single empty value must not look like an empty line.
    return (mark.join(quoted) or '""') + "\r\n"
