"""Write texts that are not records (help, scripts), unchanged, to stdout or to a file."""

from __future__ import annotations

from poles_cli.output.context import Context
from poles_cli.output.formats import say, write_bytes


def write_verbatim(text: str, context: Context, *, for_people: bool = False) -> int:
    """Write `text` and return the exit code.

    A script is always UTF-8; a text for people uses what stdout can encode.
    """
    if context.options.output is None and (for_people or context.to_terminal):
        say([text], context)
    else:
        write_bytes([text.encode()], context)
    return 0
