"""`poles unset`: remove a correction."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from poles_cli.base.errors import N_, PolesError
from poles_cli.base.i18n import Language, Translate
from poles_cli.cli.commands.set import COLUMNS, refuse_without_overlay
from poles_cli.cli.options import POLE
from poles_cli.directory.directory import Directory
from poles_cli.output.context import Context
from poles_cli.output.result import Result
from poles_cli.records.model import Record

if TYPE_CHECKING:
    from poles_cli.output.blocks import Block

HELP = N_("Take back a correction of yours: the dataset's own fact is shown again.")
EXAMPLES = ("poles unset laval phone", "poles set --list")


def kind(context: Context, params: Mapping[str, Any]) -> str:
    """Return the kind of the record that the command gives: the removed correction."""
    return "corrections"


def command(
    ctx: typer.Context,
    pole: Annotated[str, POLE],
    field: Annotated[str, typer.Argument(metavar="FIELD", help=N_("The field to restore."))],
) -> Result:  # fmt: skip
    """Remove one correction from the overlay and return it."""
    from poles_cli.corrections.input import parse_field
    from poles_cli.corrections.listing import correction_record, take_back

    context: Context = ctx.obj
    refuse_without_overlay(context)
    dataset = context.dataset
    slug, record = _pole(dataset, pole, context)
    name = parse_field(field)
    taken = correction_record(slug, name, take_back(context.overlay, slug, name), record)

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.corrections import taken_card

        return taken_card(taken, t, language)

    return Result("corrections", [taken], COLUMNS, draw)


def _pole(dataset: Directory, word: str, context: Context) -> tuple[str, Record]:
    """Return the slug and record of a pôle, empty if only the overlay has it."""
    try:
        pole = dataset.pole(word)
    except PolesError:
        if context.overlay is not None:
            from poles_cli.corrections.store import read

            if word in read(context.overlay):
                return word, {}
        raise
    return pole.slug, pole.record
