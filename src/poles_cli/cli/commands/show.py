"""`poles show`: everything known about a pôle."""

from typing import TYPE_CHECKING, Annotated

import typer

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.cli.commands.list import COLUMNS
from poles_cli.cli.commands.list import FORMATS as FORMATS
from poles_cli.cli.commands.names import resolve
from poles_cli.cli.options import POLES, Full
from poles_cli.output.result import Result

if TYPE_CHECKING:
    from poles_cli.output.blocks import Block

HELP = N_(
    "Show everything known about a pôle: names over time, territory, how to reach it, activities,"
    " examples, figures and sources."
)
EXAMPLES = ("poles show tresca", "poles show laval --json", "poles show capitale nationale")


def command(
    ctx: typer.Context,
    pole: Annotated[list[str], POLES],
    full: Full = False,
) -> Result:
    """Return the records of the pôles that the words name."""
    directory = ctx.obj.directory
    poles = resolve(pole, directory.pole)

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.pole import PoleCard

        return [b for p in poles for b in PoleCard(p, directory, t, language).blocks()]

    def brief(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.pole_brief import pole_brief

        return [b for p in poles for b in pole_brief(p, directory, t, language)]

    records = [pole.record for pole in poles]
    return Result("poles", records, COLUMNS, draw, None if full else brief, prose_in_pipe=True)
