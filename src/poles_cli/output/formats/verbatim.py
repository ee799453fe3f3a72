"""Texts that are no records (help, scripts): written as they are, to stdout or to a file."""

from __future__ import annotations

from poles_cli.output.context import Context, speakable
from poles_cli.output.formats import write_bytes


def write_verbatim(text: str, context: Context, *, for_people: bool = False) -> int:
    """Write `text` and return the exit code.

    A script is UTF-8 wherever it goes; a text for people is what stdout can carry.
    """
    if context.options.output is None and (for_people or context.to_terminal):
        context.stdout.write(speakable(text, context.stdout))
    else:
        write_bytes([text.encode()], context)
    return 0
