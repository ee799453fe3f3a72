"""`poles locate`: the pôle that serves a place, for one place, a stream or a CSV file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.cli.commands.locating import Options
from poles_cli.cli.commands.names import MOST_UNKNOWN, region_codes
from poles_cli.cli.options import Full, Regions
from poles_cli.directory.directory import Directory
from poles_cli.directory.places.candidates import Scope
from poles_cli.directory.places.flat import COLUMNS, flatten
from poles_cli.directory.places.gazetteer import scope
from poles_cli.output.context import Context
from poles_cli.output.formats import check_delimiter
from poles_cli.output.result import Result
from poles_cli.records.location import Location
from poles_cli.records.model import Record

if TYPE_CHECKING:
    from poles_cli.base.i18n import Language, Translate
    from poles_cli.output.blocks import Block

HELP = N_(
    "Say which pôle serves a place: a municipality, an MRC, a region, an address, coordinates, a"
    " geographic code or a postal code, as public files write them; one place, one per line on"
    " standard input, or the columns of a CSV file."
)
EXAMPLES = (
    "poles locate st-hyacinthe",
    "poles locate 45.40,-72.73",
    "poles locate - < names.txt",
    "poles locate --csv clients.csv --column Ville -o clients-poles.csv",
    "poles locate --csv clients.csv --column Ville --add pole,mrc,basis",
)


def locate_all(
    directory: Directory, places: Sequence[str], where: Scope, *, codes: bool = False
) -> list[Record]:
    """Return the answer for the words taken as one name, else for each of them.

    If some words are not places and none was quoted, they may also be an address.
    """
    territory = directory.territory

    def find(place: str, *, whole: bool = False) -> Record:
        reading = territory.read(place, whole=whole, lost_zero=codes)
        return territory.within(reading, where).record(place)

    one = " ".join(places)
    if len(places) > 1 and (answer := find(one, whole=True))["matches"]:
        return [answer]
    answers = [find(place) for place in places]
    address = not all(answer["matches"] for answer in answers) and " " not in "".join(places)
    if len(places) > 1 and address and (answer := find(one))["matches"]:
        return [answer]
    return answers


def missing(directory: Directory, query: str, where: Scope) -> PolesError:
    """Return the error for a query that names nothing: the closest names, what to type next."""
    from poles_cli.base.errors import NOT_FOUND
    from poles_cli.base.suggest import unknown
    from poles_cli.base.text import argument, excerpt, slugify
    from poles_cli.records.lookup import a_pole, matching

    if (code := query.strip()).isdecimal() and directory.territory.read(
        code, lost_zero=True
    ).candidates:
        message = N_("“{word}” is not a code; it may have lost its leading zero.")
        hint = N_("Type: poles locate {first}, or --codes to have zeros put back.")
        full = code.zfill(5 if len(code) > 2 else 2)
        return PolesError(NOT_FOUND, message, hint, word=excerpt(query), first=full)
    if any(where) and directory.territory.locate(query)["matches"]:
        message = N_("“{word}” is a place, but not of the kinds and regions asked for.")
        hint = N_("Type: poles locate {first}")
        return PolesError(NOT_FOUND, message, hint, word=excerpt(query), first=argument(query))
    if poles := matching(directory.poles, query):
        message = N_("No place is called “{word}”, but a pôle answers to it.")
        return a_pole(NOT_FOUND, message, query, poles[0])
    close = directory.territory.closest(query)
    return unknown(
        N_("No place is called “{word}”."),
        query,
        (),
        N_("Type: poles locate {first}"),
        close=close,
        listed=False,
        otherwise=N_("Type a municipality, an MRC, a region, an address, a code or a postal code."),
        kind=NOT_FOUND,
        first=slugify(close[0]) if close else "",
    )


def _from_arguments(context: Context, options: Options, where: Scope) -> Result:
    directory = context.directory
    places = options.places
    if not any(place.strip() for place in places):
        raise PolesError(
            USAGE, N_("No place is given."), N_("Type: poles locate Rimouski, or: poles locate -")
        )
    answers = locate_all(directory, places, where, codes=options.codes)
    misses = [answer["query"] for answer in answers if not answer["matches"]]
    # If none of several words is a place, they are most likely one name.
    unknown = [" ".join(places)] if len(misses) == len(places) > 1 else misses

    def draw(t: "Translate", language: "Language") -> "list[Block]":
        from poles_cli.output.cards.place import PlaceCard

        found = [Location(answer) for answer in answers if answer["matches"]]
        return [b for one in found for b in PlaceCard(one, directory, t, language).blocks()]

    def brief(t: "Translate", language: "Language") -> "list[Block]":
        from poles_cli.output.cards.place_brief import place_brief

        found = [Location(answer) for answer in answers if answer["matches"]]
        return [b for one in found for b in place_brief(one, directory, t, language)]

    refusals = [missing(directory, query, where) for query in unknown[:MOST_UNKNOWN]]
    lines = [line for refusal in refusals for line in refusal.render(context.translate)]
    if more := len(unknown[MOST_UNKNOWN:]):
        message = N_("Other names that lead to no place: {count}.")
        lines.append(context.translate(message).format(count=more))
    return Result(
        "places",
        answers,
        COLUMNS,
        draw,
        None if options.full else brief,
        messages=tuple(lines),
        exit_code=1 if misses else 0,
        flatten=flatten,
    )


def run(context: Context, options: Options) -> Result | int:
    """Answer for the names that the options give; the answer for a file is written at once."""
    where = scope(options.kinds, options.regions)
    if options.csv is None:
        if options.of_a_file:
            raise PolesError(
                USAGE,
                N_("--column, --lat, --lon, --add, --prefix, --skip and --encoding go with --csv."),
                N_("Type: poles locate --csv FILE --column NAME"),
            )
        check_delimiter(context)
        if "-" not in options.places:
            return _from_arguments(context, options, where)
    from poles_cli.cli.commands.tagging import from_csv, from_stream

    return (from_stream if options.csv is None else from_csv)(context, options, where)


def command(
    ctx: typer.Context,
    places: Annotated[
        list[str] | None,
        typer.Argument(metavar="PLACE…", help=N_(
            "A name in any spelling, an address, coordinates, a code; - reads one per line.")),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help=N_("Only places of this kind: {words}.")),
    ] = None,
    region: Regions = None,
    csv: Annotated[
        str | None,
        typer.Option("--csv", metavar="FILE", help=N_(
            "Tag a CSV file (- for standard input): its rows, with pole and pole_status.")),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="NAME", help=N_(
            "A column of places, with --csv: its name or its number. If repeated, it narrows"
            " those before it, or replaces them if they give nothing.")),
    ] = None,
    lat: Annotated[
        str | None,
        typer.Option("--lat", metavar="NAME", help=N_("The column of latitudes, with --csv.")),
    ] = None,
    lon: Annotated[
        str | None,
        typer.Option("--lon", metavar="NAME", help=N_("The column of longitudes, with --csv.")),
    ] = None,
    add: Annotated[
        str | None,
        typer.Option("--add", metavar="NAMES", help=N_(
            "What to add, with --csv, between commas: {words}.")),
    ] = None,
    prefix: Annotated[
        str | None,
        typer.Option("--prefix", metavar="TEXT", help=N_(
            "Prefix of the names of the added columns, with --csv.")),
    ] = None,
    skip: Annotated[
        int,
        typer.Option("--skip", metavar="N", min=0, help=N_(
            "Number of lines before the header, with --csv.")),
    ] = 0,
    codes: Annotated[
        bool,
        typer.Option("--codes", help=N_("Numbers are codes, some of which have lost their zero.")),
    ] = False,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help=N_(
            "The file's encoding, with --csv; detected if omitted.")),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help=N_("With - or --csv: exit 1 if a line gives nothing.")),
    ] = False,
    full: Full = False,
) -> object:  # fmt: skip
    """Turn the command line into options and return the places, or a file's exit code."""
    regions = region_codes(ctx.obj.directory, region)
    options = Options(
        places or (), kind or (), regions, csv, column or (), lat, lon, add, prefix, skip, codes,
        encoding, strict, full,
    )  # fmt: skip
    return run(ctx.obj, options)
