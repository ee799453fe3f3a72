"""`poles export`: everything at once, or one whole collection, in a format for programs."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.suggest import check_word
from poles_cli.cli.options import ALL_FIELDS
from poles_cli.directory.collections import ALL, WHAT, everything, lines
from poles_cli.output.context import Context
from poles_cli.output.result import Result

# The collections that each format can hold; a format with only one needs no --what.
FORMATS = {
    "json": (*WHAT, ALL),
    "jsonl": (*WHAT, ALL),
    "toml": (*WHAT, ALL),
    "csv": tuple(WHAT),
    "tsv": tuple(WHAT),
    "geojson": ("poles",),
    "vcard": ("poles",),
    "jsonld": (ALL,),
    "datapackage": (ALL,),
    "sqlite": (ALL,),
    "html": (ALL,),
}

HELP = N_(
    "Write everything at once, or one collection whole. The territory is the look-up table behind"
    " `poles locate`, for joins elsewhere."
)
EXAMPLES = (
    "poles export --format sqlite -o poles.sqlite",
    "poles export --what territory --format csv",
    "poles export --format html -o poles.html",
)
FORMAT_HELP = N_("{words}: one must be chosen.")


def chosen(format_: str | None, what: str | None) -> str:
    """Return the collection to export; raise `PolesError` (usage) if the format cannot hold it."""
    if format_ not in FORMATS:
        raise PolesError(
            USAGE,
            N_("Choose a format to export in: {candidates}."),
            N_("Type: poles export --format json --output poles.json"),
            candidates=", ".join(FORMATS),
        )
    held = FORMATS[format_]
    if what is None:
        what = held[0] if len(held) == 1 else ALL
    sentence = N_("There is nothing called “{word}” to export.")
    check_word(what, (*WHAT, ALL), sentence, N_("Type: poles export --help"))
    if what not in held:
        raise PolesError(
            USAGE,
            N_("The format {format} does not hold “{word}”. Choose one: {candidates}."),
            N_("Type: poles export --format {format} --what {first}"),
            format=format_,
            word=what,
            candidates=", ".join(held),
            first=held[0],
        )
    return what


def kind(context: Context, params: Mapping[str, Any]) -> str:
    """Return the kind of the records; raise `PolesError` (usage) for fields of a full export."""
    if context.options.fields == (ALL_FIELDS,):  # a request for the list of fields needs no format
        held = FORMATS.get(str(context.options.format), ())
        return chosen("json", params["what"] or (held[0] if len(held) == 1 else ALL))
    what = chosen(context.options.format, params["what"])
    if what == ALL and context.options.fields:
        from shlex import quote

        raise PolesError(
            USAGE,
            N_("A full export has no fields in common: use --fields with one collection."),
            N_("Type: poles export --what poles --format json --fields {fields}"),
            fields=quote(",".join(context.options.fields)),
        )
    return what


def columns(what: str) -> tuple[str, ...]:
    """Return the columns of a collection in flat formats: every field, each value once."""
    from poles_cli.rules.records import field_names

    names = [name for name in field_names(what) if not name.startswith("contacts")]
    known = set(names)
    parents = {name.rpartition(".")[0] for name in names}
    # A fact becomes its value; a table becomes its parts.
    facts = {name.removesuffix(".value") for name in names if name.endswith(".value")} & known
    return tuple(
        name
        for name in names
        if name in facts or (name not in parents and name.removesuffix(".value") not in facts)
    )


def command(
    ctx: typer.Context,
    what: Annotated[
        str | None,
        typer.Option("--what", metavar="WHAT", help=N_(
            "{words}.")),
    ] = None,
) -> Result:  # fmt: skip
    """Return the records to export; for a full export, the format decides what they are."""
    context: Context = ctx.obj
    what = kind(context, ctx.params)
    if what != ALL:
        return Result(what, WHAT[what](context.directory), columns(what))
    if FORMATS[str(context.options.format)] == (ALL,):  # made from the directory itself
        return Result(ALL, (), ())
    document = everything(context.directory)
    return Result(ALL, lines(document), (), document=document)
