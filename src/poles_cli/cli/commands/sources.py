"""`poles sources`: the bibliography behind every fact."""

from typing import Annotated

import typer

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.cli.commands.names import resolve
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Block, Heading, Items, Row, Rows
from poles_cli.output.result import EVERYWHERE, Result
from poles_cli.records.model import Concept, Pole, Source

COLUMNS = ("id", "title", "publisher", "published", "kind", "url")

FILES = {
    "network": N_("the network (poles about)"),
    "figures": N_("the figures (poles stats)"),
}

HELP = N_("List the bibliography; with ids, show those sources and what cites them.")
EXAMPLES = ("poles sources revue-2012-p8", "poles sources --format bibtex -o poles.bib")
FORMATS = (*EVERYWHERE, "bibtex", "csl-json")


def command(
    ctx: typer.Context,
    source: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]…", help=N_("Ids of sources."))
    ] = None,
) -> Result:
    """Return the records of the sources that the ids name."""
    directory = ctx.obj.directory
    sources = resolve(source, directory.source) if source else list(directory.sources)

    def draw(t: Translate, language: Language) -> list[Block]:
        from poles_cli.output.cards.sources import source_item

        if source:
            return [block for found in sources for block in _card(found, directory, t)]
        return [Items([source_item(found, t) for found in sources])]

    return Result("sources", [found.record for found in sources], COLUMNS, draw)


def _card(source: Source, directory: Directory, t: Translate) -> list[Block]:
    from poles_cli.rules.vocabularies import SOURCE_KINDS

    record = source.record
    citing = [t(FILES.get(name, name)) for name in cited_by(source, directory)]
    reworded = [Row(t(N_("Texts")), t(N_("reworded, not copied")))] if "reworded" in record else []
    rows = [
        Row(t(N_("Title")), source.title),
        Row(t(N_("Publisher")), record["publisher"]),
        Row(t(N_("Published")), record.get("published", t(N_("n.d.")))),
        Row(t(N_("Kind")), ", ".join(t(SOURCE_KINDS.get(kind, kind)) for kind in record["kind"])),
        *reworded,
        Row(t(N_("Address")), source.url, url=source.url),
        Row(t(N_("Cited by")), ", ".join(citing) or "–"),
    ]
    return [Heading(source.id, 1), Rows(rows)]


def cited_by(source: Source, directory: Directory) -> list[str]:
    """Return the slugs of the pôles and concepts, and the files, that cite a source."""
    from poles_cli.records.bibliography import cited

    entries: list[Pole | Concept] = [*directory.poles, *directory.concepts]
    found = [entry.slug for entry in entries if source.id in cited(entry.record)]
    files = {"network": directory.network, "figures": {
        "figures": [figure.record for figure in directory.figures],
        "measures": list(directory.measures),
    }}  # fmt: skip
    return found + [name for name, content in files.items() if source.id in cited(content)]
