"""`poles map`: Québec and its regions, drawn; the same regions as records, SVG or GeoJSON."""

from typing import TYPE_CHECKING

import typer

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.cli.commands.names import region_codes
from poles_cli.cli.options import Regions
from poles_cli.directory.collections import regions as every_region
from poles_cli.output.context import Context
from poles_cli.output.result import EVERYWHERE, Result

if TYPE_CHECKING:
    from poles_cli.output.blocks import Block

COLUMNS = ("code", "slug", "name", "poles", "label_lat", "label_lon")

HELP = N_(
    "Draw Québec and its 17 regions, with the pôles of each; --region fills some of them."
    "\n\nIn a pipe, the regions' records, with the point where a label stands. --format svg and"
    " geojson give the map itself."
)
EXAMPLES = (
    "poles map --region estrie",
    "poles map --format svg -o quebec.svg",
    "poles map --format geojson",
)
FORMATS = (*EVERYWHERE, "svg", "geojson")


def command(
    ctx: typer.Context,
    region: Regions = None,
) -> Result:  # fmt: skip
    """Turn the command line into region codes and return the regions."""
    context: Context = ctx.obj
    directory = context.directory
    codes = region_codes(directory, region)
    regions = every_region(directory)
    records = [record for record in regions if not codes or record["code"] in codes]

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.map import map_blocks
        from poles_cli.output.map.layout import Look

        look = Look(context.width, context.encodable("⠿"), "▶" if context.encodable("▶") else ">")
        return map_blocks(directory, regions, codes, look, t, language)

    return Result("regions", records, COLUMNS, draw)
