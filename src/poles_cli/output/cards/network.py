"""Show the network of pôles: its names, how many pôles it has, what they do, and the sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.output.blocks import Block, Heading, Item, Items, Paragraph
from poles_cli.output.cards.dates import date, used
from poles_cli.output.cards.labels import backing, in_language
from poles_cli.rules.vocabularies import NETWORK_SECTIONS


def network_blocks(network: Mapping[str, Any], t: Translate, language: Language) -> list[Block]:
    """Return the network under its own headings: names, counts, facts by section, unknowns."""

    def year(count: dict[str, Any]) -> str:
        when = date(count.get("year"), t, language) or t(N_("n.d."))
        return t(N_("{label}:")).format(label=when)

    names = [
        Item(
            name["name"],
            backing(name, language, used(name, t, language)),
            language=name.get("language", "fr"),
        )
        for name in network["names"]
    ]
    found: list[Block] = [Heading(t(N_("The network of pôles"))), Items(names)]
    if counts := network.get("counts"):
        found.append(Heading(t(N_("How many pôles, as sources count them"))))
        found.append(Items([
            Item(t(N_("{count} pôles")).format(count=count["poles"]),
                 backing(count, language, in_language(count["text"], language)), year(count))
            for count in counts
        ]))  # fmt: skip
    for section, title in NETWORK_SECTIONS.items():
        facts = [fact for fact in network.get("facts", ()) if fact["section"] == section]
        if facts:
            items = [
                Item(in_language(fact["text"], language), backing(fact, language)) for fact in facts
            ]
            found += [Heading(t(title)), Items(items)]
    if unknown := network.get("open_questions"):
        found += [Heading(t(N_("Not known"))), Paragraph(in_language(unknown, language))]
    return found
