"""`poles about`: version, date of the data, coverage, licences, attributions, the network."""

from typing import TYPE_CHECKING, Any

import typer

from poles_cli.base.errors import N_
from poles_cli.base.i18n import LANGUAGES, Language, Translate
from poles_cli.directory.coverage import active, known
from poles_cli.directory.directory import Directory
from poles_cli.output.result import Result
from poles_cli.rules.registry import covered

if TYPE_CHECKING:
    from poles_cli.output.blocks import Block

COLUMNS = ("version", "date", "poles", "concepts", "regions", "sources")

HELP = N_(
    "Show the version, the date of the data, what it covers, its licences and attributions, and"
    " what is known of the network of pôles."
)
EXAMPLES = ("poles about", "poles about --json")


def describe(directory: Directory) -> dict[str, Any]:
    """Return one record that describes the program and its data."""
    from poles_cli.base.version import __version__
    from poles_cli.output.cards.about import citation

    poles = active(directory)
    info = directory.info
    return {
        "version": __version__,
        "title": info["title"],
        "date": info["date"],
        "languages": list(LANGUAGES),
        "poles": len(poles),
        "former_poles": len(directory.poles) - len(poles),
        "concepts": len(directory.concepts),
        "regions": len(directory.regions),
        "sources": len(directory.sources),
        "coverage": {field: sum(known(pole, field) for pole in poles) for field in covered()},
        "citation": citation(info),
        "licences": info["licences"],
        "attributions": info.get("attributions", []),
        "notes": info.get("notes", []),
        "network": directory.network,
    }


def command(ctx: typer.Context) -> Result:
    """Return the one record that describes the directory."""
    record = describe(ctx.obj.directory)

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.about import about_blocks

        return about_blocks(record, t, language)

    return Result("about", [record], COLUMNS, draw, prose_in_pipe=True)
