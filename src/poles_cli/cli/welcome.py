"""What bare `poles` says: what this is, three things to try, the commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poles_cli.base.errors import N_
from poles_cli.output.context import Context

EXAMPLES = (
    ("poles list --region montreal", N_("the pôle of a region")),
    ("poles show tresca", N_("everything known about a pôle")),
    ("poles explain economie-sociale", N_("what a word means")),
)


WIDEST = 100


def welcome_text(context: Context) -> str:
    """Return the welcome, in lines that fit the terminal."""
    from textwrap import wrap

    from poles_cli.cli.commands import COMMANDS

    t = context.translate
    width = min(context.width, WIDEST)

    def rows(items: Iterable[tuple[str, str]]) -> Iterator[str]:
        pairs = list(items)
        room = max(len(name) for name, _ in pairs) + 4
        for name, text in pairs:
            start = f"  {name:<{room - 2}}"
            yield from wrap(t(text), width, initial_indent=start, subsequent_indent=" " * room)

    opening = t(N_("poles: the directory of Québec's social-economy hubs, and of their words."))
    return "\n".join((
        *wrap(opening, width),
        "",
        t(N_("To begin:")),
        *rows(EXAMPLES),
        "",
        t(N_("Commands:")),
        *rows(COMMANDS.items()),
        "",
        t(N_("Help on one: poles COMMAND --help")),
        "",
    ))  # fmt: skip
