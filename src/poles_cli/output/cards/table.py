"""The table of pôles: one line per pôle if the screen is wide enough."""

from __future__ import annotations

from collections.abc import Sequence

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.output.blocks import Aside, Block, Cell, Paragraph, Table
from poles_cli.output.cards.reach import best_address
from poles_cli.records.model import Pole
from poles_cli.rules.registry import having

_NAME = 53  # characters of a name in the tight form; a longer one is replaced by its short name
_TIGHT, _SPREAD = 100, 125  # columns of a screen for one line per pôle, with short and full names


def pole_table(
    poles: Sequence[Pole], t: Translate, language: Language, edition: str | None = None
) -> list[Block]:
    """Return one row per pôle: region codes, name and slug, the known address and the city.

    A list of the pôles of an old `edition` says that the names are those of today.
    """
    if not poles:
        return [Paragraph(t(N_("No pôle matches all of these options.")))]
    narrow, spread, tight, sites = [], [], [], having("site")
    _, *others = sites  # the owner of the address, unless it is the pôle's own site
    for pole in poles:
        city = pole.contact("city")
        field, address = best_address(pole)
        lines = [address, city.value if city else ""]
        if field in others:
            lines.insert(1, t(sites[field].label))
        shown = [fact.record for fact in (pole.contact(field), city) if fact is not None]
        own = Aside(own=max((fact["set_on"] for fact in shown if fact.get("own")), default=""))
        known = "\n".join(line for line in lines if line) or t(N_("not known"))
        url = address if field in sites else ""
        regions = Cell(", ".join(pole.regions) or "–")
        narrow.append([regions, Cell(pole.name, Aside(pole.slug)), Cell(known, own, url)])
        site = Cell(address or (city.value if city else t(N_("not known"))), own, url)
        spread.append([regions, Cell(pole.name), site])
        short = pole.name if len(pole.name) <= _NAME else pole.record.get("short_name", pole.name)
        tight.append([regions, Cell(short), site])
    headings = [t(N_("Reg.")), t(N_("Pôle")), t(N_("Site, else city"))]
    table = Table(headings, spread, key=1, whole=(2,), least=_SPREAD)
    table = Table(headings, tight, key=1, whole=(2,), wide=table, least=_TIGHT)
    headings = [*headings[:2], t(N_("Site and city"))]
    table = Table(headings, narrow, key=1, whole=(2,), wide=table)
    caption = t(N_("Names of today; those of {edition}: add --fields slug,names.name,names.seen"))
    return [table, *([Paragraph(caption.format(edition=edition))] if edition else [])]
