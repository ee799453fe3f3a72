"""Texts that are no records (help, scripts): written as they are, to stdout or to a file."""

from __future__ import annotations

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.output.context import Context, speakable
from poles_cli.output.formats import write_bytes


def write_verbatim(text: str, context: Context, *, for_people: bool = False) -> int:
    """Write `text` and return the exit code; refuses a format, which only records have.

    A script is UTF-8 wherever it goes; a text for people is what stdout can carry.
    """
    refuse_records(context)
    if context.options.output is None and (for_people or context.to_terminal):
        context.stdout.write(speakable(text, context.stdout))
    else:
        write_bytes([text.encode()], context)
    return 0


def refuse_records(context: Context) -> None:
    """Refuse the options of records where there is none. Raises `PolesError` (usage)."""
    if context.options.format is not None or context.options.fields:
        raise PolesError(
            USAGE,
            N_("This command writes a text, not records: it has no format and no fields."),
            N_("Type: poles --help"),
        )
