"""The map as a document: the drawing, the legend of its numbers, the note on its lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Drawing, Heading, Paragraph
from poles_cli.output.cards.labels import in_language
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
    """Return the map, with the regions in `marked` (codes) filled, its legend and notes."""
    shapes = outlines(directory)
    named = legend(directory, regions, marked)
    lines = map_lines(views(shapes, insets(directory, shapes)), named, marked, look, language)
    aside = Aside("" if marked else t(N_("with the pôles of each")))
    found: list[Block] = [
        Heading(map_title(regions, marked, t), 1, aside),
        Drawing([*lines, []]),
    ]
    found += [Paragraph(text) for text in remarks(directory, marked, t, language)]
    return found


def map_title(regions: Sequence[Record], marked: Collection[str], t: Translate) -> str:
    """Return the title: the names of the regions in `marked`, else that of all Québec."""
    names = [region["name"] for region in regions if region["code"] in marked]
    return ", ".join(names) or t(N_("Québec and its {count} regions")).format(count=len(regions))


def legend(
    directory: Directory, regions: Sequence[Record], marked: Collection[str]
) -> list[Record]:
    """Return the regions with their pôles for the legend: all by slug, or the chosen by name.

    If regions are chosen, theirs are the only pôles.
    """
    if not marked:
        return list(regions)
    names = {pole.slug: pole.name for pole in directory.poles}
    return [
        {**region, "poles": [names[slug] for slug in region["poles"] if region["code"] in marked]}
        for region in regions
    ]


def credits_of(directory: Directory) -> list[Record]:
    """Return the attributions of the map's own sources."""
    return [text for text in directory.info.get("attributions", ()) if text.get("map", True)]


def remarks(
    directory: Directory, marked: Collection[str], t: Translate, language: Language
) -> Iterator[str]:
    """Yield the map's remarks: pôles without a region (for all Québec), the note on its lines."""
    elsewhere = [
        pole.slug for pole in directory.poles if pole.status == "active" and not pole.regions
    ]
    if elsewhere and not marked:
        yield t(N_("Pôles that declare no region: {poles}.")).format(poles=", ".join(elsewhere))
    if note := in_language(directory.info.get("map", {}).get("note"), language):
        yield note
