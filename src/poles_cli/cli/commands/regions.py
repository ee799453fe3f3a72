"""`poles regions`: the 17 administrative regions, with codes, population and pôles."""

import typer

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.collections import regions
from poles_cli.output.blocks import Block, Cell, Table
from poles_cli.output.result import EVERYWHERE, Result

COLUMNS = ("code", "slug", "name", "population", "poles")

HELP = N_("List the 17 administrative regions: codes, population, and the pôles that declare each.")
EXAMPLES = ("poles regions", "poles regions --fields code,name,poles --format csv")
FORMATS = (*EVERYWHERE, "geojson")


def command(ctx: typer.Context) -> Result:
    """Return the regions."""
    records = regions(ctx.obj.directory)

    def draw(t: Translate, language: Language) -> list[Block]:
        from poles_cli.output.cards.amounts import number

        rows = [
            [
                Cell(record["code"]),
                Cell(record["name"]),
                Cell(number(record["population"], language)),
                Cell("\n".join(record["poles"])),
            ]
            for record in records
        ]
        year = records[0]["population_year"] if records else ""
        population = t(N_("Pop. {year}")).format(year=year)
        headings = [t(N_("Code")), t(N_("Region")), population, t(N_("Pôles"))]
        return [Table(headings, rows, numeric=(2,), key=1, whole=(3,))]

    return Result("regions", records, COLUMNS, draw)
