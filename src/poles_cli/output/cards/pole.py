"""A pôle's card: who it is, how to reach it, what it does, since when, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Heading, Item, Items, Paragraph, Row, Rows
from poles_cli.output.cards.amounts import amount
from poles_cli.output.cards.dates import date, used
from poles_cli.output.cards.labels import backing, dotted, said
from poles_cli.output.cards.reach import reach
from poles_cli.records.citations import cited
from poles_cli.records.model import Pole
from poles_cli.rules.entries import CONTACTS
from poles_cli.rules.vocabularies import NATIONS, POLE_KINDS, PRESENTED_BY

MEASURES = {
    "enterprises": N_("{} enterprises"),
    "jobs": N_("{} jobs"),
    "revenue_cad": N_("{} in revenue"),
}


class PoleCard:
    """Draws one pôle in one language."""

    def __init__(self, pole: Pole, directory: Directory, t: Translate, language: Language) -> None:
        self.pole = pole
        self.directory = directory
        self.t = t
        self.language = language

    def blocks(self) -> list[Block]:
        """Return the whole card."""
        record = self.pole.record
        found: list[Block] = [Heading(self.pole.name, 1, Aside(self._short_name()))]
        found.append(Rows(self._identity()))
        found.append(Heading(self.t(N_("How to reach it"))))
        found += reach(self.pole, self.directory, self.t, self.language)
        self._part(found, N_("Former contacts, no longer in use"), self._former_contacts())
        self._part(found, N_("Territory"), self._territory())
        self._part(found, N_("Names over time"), [self._name(name) for name in record["names"]])
        self._part(found, N_("Organization"), self._organization())
        self._part(found, N_("Activities"), [self._said(a) for a in record.get("activities", ())])
        if figures := [self._figure(figure) for figure in record.get("figures", ())]:
            found += [Heading(self.t(N_("Figures"))), Items(figures)]
            found.append(Paragraph(self.t(N_("Figures of different series do not compare."))))
        self._part(found, N_("Examples"), [self._example(e) for e in record.get("examples", ())])
        if history := record.get("history"):
            found.append(Heading(self.t(N_("History"))))
            found.append(Paragraph(said(history["text"], self.language), self._backing(history)))
        if unknown := record.get("open_questions"):
            found.append(Heading(self.t(N_("Not known"))))
            found.append(Paragraph(said(unknown, self.language)))
        self._part(found, N_("Sources"), source_items(record, self.directory))
        return found

    def _part(self, found: list[Block], title: str, items: list[Item]) -> None:
        if items:
            found += [Heading(self.t(title)), Items(items)]

    def _backing(self, fact: Mapping[str, Any], *texts: str) -> Aside:
        return backing(fact, self.language, *texts)

    def _short_name(self) -> str:
        record = self.pole.record
        names = dict.fromkeys(record[key] for key in ("acronym", "short_name") if key in record)
        return " · ".join(name for name in names if name != self.pole.name)

    def _identity(self) -> list[Row]:
        record, t = self.pole.record, self.t
        rows = [Row(t(N_("Identifier")), self.pole.slug)]
        kind = t(POLE_KINDS[self.pole.kind])
        if self.pole.status == "former":
            kind = t(N_("{kind}, former")).format(kind=kind)
        rows.append(Row(t(N_("Kind")), kind, Aside(said(record.get("kind_note"), self.language))))
        if self.pole.regions:
            regions = [self.directory.region(code) for code in self.pole.regions]
            text = ", ".join(f"{region.name} ({region.code})" for region in regions)
        else:
            text = t(N_("not tied to one region"))
        rows.append(Row(t(N_("Region")), text))
        if self.pole.editions:
            rows.append(Row(t(N_("Editions of the Revue")), ", ".join(self.pole.editions)))
        for key in ("short_name_note", "acronym_note"):
            if key in record:
                rows.append(Row(t(N_("About its name")), said(record[key], self.language)))
        if aliases := record.get("aliases"):
            rows.append(Row(t(N_("Also answers to")), "; ".join(aliases)))
        return rows

    def _territory(self) -> list[Item]:
        return [Item(self.claim(claim), self._claim_aside(claim)) for claim in self.pole.territory]

    def claim(self, claim: Mapping[str, Any]) -> str:
        """Return what a claim is on: nations, MRC, or every MRC of the pôle's regions."""
        parts = [self.t(NATIONS[nation]) for nation in claim.get("nations", ())]
        if claim.get("mrcs"):
            parts.append(", ".join(self.directory.mrc_label(code) for code in claim["mrcs"]))
        elif "mrcs" not in claim:
            names = [self.directory.region(code).name for code in self.pole.regions]
            parts.append(self.t(N_("every MRC of {region}")).format(region=", ".join(names)))
        return "; ".join(parts) or self.t(N_("no list of MRC"))

    def _claim_aside(self, claim: Mapping[str, Any]) -> Aside:
        basis = self.t(N_("basis: {basis}")).format(basis=said(claim["basis"], self.language))
        return self._backing(claim, basis)

    def _name(self, name: Mapping[str, Any]) -> Item:
        text = name["name"]
        if acronym := name.get("acronym"):
            text += f" ({acronym})"
        return Item(text, self._backing(name, self.dates(name)))

    def dates(self, name: Mapping[str, Any]) -> str:
        """Return from when until when a name was used, or when it was seen."""
        return used(name, self.t, self.language)

    def _organization(self) -> list[Item]:
        record, t = self.pole.record, self.t
        items = []
        if host := record.get("host"):
            label = N_("Former host") if host.get("former") else N_("Host")
            names = [
                f"{host[name]} ({host[acronym]})" if acronym in host else host[name]
                for name, acronym in (("name", "acronym"), ("name_en", "acronym_en"))
                if name in host
            ]
            items.append(Item(" / ".join(names), self._backing(host), self._lead(t(label))))
        for key, label in (
            ("legal_name", N_("Legal name")),
            ("legal_form", N_("Legal form")),
            ("register_number", N_("Québec enterprise number (NEQ)")),
        ):
            if fact := record.get(key):
                value = fact["value"]
                text = value if isinstance(value, str) else said(value, self.language)
                items.append(Item(text, self._backing(fact), self._lead(t(label))))
        for fact in record.get("founded", ()):
            when = date(fact["value"], t, self.language)
            items.append(Item(when, self._backing(fact), self._lead(t(N_("Founded")))))
        return items

    def _former_contacts(self) -> list[Item]:
        def item(fact: Mapping[str, Any]) -> Item:
            label = self.t(CONTACTS[fact["field"]].label)
            return Item(fact["value"], self._backing(fact), self._lead(label))

        return [item(fact) for fact in self.pole.record.get("former_contacts", ())]

    def _said(self, activity: Mapping[str, Any]) -> Item:
        return Item(said(activity["text"], self.language), self._backing(activity))

    def _figure(self, figure: Mapping[str, Any]) -> Item:
        t, language = self.t, self.language
        amounts = [
            t(phrase).format(text)
            for measure, phrase in MEASURES.items()
            if (text := amount(figure.get(measure), t, language, dollars=measure == "revenue_cad"))
        ]
        titles = {series["id"]: series["title"] for series in self.directory.series}
        series = said(titles[figure["series"]], language)
        aside = self._backing(figure, series, said(figure.get("scope"), language))
        year = date(figure.get("year"), t, language) or t(N_("n.d."))
        return Item(", ".join(amounts) or "–", aside, self._lead(year))

    def _lead(self, label: str) -> str:
        return self.t(N_("{label}:")).format(label=label)

    def _example(self, example: Mapping[str, Any]) -> Item:
        t, language = self.t, self.language
        where = ", ".join(example[key] for key in ("municipality", "place") if key in example)
        what = [said(example.get(key), language) for key in ("form", "sector")]
        by = t(PRESENTED_BY[example["by"]])
        quiet = [where, *what, date(example.get("year"), t, language), by]
        text = f"{example['name'].removesuffix('.')}. {said(example['text'], language)}"
        return Item(text, self._backing(example, *quiet))


def source_items(record: Mapping[str, Any], directory: Directory) -> list[Item]:
    """Return the bibliography of a record: title, publisher, date, and the address in full."""
    items = []
    for found in directory.cited(cited(record)):
        source = found.record
        quiet = [source["title"], source["publisher"], source.get("published", "")]
        lead = "" if found.id == source["url"] else found.id  # a person's own has no other id
        items.append(Item(source["url"], Aside(dotted(*quiet)), lead, source["url"]))
    return items
