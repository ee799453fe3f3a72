"""How to reach a pôle: its own website, else its host's, else a shared one; never a blank."""

from __future__ import annotations

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Item, Items, Paragraph, Row, Rows
from poles_cli.output.cards.labels import backing
from poles_cli.records.model import Pole
from poles_cli.rules.entries import CONTACTS
from poles_cli.rules.registry import having


def reach(pole: Pole, directory: Directory, t: Translate, language: Language) -> list[Block]:
    """Return the blocks that say how to reach a pôle, and what to do where nothing is known."""
    rows = []
    for name, field in CONTACTS.items():
        fact = pole.contact(name)
        if fact is not None:
            url = fact.value if "site" in field.roles else ""
            rows.append(Row(t(field.label), fact.value, backing(fact.record, language), url))
    found: list[Block] = [Rows(rows)] if rows else []
    if not best_address(pole)[0]:
        found += _unknown(pole, directory, t)
        command = f"poles set {pole.slug} phone … --source …"
        text = t(N_("If you know one, type: {command}")).format(command=command)
        found.append(Paragraph(text, typed=True))
    return found


def best_address(pole: Pole) -> tuple[str, str]:
    """Return the contact field that speaks for a pôle and its value, or two empty texts."""
    for field in having("direct"):
        if fact := pole.contact(field):
            return field, str(fact.value)
    return "", ""


def neighbours(pole: Pole, directory: Directory) -> list[Pole]:
    """Return the other active pôles of its regions that can be reached."""
    return [
        other
        for other in directory.poles
        if other.slug != pole.slug
        and other.status == "active"
        and set(other.regions) & set(pole.regions)
        and best_address(other)[0]
    ]


def _unknown(pole: Pole, directory: Directory, t: Translate) -> list[Block]:
    """Return that no way in is known, and where to turn."""
    network = directory.network["names"][0]["name"]
    others = [
        Item(other.name, Aside(entry=f"pole/{other.slug}"), t(N_("Or another pôle of its region:")))
        for other in neighbours(pole, directory)
    ]
    return [
        Paragraph(t(N_("No website, e-mail or phone is known for this pôle; none is guessed."))),
        Items([Item(network, Aside(entry="network"), t(N_("Try the network:"))), *others]),
    ]
