"""What `poles locate` does with many names: a stream of lines, or a CSV file."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import BinaryIO

from poles_cli.base.errors import IO, USAGE, N_, PolesError, reason
from poles_cli.cli.commands.locating import Options
from poles_cli.directory.places.csv_tagger import Dialect, tag_rows
from poles_cli.directory.places.flat import COLUMNS, flatten
from poles_cli.directory.places.gazetteer import Scope
from poles_cli.directory.places.stream import Locate, Tally, locate_lines, tag_lines
from poles_cli.output.context import Context
from poles_cli.output.formats import write_bytes
from poles_cli.output.result import Result
from poles_cli.records.model import Record

_USE = N_("Type: poles locate --csv FILE --column NAME")


def from_stream(context: Context, options: Options, where: Scope) -> Result | int:
    """Answer line by line; TSV, the plainest, has a way of its own that keeps up with a file."""
    if len(options.places) > 1:
        raise PolesError(
            USAGE,
            N_("- stands alone: the names come from standard input."),
            N_("Type: poles locate -"),
        )
    tally = Tally()
    output = context.options
    locate = _locator(context, where)
    stream: BinaryIO = context.stdin.buffer
    if output.null:  # the names alone: answers are lines
        from poles_cli.directory.places.separated import lines_of

        stream = lines_of(stream)
        context.options = output._replace(null=False)

    def finish() -> int:
        return _outcome(context, tally, options)

    format_ = output.format or ("table" if context.to_terminal else "tsv")
    if format_ != "tsv" or output.fields:
        records = locate_lines(stream, locate, tally)
        return Result("places", records, COLUMNS, flatten=flatten, finish=finish)
    header = ["\t".join(COLUMNS).encode() + b"\n"] if output.header else []
    write_bytes(chain(header, tag_lines(stream, locate, tally)), context)
    return finish()


def from_csv(context: Context, options: Options, where: Scope) -> int:
    """Write the file's rows with the pôle of each, as they come."""
    dialect = _dialect(context, options)
    output = context.options
    tally = Tally()
    with _opened(context, str(options.csv)) as stream:
        rows = tag_rows(stream, dialect, _locator(context, where), tally)
        header = [next(rows)]  # what is wrong with the file is said before anything is written
        if output.header is False:
            header = []
        if output.bom:
            header.insert(0, b"\xef\xbb\xbf")
        write_bytes(chain(header, rows), context)
    if tally.longer:
        message = N_("Rows with more cells than the header, tagged in their last two: {count}.")
        context.warn(context.translate(message).format(count=tally.longer))
    return _outcome(context, tally, options)


def _locator(context: Context, where: Scope) -> Locate:
    gazetteer = context.directory.territory

    def locate(query: str) -> Record:
        return gazetteer.locate(query, where)

    return locate


def _outcome(context: Context, tally: Tally, options: Options) -> int:
    if not tally.misses:
        return 0
    message = N_("Lines that name no place: {misses} of {lines}.")
    context.warn(context.translate(message).format(misses=tally.misses, lines=tally.lines))
    return 1 if options.strict else 0


def _dialect(context: Context, options: Options) -> Dialect:
    output = context.options
    if options.places:
        raise PolesError(USAGE, N_("With --csv, places come from the file alone."), _USE)
    if not (options.column or "").strip():
        raise PolesError(USAGE, N_("--csv needs --column, the name of the column of places."), _USE)
    if output.format not in (None, "csv") or output.fields or output.null:
        raise PolesError(USAGE, N_("--csv always writes the file's own rows, as CSV."), _USE)
    delimiter = options.delimiter
    if delimiter is not None:
        delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
        if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n\0 ':
            raise PolesError(
                USAGE,
                N_("A delimiter is one character, or “tab”."),
                N_("Type: poles locate --csv FILE --column NAME --delimiter tab"),
            )
    return Dialect(str(options.column), delimiter, options.encoding)


@contextmanager
def _opened(context: Context, name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield context.stdin.buffer
        return
    try:
        stream = open(name, "rb")  # noqa: SIM115 - closed below; only the opening is guarded
    except (OSError, ValueError) as error:
        raise PolesError(
            IO, N_("{path} cannot be read: {error}."), path=name, error=reason(error)
        ) from error
    with stream:
        yield stream
