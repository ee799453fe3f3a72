"""The welcome of `poles` alone: a summary, three things to try, the commands in three groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from poles_cli.base.errors import N_
from poles_cli.cli.commands import GROUPS
from poles_cli.output.context import Context

EXAMPLES = (
    (N_("poles locate YOUR-TOWN"), N_("which pôle serves it, and how to reach it")),
    (N_("poles explain co-op"), N_("what a word means")),
    (N_("poles help start"), N_("the steps of a collective project")),
)
WIDEST = 100


def welcome_text(context: Context) -> str:
    """Return the welcome, in lines that fit the terminal."""
    from textwrap import wrap

    t = context.translate
    width = min(context.width, WIDEST)

    def rows(items: Iterable[tuple[str, str]]) -> Iterator[str]:
        pairs = [(t(name), t(text)) for name, text in items]
        room = max(len(name) for name, _ in pairs) + 4
        for name, text in pairs:
            start = f"  {name:<{room - 2}}"
            yield from wrap(text, width, initial_indent=start, subsequent_indent=" " * room)

    opening = t(N_("poles: the directory of Québec's social-economy hubs, and of their words."))
    return "\n".join((
        *wrap(opening, width),
        "",
        *rows(EXAMPLES),
        "",
        t(N_("Commands:")),
        *rows((title, "  ".join(names)) for title, names in GROUPS.items()),
        "",
        t(N_("Help on one: poles COMMAND --help")),
        "",
    ))  # fmt: skip
