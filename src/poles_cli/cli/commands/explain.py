"""`poles explain`: the meaning of a word; without a word, the glossary by theme."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from poles_cli.base.errors import NOT_FOUND, N_, PolesError
from poles_cli.base.i18n import Language, Translate
from poles_cli.base.text import fold
from poles_cli.cli.commands.names import resolve
from poles_cli.cli.options import Full
from poles_cli.directory.directory import Directory
from poles_cli.output.result import Result
from poles_cli.records.model import Concept

if TYPE_CHECKING:
    from poles_cli.directory.search import Found
    from poles_cli.output.blocks import Block

ALL = "all"
_CLOSEST = N_(
    "{sentence} Closest: {candidates}. Everything that mentions it: poles search {query}."
)
_BETWEEN = ("et", "and", "ou", "or", "vs")  # between two words to compare
COLUMNS = ("slug", "term", "theme")

HELP = N_(
    "Explain a word of the social economy, or list those of a theme; without a word, list the"
    " glossary by theme."
)
EXAMPLES = (
    "poles explain economie-sociale",
    "poles explain rentabilité sociale",
    "poles explain starting",
    "poles explain --json",
)


def chosen(directory: Directory, words: Sequence[str]) -> tuple[list[Concept], str]:
    """Return the concepts that `words` name, or those of a theme, and the theme.

    Raises `PolesError` (not found), which suggests `poles search` if that finds the words.
    """
    try:
        return resolve(words, directory.concept), ""
    except PolesError as error:
        text = " ".join(words)
        if error.kind != NOT_FOUND:
            raise
        apart = [word for word in words if word not in _BETWEEN]
        if 0 < len(apart) < len(words):
            return chosen(directory, apart)
        if theme := directory.theme(text):
            return [concept for concept in directory.concepts if concept.theme == theme], theme
        _lead_to_search(error, directory.search(text), fold(text))
        raise


def _lead_to_search(error: PolesError, found: "Found", query: str) -> None:
    """Suggest `poles search` in an error, if it finds the words exactly as typed."""
    if found.hits and not found.spellings and "sentence" in error.values:
        error.values["query"] = query
        if not error.values["candidates"]:
            error.hint = N_("Type: poles search {query}")
        elif f" {query} " in f" {fold(found.hits[0].match)} ":
            error.message = _CLOSEST


def command(
    ctx: typer.Context,
    concept: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CONCEPT]…", help=N_(
            "A slug, a term, an alias or a theme, in French or English.")),
    ] = None,
    full: Full = False,
) -> Result:  # fmt: skip
    """Return the records of the concepts that the words name."""
    directory = ctx.obj.directory
    concepts, theme = chosen(directory, concept) if concept else (list(directory.concepts), ALL)

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.concept import concept_blocks, glossary_blocks, guide_blocks

        if theme:
            guide = directory.guide if theme == directory.guide.get("theme") else None
            blocks = guide_blocks(guide, language) if guide else []
            return [*blocks, *glossary_blocks(concepts, directory, t, language)]
        return [b for c in concepts for b in concept_blocks(c, directory, t, language)]

    def brief(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.concept_brief import compared, concept_brief

        if table := compared(concepts, directory, t, language):
            return table
        return [b for c in concepts for b in concept_brief(c, directory, t, language)]

    records = [found.record for found in concepts]
    short = None if theme or full else brief
    return Result("concepts", records, COLUMNS, draw, short, prose_in_pipe=not theme)
