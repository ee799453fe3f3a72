"""The options that commands share, each declared once.

Those of the output are accepted before or after every command.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from typer.core import TyperOption

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.i18n import LANGUAGES
from poles_cli.base.suggest import check_word
from poles_cli.output.context import Context

COLORS = ("auto", "always", "never")

_PREFIX = "shared_"
ALL_FIELDS = "?"  # --fields without names: list the fields

# Parameters that several commands have, each with its own meaning.
Regions = Annotated[
    list[str] | None,
    typer.Option("--region", "-r", metavar="REGION", help=N_(
        "A region: code, name or alias; several times, or between commas.")),
]  # fmt: skip
Limit = Annotated[
    int | None, typer.Option("--limit", min=0, metavar="N", help=N_("At most N results."))
]
POLE: Any = typer.Argument(metavar="POLE", help=N_("A slug, name or alias."))
Full = Annotated[bool, typer.Option("--full", help=N_("Show everything, sources included."))]
POLES: Any = typer.Argument(
    metavar="POLE…", help=N_("A slug, name, acronym, former name or alias.")
)


def shared_options() -> list[TyperOption]:
    """Return fresh parameters: language, colour, format, fields, header and output file."""

    def option(name: str, *names: str, **settings: Any) -> TyperOption:
        # A prefix keeps them apart from a command's own parameters of the same name.
        return TyperOption(
            param_decls=[_PREFIX + name, *names], expose_value=True, default=None, **settings
        )

    return [
        option("format", "--format", "-f", metavar="FORMAT", help=N_(
            "{words}. On a terminal: table; elsewhere: tsv.")),
        option("json", "--json", is_flag=True, help=N_("Short for --format json.")),
        option("fields", "--fields", metavar="A,B.C", help=N_(
            "Pick and order fields; without a value, list them.")),
        option("header", "--header/--no-header", is_flag=True, help=N_(
            "Write a header line, or none (CSV has one, TSV has none).")),
        option("null", "--null", "-0", is_flag=True, help=N_(
            "Write the first column alone, each value followed by a NUL, for xargs -0; locate -"
            " reads names so.")),
        option("output", "--output", "-o", metavar="FILE", help=N_(
            "Write to a file, whole or not at all.")),
        option("force", "--force", is_flag=True, help=N_("Replace the file if it exists.")),
        option("bom", "--bom", is_flag=True, help=N_(
            "Start CSV with a byte-order mark, for Excel.")),
        option("delimiter", "--delimiter", metavar="CHAR", help=N_(
            "What separates the cells of CSV: “;” for Excel in French, or tab. With locate --csv,"
            " that of the file.")),
        option("lang", "--lang", metavar="fr|en", help=N_("Language of texts for people.")),
        option("color", "--color", metavar="auto|always|never", help=N_("When to use colour.")),
        option("data", "--data", metavar="DIR", help=N_(
            "Answer from another edition of the dataset, in this folder (POLES_DATA).")),
        option("no_overlay", "--no-overlay", is_flag=True, help=N_(
            "Leave out your own corrections (poles set).")),
        option("pager", "--pager/--no-pager", is_flag=True, help=N_(
            "Page a long answer on a terminal (POLES_PAGER, PAGER), or never.")),
    ]  # fmt: skip


def merge(context: Context, params: dict[str, Any]) -> None:
    """Move the shared options out of `params` and into the context; the later ones win."""
    given = {
        name.removeprefix(_PREFIX): params.pop(name)
        for name in list(params)
        if name.startswith(_PREFIX)
    }
    context.options = context.options._replace(**_checked(given))


def _delimiter(typed: str) -> str:
    delimiter = {"tab": "\t", "\\t": "\t"}.get(typed, typed)
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n\0 ':
        raise PolesError(
            USAGE,
            N_("A delimiter is one character, or “tab”."),
            N_("Type: poles list -f csv --delimiter ';'"),
        )
    return delimiter


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    changes = {
        name: given[name]
        for name in ("header", "force", "bom", "output", "data", "no_overlay", "null", "pager")
        if given.get(name) is not None
    }
    if changes.get("output") == "-":
        changes["output"] = None  # standard output, by its usual name
    if (delimiter := given.get("delimiter")) is not None:
        changes["delimiter"] = _delimiter(delimiter)
    hint = N_("Type: poles --help")
    check_word(given.get("lang"), LANGUAGES, N_("There is no language “{word}”."), hint)
    if (color := given.get("color")) is not None:
        check_word(color, COLORS, N_("There is no colour setting “{word}”."), hint)
        changes["color"] = color
    if (format_ := given.get("format")) is not None:
        from poles_cli.output.formats import FORMATS

        check_word(format_, FORMATS, N_("There is no format “{word}”."), hint)
        changes["format"] = format_
    elif given.get("json"):
        changes["format"] = "json"
    if (fields := given.get("fields")) is not None:
        names = tuple(name for part in fields.split(",") if (name := part.strip()))
        if not names:
            raise PolesError(
                USAGE, N_("--fields names no field."), N_("Type: poles list --fields slug,name")
            )
        changes["fields"] = names
    return changes
