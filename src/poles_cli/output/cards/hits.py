"""Show search hits: kind, name, and the passage that matched."""

from __future__ import annotations

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.search import Found, Hit
from poles_cli.output.blocks import Aside, Block, Cell, Paragraph, Table

KIND_LABELS = {
    "pole": N_("pôle"),
    "concept": N_("concept"),
    "region": N_("region"),
    "example": N_("example"),
    "guide": N_("guide"),
}


def hits_card(found: Found, at_most: int, t: Translate, language: Language) -> list[Block]:
    """Return one row per hit: kind, name over slug, passage; then how many hits are not shown."""
    hits = found.hits[:at_most]
    if not hits:
        return []
    headings = [t(N_("Kind")), t(N_("Name")), t(N_("Passage"))]
    blocks: list[Block] = [Table(headings, [_row(hit, t, language) for hit in hits], key=1)]
    if found.total > len(hits):
        more = t(N_("{count} more; to see them all, add --limit {total}."))
        blocks.append(Paragraph(more.format(count=found.total - len(hits), total=found.total)))
    return blocks


def _row(hit: Hit, t: Translate, language: Language) -> list[Cell]:
    name = hit.english_name if language == "en" else hit.name
    # If the name matched, it is already on the line.
    passage = "" if hit.match in (name, hit.slug) else hit.match
    return [Cell(t(KIND_LABELS[hit.kind])), Cell(name, Aside(hit.slug)), Cell(passage)]
