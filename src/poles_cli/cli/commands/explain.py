"""`poles explain`: what a word means; without a word, the glossary by theme."""

from typing import TYPE_CHECKING, Annotated

import typer

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.cli.commands.names import resolve
from poles_cli.output.result import Result

if TYPE_CHECKING:
    from poles_cli.output.blocks import Block

COLUMNS = ("slug", "term", "theme")

HELP = N_("Explain a word of the social economy; without a word, list the glossary by theme.")
EXAMPLES = (
    "poles explain economie-sociale",
    "poles explain rentabilité sociale",
    "poles explain --json",
)


def command(
    ctx: typer.Context,
    concept: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CONCEPT]…", help=N_(
            "A slug, a term or an alias, in French or English.")),
    ] = None,
) -> Result:  # fmt: skip
    """Find the concepts that the words name and hand back their records."""
    directory = ctx.obj.directory
    concepts = resolve(concept, directory.concept) if concept else list(directory.concepts)

    def draw(t: Translate, language: Language) -> "list[Block]":
        from poles_cli.output.cards.concept import concept_blocks, glossary_blocks

        if not concept:
            return glossary_blocks(concepts, directory, t, language)
        return [b for c in concepts for b in concept_blocks(c, directory, t, language)]

    records = [found.record for found in concepts]
    return Result("concepts", records, COLUMNS, draw, prose_in_pipe=bool(concept))
