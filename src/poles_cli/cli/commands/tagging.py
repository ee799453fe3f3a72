"""`poles locate` for many names: a stream of lines, or a CSV file."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import BinaryIO

from poles_cli.base.errors import IO, USAGE, N_, PolesError, reason
from poles_cli.cli.commands.locating import Options
from poles_cli.directory.places.candidates import Reading, Scope
from poles_cli.directory.places.columns import USE, USUAL, Wanted
from poles_cli.directory.places.csv_tagger import ROWS_AS_THEY_ARE, Dialect, tag_rows
from poles_cli.directory.places.flat import COLUMNS, flatten
from poles_cli.directory.places.stream import Read, Tally, locate_lines, tag_lines
from poles_cli.output.context import Context
from poles_cli.output.formats import write_bytes
from poles_cli.output.result import Result


def from_stream(context: Context, options: Options, where: Scope) -> Result | int:
    """Answer line by line; TSV has its own faster code, for large files."""
    if len(options.places) > 1:
        raise PolesError(
            USAGE,
            N_("- must be alone: the names come from standard input."),
            N_("Type: poles locate -"),
        )
    tally = Tally()
    output = context.options
    read = _reader(context, options, where)
    stream: BinaryIO = context.stdin.buffer
    if output.null:  # the names end with NULs, but the answers are lines
        from poles_cli.directory.places.separated import lines_of

        stream = lines_of(stream)
        context.options = output._replace(null=False)

    def finish() -> int:
        return _outcome(context, tally, options)

    format_ = output.format or ("table" if context.to_terminal else "tsv")
    if format_ != "tsv" or output.fields:
        records = locate_lines(stream, read, tally)
        return Result("places", records, COLUMNS, flatten=flatten, finish=finish)
    header = ["\t".join(COLUMNS).encode() + b"\n"] if output.header else []
    write_bytes(chain(header, tag_lines(stream, read, tally)), context)
    return finish()


def from_csv(context: Context, options: Options, where: Scope) -> int:
    """Write the file's rows with the pôle of each, as they come."""
    wanted, dialect = _wanted(options, where), _dialect(context, options)
    output = context.options
    tally = Tally()
    with _opened(context, str(options.csv)) as stream:
        rows = tag_rows(stream, wanted, dialect, context.directory.territory, tally)
        header = [next(rows)]  # errors of the file are raised before anything is written
        if output.header is False and dialect.header:
            header = []
        if output.bom:
            header.insert(0, b"\xef\xbb\xbf")
        write_bytes(chain(header, rows), context)
    for count, message in (
        (tally.opened, N_("Quotes left open, and closed at the end of their row: {count}, the first"
         " in row {row}.")),
        (tally.longer, N_("Rows with more cells than the header; the extra cells follow the added"
         " columns: {count}.")),
    ):  # fmt: skip
        if count:
            text = context.translate(message).format(count=count, row=tally.first_opened)
            context.warn(text)
    return _outcome(context, tally, options)


def _reader(context: Context, options: Options, where: Scope) -> Read:
    gazetteer = context.directory.territory
    if not any(where) and not options.codes:
        return gazetteer.read

    def read(query: str) -> Reading:
        return gazetteer.within(gazetteer.read(query, lost_zero=options.codes), where)

    return read


def _outcome(context: Context, tally: Tally, options: Options) -> int:
    if not tally.misses:
        return 0
    message = N_("Lines that name no place: {misses} of {lines}.")
    context.warn(context.translate(message).format(misses=tally.misses, lines=tally.lines))
    return 1 if options.strict else 0


def _wanted(options: Options, where: Scope) -> Wanted:
    """Return the columns to read and to add; raise an error for --lat without --lon."""
    if options.places:
        raise PolesError(USAGE, N_("With --csv, places come only from the file."), USE)
    point = None
    if options.latitude is not None and options.longitude is not None:
        point = options.latitude, options.longitude
    elif options.latitude is not None or options.longitude is not None:
        raise PolesError(
            USAGE,
            N_("--lat and --lon go together."),
            N_("Type: poles locate --csv FILE --lat NAME --lon NAME"),
        )
    added = [name.strip() for name in options.added.split(",")] if options.added else USUAL
    return Wanted(
        options.columns, point, [*dict.fromkeys(added)], options.prefix, options.codes, where
    )


def _dialect(context: Context, options: Options) -> Dialect:
    output = context.options
    if output.format not in (None, "csv", "tsv") or output.fields or output.null:
        raise PolesError(USAGE, ROWS_AS_THEY_ARE, USE)
    # If all columns are given by number, the first line of the file is an ordinary row.
    named = [*options.columns, *filter(None, (options.latitude, options.longitude))]
    rows_alone = output.header is False and all(name.strip().isdecimal() for name in named)
    header, tabs = not (rows_alone and named), output.format == "tsv"
    return Dialect(output.delimiter, options.encoding, options.skip, header, tabs)


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
