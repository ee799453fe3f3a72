"""`poles stats`: the sourced figures, series by series."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.i18n import Language, Translate
from poles_cli.base.suggest import check_word
from poles_cli.cli.commands.names import region_codes
from poles_cli.cli.options import Regions
from poles_cli.directory.figures import MEASURES, Options, measures, select
from poles_cli.output.context import Context
from poles_cli.output.result import Result

if TYPE_CHECKING:
    from poles_cli.output.blocks import Block

COLUMNS = ("slug", "year", "series", "enterprises", "jobs", "revenue_cad", "sources")
SHARES = ("title", "series", "year", "value", "unit", "count", "sources")

HELP = N_(
    "Show the sourced figures of Québec, its regions and pôles: enterprises, jobs, revenue."
    "\n\nFigures of different series are never added or ranked together. A slug is quebec, a"
    " region's (two with + when counted together) or a pôle's; ~ is about, <~ nearly, > more"
    " than, >= at least, < less than."
)
EXAMPLES = (
    "poles stats --region estrie",
    "poles stats --series isq-2022 --measure jobs",
    "poles stats --shares",
)


def kind(context: Context, params: Mapping[str, Any]) -> str:
    """Return the kind of the records that the options ask for."""
    return "measures" if params["shares"] else "figures"


def command(
    ctx: typer.Context,
    region: Regions = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="YEAR", help=N_("The figures of a year."))
    ] = None,
    series: Annotated[
        str | None,
        typer.Option("--series", metavar="SERIES", help=N_(
            "Only isq-2022, isq-2016, pole-survey, pole-count, regional-count or partial-count.")),
    ] = None,
    measure: Annotated[
        str, typer.Option("--measure", metavar="MEASURE", help=N_(
            "What bars measure on a terminal: {words}."))
    ] = "enterprises",
    shares: Annotated[
        bool, typer.Option("--shares", help=N_(
            "Instead, the other measures of the portraits: legal forms, sizes, purposes."))
    ] = False,
) -> Result:  # fmt: skip
    """Turn the command line into options and return the figures."""
    context: Context = ctx.obj
    directory = context.directory
    sentence = N_("There is no measure “{word}”.")
    check_word(measure, MEASURES, sentence, N_("Type: poles stats --help"))
    codes = region_codes(directory, region)
    options = Options(codes, year, series)
    if shares and codes:
        raise PolesError(
            USAGE,
            N_("The measures of --shares are about all Québec: --region does not go with it."),
            N_("Type: poles stats --shares"),
        )
    records = measures(directory, options) if shares else select(directory, options)

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.figures import figure_blocks, share_blocks

        found = [] if shares else figure_blocks(records, directory, measure, t, language)
        others = [] if codes else measures(directory, options)
        return found + share_blocks(others, directory, t, language)

    kind, columns = ("measures", SHARES) if shares else ("figures", COLUMNS)
    if records:
        return Result(kind, records, columns, draw)
    t = context.translate
    messages = (t(N_("No figures match all of these options.")), t(N_("Type: poles stats")))
    return Result(kind, records, columns, lambda t, language: [], messages=messages, exit_code=1)
