"""Show entries of the bibliography: an address, and a description of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Item
from poles_cli.output.cards.labels import dotted
from poles_cli.records.bibliography import cited
from poles_cli.records.model import Source


def source_items(record: Mapping[str, Any], directory: Directory, t: Translate) -> list[Item]:
    """Return the bibliography of a record."""
    return [source_item(source, t) for source in directory.cited(cited(record))]


def source_item(source: Source, t: Translate) -> Item:
    """Return the address of a source, after its id, with its title, publisher and date."""
    record = source.record
    reworded = t(N_("reworded")) if record.get("reworded") else ""
    note = dotted(record["publisher"], record.get("published", ""), reworded)
    aside = Aside(source.title, note=note)
    lead = "" if source.id == source.url else source.id  # the user's own source has no other id
    return Item(source.url, aside, lead, source.url)
