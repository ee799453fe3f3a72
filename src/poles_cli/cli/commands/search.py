"""`poles search`: ranked search over pôles, concepts, regions, examples and the guide."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from poles_cli.base.errors import N_
from poles_cli.base.text import argument, excerpt
from poles_cli.cli.options import Limit
from poles_cli.directory.search import Found
from poles_cli.output.result import Result

if TYPE_CHECKING:
    from poles_cli.base.i18n import Language, Translate
    from poles_cli.directory.directory import Directory
    from poles_cli.output.blocks import Block

COLUMNS = ("kind", "slug", "name", "match", "score")
SHOWN = 20  # hits on a terminal without --limit; a pipe gets them all

HELP = N_(
    "Search pôles, concepts, regions, examples and the guide."
    "\n\nEvery word must match, as a whole or by its beginning, in French or in English; failing"
    " that, what has most of them is shown. Accents, case, dashes and apostrophes do not matter."
)
EXAMPLES = (
    "poles search coopérative",
    "poles search comment financer mon projet",
    "poles search --in example café montréal",
    "poles search tresca --json",
)


def command(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS…", help=N_("The words to look for."))
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--in", metavar="KIND", help=N_("{words}.")),
    ] = None,
    limit: Limit = None,
) -> Result:
    """Turn the command line into a query and return the hits."""
    query = " ".join(words or ())
    directory = ctx.obj.directory
    found = directory.search(query, kind, limit)
    # A terminal shows the first hits, and how to see the rest.
    at_most = SHOWN if limit is None else limit
    return Result(
        "search",
        [hit.record for hit in found.hits],
        COLUMNS,
        draw=_drawing(found, at_most),
        messages=tuple(_messages(found, query, directory, ctx.obj.translate)),
        exit_code=0 if found.total else 1,
    )


def _drawing(found: Found, at_most: int) -> "Callable[[Translate, Language], list[Block]]":
    def draw(t: "Translate", language: "Language") -> "list[Block]":
        from poles_cli.output.cards.hits import hits_card

        return hits_card(found, at_most, t, language)

    return draw


def _messages(found: Found, query: str, directory: "Directory", t: "Translate") -> list[str]:
    if found.spellings:
        spellings = ", ".join(found.spellings)
        message = t(N_("No exact match. Closest word: {spellings}."))
        return [message.format(spellings=spellings)]
    if found.partial:
        return [t(N_("Nothing has all of these words; showing what has most of them."))]
    if found.total:
        return []
    word = excerpt(query)
    if directory.is_place(query):
        message = t(N_("Nothing matches “{word}”, but a place is called so."))
        hint = t(N_("Type: poles locate {first}"))
        return [message.format(word=word), hint.format(first=argument(query))]
    if found.closest:
        message = t(N_("Nothing matches “{word}”. Closest words: {candidates}."))
        hint, first = t(N_("Type: poles search {first}")), found.closest[0]
        return [
            message.format(word=word, candidates=", ".join(found.closest)),
            hint.format(first=first if first.isalnum() else argument(first)),
        ]
    return [t(N_("Nothing matches “{word}”.")).format(word=word), t(N_("Type: poles explain"))]
