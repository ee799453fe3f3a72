"""`poles list`: the pôles, filtered and sorted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.base.suggest import check_word
from poles_cli.cli.commands.names import region_codes
from poles_cli.cli.options import Limit, Regions
from poles_cli.directory.directory import Directory
from poles_cli.output.result import EVERYWHERE, Result
from poles_cli.records.model import Pole
from poles_cli.rules.vocabularies import POLE_KINDS, STATUSES

if TYPE_CHECKING:
    from poles_cli.output.blocks import Block

COLUMNS = ("slug", "name", "kind", "regions", "city", "website")

HELP = N_("List the pôles, of all Québec or of one region.")
EXAMPLES = (
    "poles list --region montreal",
    "poles list --kind inuit --json",
    "poles list --edition 2012 --fields slug,names.name",
)
FORMATS = (*EVERYWHERE, "geojson", "vcard")


class Options(NamedTuple):
    """The filters, order and limit of a list of pôles."""

    regions: Sequence[str] = ()
    kind: str | None = None
    status: str | None = None
    edition: str | None = None
    sort: str | None = None
    limit: int | None = None


def select(directory: Directory, options: Options) -> list[Pole]:
    """Return the pôles that `options` ask for; without a status or an edition, the active ones."""
    poles = list(directory.poles)
    if codes := set(region_codes(directory, options.regions)):
        poles = [pole for pole in poles if codes & set(pole.regions)]
    hint = N_("Type: poles list --help")
    if options.kind is not None:
        check_word(options.kind, tuple(POLE_KINDS), N_("There is no kind “{word}”."), hint)
        poles = [pole for pole in poles if pole.kind == options.kind]
    if options.edition is not None:
        editions = sorted({edition for pole in directory.poles for edition in pole.editions})
        check_word(options.edition, editions, N_("There is no edition “{word}”."), hint)
        poles = [pole for pole in poles if options.edition in pole.editions]
    if options.status is not None:
        check_word(options.status, STATUSES, N_("There is no status “{word}”."), hint)
        poles = [pole for pole in poles if pole.status == options.status]
    elif options.edition is None:
        poles = [pole for pole in poles if pole.status == "active"]
    if options.sort is not None:
        poles = _sorted(poles, options.sort)
    return poles if options.limit is None else poles[: options.limit]


def _sorted(poles: list[Pole], field: str) -> list[Pole]:
    """Order by a field's text, missing values last; a leading `-` reverses."""
    from poles_cli.base.text import fold
    from poles_cli.output.fields import check_fields
    from poles_cli.records.projection import flat, value_at

    name = field.removeprefix("-")
    check_fields("poles", [name], "--sort")
    keys = {pole.slug: fold(flat(value_at(pole.record, name))) for pole in poles}
    known = [pole for pole in poles if keys[pole.slug]]
    unknown = [pole for pole in poles if not keys[pole.slug]]
    known.sort(key=lambda pole: keys[pole.slug], reverse=field.startswith("-"))
    return known + unknown


def command(
    ctx: typer.Context,
    region: Regions = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help=N_("{words}.")),
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help=N_("{words}."))
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option("--edition", metavar="YEAR", help=N_(
            "The pôles of an edition of the Revue: 2012.")),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option("--sort", metavar="FIELD", help=N_("Order by a field; -FIELD reverses.")),
    ] = None,
    limit: Limit = None,
) -> Result:  # fmt: skip
    """Turn the command line into options and return the pôles."""
    options = Options(region or (), kind, status, edition, sort, limit)
    poles = select(ctx.obj.directory, options)

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.table import pole_table

        return pole_table(poles, t, language, edition)

    records = [pole.record for pole in poles]
    return Result("poles", records, COLUMNS, draw)
