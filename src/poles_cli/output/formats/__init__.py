"""Print a result in the requested format, or a text; nothing else in the program prints answers."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.output.context import Context
from poles_cli.output.result import Result

# A writer turns a result into pieces of text, or bytes for BINARY; it is imported when used.
WRITERS = {
    "tsv": "delimited",
    "csv": "delimited",
    "json": "json_",
    "jsonl": "json_",
    "toml": "toml_",
    "markdown": "markdown",
    "geojson": "geojson",
    "regions.geojson": "geojson_regions",
    "vcard": "vcard",
    "svg": "svg",
    "bibtex": "bibliography",
    "csl-json": "bibliography",
    "jsonld": "jsonld",
    "datapackage": "datapackage",
    "sqlite": "sqlite",
    "html": "html",
}
FORMATS = ("table", *(name for name in WRITERS if "." not in name))
BINARY = ("datapackage", "sqlite")
OWN_FIELDS = ("vcard", "bibtex", "csl-json", "jsonld", "datapackage")
# File endings, with their format; the first one of a format is the usual one.
ENDINGS = {
    "md": "markdown", "vcf": "vcard", "bib": "bibtex", "zip": "datapackage", "sqlite": "sqlite",
    "sqlite3": "sqlite", "db": "sqlite", "html": "html", "htm": "html",
}  # fmt: skip
_ALSO = {"csl-json": "json", "jsonld": "json"}  # formats that are JSON, and accept its ending
_TEXT = ("", "txt")  # endings that do not choose a format


def format_of_file(context: Context, formats: Iterable[str]) -> str | None:
    """Return the format that the options ask for, by `--format` or by the ending of the file.

    Raises `PolesError` (usage) for an ending that contradicts `--format`, or that belongs to no
    format of the command.
    """
    options = context.options
    if options.output is None:
        return options.format
    ending = options.output.rpartition("/")[2].rpartition(".")[2].casefold()
    if "." not in options.output.rpartition("/")[2].lstrip(".") or ending in _TEXT:
        return options.format
    if _ALSO.get(options.format or "") == ending:
        return options.format
    named = ENDINGS.get(ending, ending)
    endings = {format_: ending for ending, format_ in reversed(ENDINGS.items())}
    possible = ", ".join(f".{endings.get(name, name)}" for name in formats if name != "table")
    values = {"ending": f".{ending}", "possible": possible}
    if named not in formats or named == "table":
        message = N_("No format of this command ends in {ending}. Possible: {possible}.")
        raise PolesError(USAGE, message, N_("Type: poles help formats"), **values)
    if options.format not in (None, named):
        message = N_("A file in {ending} is not of the format {format}.")
        raise PolesError(
            USAGE,
            message,
            N_("Leave --format out, or name the file otherwise."),
            format=options.format,
            **values,
        )
    return named


def check_output(context: Context, kind: str | None, formats: Iterable[str] = ()) -> None:
    """Raise `PolesError` for impossible output options, before a command acts.

    `kind` is the kind of the command's records, None for a text. Errors of the writing itself, such
    as a full disk, are not detected here.
    """
    options = context.options
    if kind is None and (options.format or options.fields or options.null):
        raise PolesError(
            USAGE,
            N_("This command writes a text, not records: it has no format and no fields."),
            N_("Type: poles --help"),
        )
    if options.format is not None and options.format not in formats:
        raise PolesError(
            USAGE,
            N_("The format {word} does not exist for this command. Known: {candidates}."),
            N_("Type: poles --help"),
            word=options.format,
            candidates=", ".join(formats),
        )
    if options.fields and options.format in OWN_FIELDS:
        raise PolesError(
            USAGE,
            N_("The format {format} has its own fields: --fields does not apply."),
            N_("Type: poles --help"),
            format=options.format,
        )
    if options.null and kind != "places" and options.format not in (None, "tsv"):
        message = N_("--null writes the first column alone: it goes with no format but tsv.")
        raise PolesError(USAGE, message, N_("Type: poles list --null | xargs -0 -n 1 poles show"))
    if kind != "places":  # `locate` may use it to read a file
        check_delimiter(context)
    if kind is not None and options.fields:
        from poles_cli.output.fields import check_fields

        check_fields(kind, options.fields)
    if options.output is not None:
        from poles_cli.output.formats.files import target_of

        target_of(options.output, force=options.force)


def check_delimiter(context: Context) -> None:
    """Raise `PolesError` (usage) for a delimiter if the output is not CSV."""
    if context.options.delimiter and context.options.format != "csv":
        message = N_("--delimiter goes with CSV: add --format csv, or name a file in .csv.")
        raise PolesError(USAGE, message, N_("Type: poles list -f csv --delimiter ';'"))


def render(result: Result, context: Context) -> int:
    """Print `result` by the options, already checked by `check_output`; return the exit code."""
    options = context.options
    format_ = options.format or ("table" if context.to_terminal else "pipe")
    if options.null and not options.format:
        format_ = "tsv"
    if format_ == "pipe":
        format_ = "text" if result.prose_in_pipe and not options.fields else "tsv"
    if format_ in ("table", "text"):
        from poles_cli.output.formats import text

        pieces = text.pieces(result, context, drawn=format_ == "table")
        _write(pieces, context, for_people=True)
    else:
        module = WRITERS.get(f"{result.kind}.{format_}", WRITERS[format_])
        writer: Any = import_module(f"poles_cli.output.formats.{module}")
        written = getattr(writer, f"write_{format_.replace('-', '_')}")(result, context)
        if format_ in BINARY:
            write_bytes(written, context)
        else:
            _write(written, context, for_people=False)
    for message in result.messages:
        context.warn(message)
    return result.exit_code if result.finish is None else result.finish()


def write_bytes(pieces: Iterable[bytes], context: Context) -> None:
    """Write bytes to stdout, each piece as soon as it is ready, or to a whole file."""
    if context.options.output is not None:
        from poles_cli.output.formats.files import write_file

        write_file(context.options.output, pieces, force=context.options.force)
    else:
        binary = context.binary
        for piece in pieces:
            binary.write(piece)
            binary.flush()


def _write(pieces: Iterable[str], context: Context, *, for_people: bool) -> None:
    """Write text to a whole file, or to stdout, as bytes or text."""
    options = context.options
    if options.output is not None:
        from poles_cli.output.formats.files import write_file

        write_file(options.output, map(_encoded, pieces), force=options.force)
    elif for_people:
        say(pieces, context)
    else:
        binary = context.binary
        for piece in pieces:
            binary.write(_encoded(piece))
        binary.flush()


def say(pieces: Iterable[str], context: Context) -> None:
    """Write text for the user to stdout; on a terminal, through the pager if it is long."""
    from poles_cli.output.context import speakable

    if context.height is not None and context.options.pager:
        from poles_cli.output.pager import show

        text = "".join(pieces)
        if show(text, context):
            return
        pieces = [text]
    for piece in pieces:
        context.stdout.write(speakable(piece, context.stdout))


def write_verbatim(text: str, context: Context, *, for_people: bool = False) -> int:
    """Write `text` and return the exit code.

    A script is always UTF-8; a text for people uses what stdout can encode.
    """
    if context.options.output is None and (for_people or context.to_terminal):
        say([text], context)
    else:
        write_bytes([text.encode()], context)
    return 0


def _encoded(piece: str) -> bytes:
    """Return text as UTF-8, with `?` for stray bytes from the command line."""
    return piece.encode("utf-8", "replace")
