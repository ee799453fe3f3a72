"""`poles set`: a user's own corrections, kept for themselves or turned into a contribution."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.i18n import Language, Translate
from poles_cli.cli.options import POLE
from poles_cli.directory.directory import Directory
from poles_cli.output.context import Context
from poles_cli.output.result import Result
from poles_cli.records.model import Record

if TYPE_CHECKING:
    from poles_cli.output.blocks import Block

COLUMNS = ("pole", "field", "value", "as_of", "confidence", "sources", "set_on")

HELP = N_(
    "Correct or complete a fact, for yourself or for everyone."
    "\n\nThe correction is kept in your own file, wins over the dataset, and is marked as yours"
    " wherever it is shown. With --patch nothing is kept: the change is printed as a diff of the"
    " dataset's files, for git apply; without POLE, FIELD and VALUE, that of all your corrections."
)
EXAMPLES = (
    'poles set laval phone "450 555-0100" --source https://laval.example.org/contact',
    "poles set --list",
    "poles set --patch",
)


class Options(NamedTuple):
    """One correction, as typed."""

    pole: str
    field: str
    value: str
    sources: tuple[str, ...] = ()
    as_of: str | None = None
    confidence: str | None = None
    source_title: str | None = None


def correction(directory: Directory, options: Options, today: str) -> tuple[str, str, Record]:
    """Return the pôle's slug, the field and the fact that `options` give; `today` is its date.

    Raises `PolesError`: usage for an invalid value, not found for an unknown pôle.
    """
    from poles_cli.corrections import input as typed

    pole = directory.pole(options.pole)
    field = typed.parse_field(options.field)
    fact: dict[str, Any] = {"value": typed.parse_value(field, options.value, today)}
    if options.as_of is not None:
        fact["as_of"] = typed.parse_date(options.as_of, today)
    fact["confidence"] = typed.parse_confidence(options.confidence or "medium")
    fact["sources"] = typed.parse_sources(options.sources, directory)
    fact["set_on"] = today
    if options.source_title is not None:
        fact["source_title"] = typed.parse_title(options.source_title)
    return pole.slug, field, fact


def kind(context: Context, params: Mapping[str, Any]) -> str | None:
    """Return the kind of the records that the options ask for, None for a diff."""
    if not params["patch"]:
        return "corrections"
    if context.options.format or context.options.fields:
        raise PolesError(
            USAGE,
            N_("--patch prints a diff: --format and --fields do not apply."),
            N_("Type: poles set --help"),
        )
    return None


def command(
    ctx: typer.Context,
    pole: Annotated[str | None, POLE] = None,
    field: Annotated[
        str | None, typer.Argument(metavar="FIELD", help=N_("The fact to correct: {words}."))
    ] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help=N_("The correct value."))
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="URL", help=N_(
            "Who says so: an address, or the id of a source; may be given several times.")),
    ] = None,
    source_title: Annotated[
        str | None,
        typer.Option("--source-title", metavar="TITLE", help=N_("Title of that page.")),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help=N_(
            "When the source saw it so: 2026, 2026-11, 2026-11-24, 2021/2024…")),
    ] = None,
    confidence: Annotated[
        str | None,
        typer.Option("--confidence", metavar="WORD", help=N_(
            "high (its own or a government page), medium, or low; medium when not given.")),
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", help=N_("List your corrections."))
    ] = False,
    patch: Annotated[
        bool, typer.Option("--patch", help=N_("Print the change as a diff instead of keeping it."))
    ] = False,
) -> Result | int:  # fmt: skip
    """Save one correction, list them all, or print a change as a diff."""
    context: Context = ctx.obj
    dataset = context.dataset
    given = Options(
        pole or "", field or "", value or "", tuple(source or ()), as_of, confidence, source_title
    )
    if listing:
        _alone(ctx, patch)
        return listed(context, dataset)
    if patch and pole is None:
        _alone(ctx, False)
        return _print_patch(context, dataset, context.directory.corrections)
    if pole is None or field is None or value is None:
        raise PolesError(
            USAGE,
            N_("A correction needs a pôle, a field and a value."),
            N_("Type: poles set --help"),
        )
    slug, name, fact = correction(dataset, given, context.today)
    if patch:
        return _print_patch(context, dataset, {slug: {name: fact}})
    return kept(context, dataset, slug, name, fact)


def listed(context: Context, dataset: Directory) -> Result:
    """Return the corrections of the user, each with the dataset's own value."""
    from poles_cli.corrections.listing import records

    found = records(context.directory.corrections, dataset)

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.corrections import corrections_card

        return corrections_card(found, str(context.overlay or ""), t, language)

    return Result("corrections", found, COLUMNS, draw)


def kept(context: Context, dataset: Directory, slug: str, name: str, fact: Record) -> Result:
    """Keep a correction and return it."""
    from poles_cli.corrections.listing import correction_record, keep

    refuse_without_overlay(context)
    keep(context.overlay, {slug: {name: fact}})
    record = correction_record(slug, name, fact, dataset.pole(slug).record)

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.corrections import kept_card

        return kept_card(record, str(context.overlay), t, language)

    return Result("corrections", [record], COLUMNS, draw)


def refuse_without_overlay(context: Context) -> None:
    """Raise `PolesError` (usage) if --no-overlay is given, since corrections are left out."""
    if context.options.no_overlay:
        raise PolesError(
            USAGE,
            N_("With --no-overlay there is no correction to change."),
            N_("Leave --no-overlay out, or add --patch."),
        )


def _alone(ctx: typer.Context, patch: bool) -> None:
    """Raise `PolesError` (usage) if parts of a correction come with an option that takes none."""
    parts = ("pole", "field", "value", "source", "source_title", "as_of", "confidence")
    if patch or any(ctx.params.get(part) for part in parts):
        raise PolesError(
            USAGE,
            N_("--list takes nothing else, and --patch a whole correction or nothing."),
            N_("Type: poles set --help"),
        )


def _print_patch(context: Context, dataset: Directory, corrections: Any) -> int:
    from poles_cli.corrections.patch import patch as made
    from poles_cli.output.formats import write_bytes

    if text := made(dataset, corrections):
        write_bytes([text.encode()], context)
    elif corrections:
        context.warn(context.translate(N_("Nothing to change: the dataset says so already.")))
    else:
        context.warn(context.translate(N_("You have no correction: nothing to change.")))
    return 0
