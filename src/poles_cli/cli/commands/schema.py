"""`poles schema`: the JSON Schema of what a command writes with --json."""

from typing import Annotated

import typer

from poles_cli.base.errors import N_
from poles_cli.base.suggest import check_word
from poles_cli.output.fields import COMMANDS_OF_KIND

# The kind of the records of each command without options; then kinds that options ask for.
KINDS = {
    **{name: kind for kind, names in COMMANDS_OF_KIND.items() for name in names if " " not in name},
    **{"set": "corrections", "unset": "corrections", "export": "all"},
    **{kind: kind for kind in COMMANDS_OF_KIND},
}

HELP = N_(
    "Print the JSON Schema of what a command writes with --json: an array of records. Records"
    " that options ask for have their own names: coverage, stale, links, measures, examples,"
    " territory. For export it is that of --what all; that of --what poles is poles, and so on."
)
EXAMPLES = ("poles schema list", "poles schema coverage -o coverage.schema.json")


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="COMMAND", help=N_(
        "A command, or a kind of records."))],
) -> int:  # fmt: skip
    """Write the schema to stdout, or to the requested file."""
    from poles_cli.output.formats import write_verbatim
    from poles_cli.output.formats.json_ import dumps
    from poles_cli.rules.json_schema import records_schema

    sentence = N_("There is no schema of “{word}”.")
    check_word(name, tuple(KINDS), sentence, N_("Type: poles schema {first}"))
    kind = KINDS[name]
    # A command that must be told a format is told JSON.
    words = [line.replace(" --format csv", "") for line in COMMANDS_OF_KIND.get(kind, ("export",))]
    return write_verbatim(dumps(records_schema(kind, words), indent=2) + "\n", ctx.obj)
