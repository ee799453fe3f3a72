"""The map as a document: the drawing, what its numbers are, what must be said of its lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Drawing, Heading, Paragraph
from poles_cli.output.cards.labels import said
from poles_cli.output.map.layout import Look, map_lines
from poles_cli.output.map.outlines import insets, outlines
from poles_cli.output.map.views import views
from poles_cli.records.model import Record


def map_blocks(
    directory: Directory,
    regions: Sequence[Record],
    marked: Collection[str],
    look: Look,
    t: Translate,
    language: Language,
) -> list[Block]:
    """Return the map, regions in `marked` (codes) filled in, with its legend and notes."""
    shapes = outlines(directory)
    lines = map_lines(views(shapes, insets(directory, shapes)), regions, marked, look, language)
    title = t(N_("Québec and its {count} regions")).format(count=len(regions))
    found: list[Block] = [
        Heading(title, 1, Aside(t(N_("with the pôles of each")))),
        Drawing([*lines, []]),
    ]
    found += [Paragraph(text) for text in remarks(directory, t, language)]
    return found


def remarks(directory: Directory, t: Translate, language: Language) -> list[str]:
    """Return what the map must say in words: pôles without a region, and the note on its lines."""
    found = []
    if elsewhere := [
        pole.slug for pole in directory.poles if pole.status == "active" and not pole.regions
    ]:
        text = t(N_("Pôles that declare no region: {poles}."))
        found.append(text.format(poles=", ".join(elsewhere)))
    if note := said(directory.info.get("map", {}).get("note"), language):
        found.append(note)
    return found
