"""A pôle's card: its names, how to reach it, what it does, since when, and the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Heading, Item, Items, Paragraph, Row, Rows
from poles_cli.output.cards.amounts import amounts
from poles_cli.output.cards.dates import date, used
from poles_cli.output.cards.labels import backing, in_language, value_text
from poles_cli.output.cards.reach import reach
from poles_cli.output.cards.sources import source_items
from poles_cli.records.model import Pole
from poles_cli.rules.entries import CONTACTS, POLE
from poles_cli.rules.field import LIST, SOURCES
from poles_cli.rules.vocabularies import NATIONS, POLE_KINDS, PRESENTED_BY

# The titles of the parts that are not fields of a pôle.
_TITLES = {"organization": N_("Organization"), "sources": SOURCES.label}

Fact = Mapping[str, Any]


class PoleCard:
    """Draws one pôle in one language."""

    def __init__(self, pole: Pole, directory: Directory, t: Translate, language: Language) -> None:
        self.pole = pole
        self.directory = directory
        self.t = t
        self.language = language

    def blocks(self) -> list[Block]:
        """Return the whole card: names, identity, then each part with known facts."""
        blocks: list[Block] = [
            Heading(self.pole.name, 1, Aside(self._short_name())),
            Rows(self._identity()),
        ]
        for part, content in self._parts():
            if content:
                title = self.t(_TITLES[part] if part in _TITLES else POLE[part].label)
                blocks += [Heading(title, part=part), *content]
        return blocks

    def _parts(self) -> Iterator[tuple[str, list[Block]]]:
        record = self.pole.record
        yield "contacts", reach(self.pole, self.directory, self.t, self.language)
        yield "former_contacts", self._listed("former_contacts", self._former_contact)
        yield "territory", self._listed("territory", self._claim)
        yield "names", self._listed("names", self._name)
        organization = [*self._host(), *self._facts()]
        yield "organization", [Items(organization)] if organization else []
        yield "activities", self._listed("activities", self._activity)
        figures = self._listed("figures", self._figure)
        caution = Paragraph(self.t(N_("Figures of different series do not compare.")))
        yield "figures", [*figures, caution] if figures else []
        yield "examples", self._listed("examples", self._example)
        history = record["history"]
        yield "history", [Paragraph(self._in_language(history["text"]), self._backing(history))]
        unknown = self._in_language(record.get("open_questions"))
        yield "open_questions", [Paragraph(unknown)] if unknown else []
        sources = source_items(record, self.directory, self.t)
        yield "sources", [Items(sources)] if sources else []

    def _listed(self, field: str, item: Callable[[Fact], Item]) -> list[Block]:
        """Return the records of a field as a list, empty if there are none."""
        records = self.pole.record.get(field, ())
        return [Items([item(record) for record in records])] if records else []

    def _in_language(self, pair: Mapping[str, str] | None) -> str:
        return in_language(pair, self.language)

    def _backing(self, fact: Fact, *texts: str) -> Aside:
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
        rows.append(
            Row(t(POLE["kind"].label), kind, Aside(self._in_language(record.get("kind_note"))))
        )
        if self.pole.regions:
            regions = [self.directory.region(code) for code in self.pole.regions]
            text = ", ".join(f"{region.name} ({region.code})" for region in regions)
        else:
            text = t(N_("not tied to one region"))
        rows.append(Row(t(N_("Region")), text))
        if self.pole.editions:
            rows.append(Row(t(POLE["editions"].label), ", ".join(self.pole.editions)))
        for key in ("short_name_note", "acronym_note"):
            if key in record:
                rows.append(Row(t(N_("About its name")), self._in_language(record[key])))
        if aliases := record.get("aliases"):
            rows.append(Row(t(POLE["aliases"].label), "; ".join(aliases)))
        return rows

    def _claim(self, claim: Fact) -> Item:
        """Return the territory of a claim: nations, MRC, or every MRC of the pôle's regions."""
        parts = [self.t(NATIONS[nation]) for nation in claim.get("nations", ())]
        if claim.get("mrcs"):
            parts.append(", ".join(self.directory.mrc_label(code) for code in claim["mrcs"]))
        elif "mrcs" not in claim:
            names = [self.directory.region(code).name for code in self.pole.regions]
            parts.append(self.t(N_("every MRC of {region}")).format(region=", ".join(names)))
        basis = self.t(N_("basis: {basis}")).format(basis=self._in_language(claim["basis"]))
        return Item("; ".join(parts) or self.t(N_("no list of MRC")), self._backing(claim, basis))

    def _name(self, name: Fact) -> Item:
        text = name["name"]
        if acronym := name.get("acronym"):
            text += f" ({acronym})"
        aside = self._backing(name, used(name, self.t, self.language))
        return Item(text, aside, language=name.get("language", "fr"))

    def _host(self) -> Iterator[Item]:
        if host := self.pole.record.get("host"):
            label = N_("Former host") if host.get("former") else POLE["host"].label
            names = [
                f"{host[name]} ({host[acronym]})" if acronym in host else host[name]
                for name, acronym in (("name", "acronym"), ("name_en", "acronym_en"))
                if name in host
            ]
            yield Item(" / ".join(names), self._backing(host), self._lead(label))

    def _facts(self) -> Iterator[Item]:
        """Yield the sourced values that the registry declares, except contacts."""
        for name, field in POLE.items():
            known = self.pole.record.get(name)
            if known is None or "value" not in field.fields or name == "former_contacts":
                continue
            for fact in known if field.shape == LIST else (known,):
                text = value_text(field, fact["value"], self.t, self.language)
                yield Item(text, self._backing(fact), self._lead(field.label))

    def _former_contact(self, fact: Fact) -> Item:
        lead = self._lead(CONTACTS[fact["field"]].label)
        return Item(fact["value"], self._backing(fact), lead, gone=True)

    def _activity(self, activity: Fact) -> Item:
        return Item(self._in_language(activity["text"]), self._backing(activity))

    @cached_property
    def _series(self) -> dict[str, dict[str, str]]:
        return {series["id"]: series["title"] for series in self.directory.series}

    def _figure(self, figure: Fact) -> Item:
        texts = amounts(figure, self.t, self.language)
        series = self._in_language(self._series[figure["series"]])
        year = date(figure.get("year"), self.t, self.language) or N_("n.d.")
        aside = self._backing(figure, series, self._in_language(figure.get("scope")))
        return Item(", ".join(texts) or "–", aside, self._lead(year))

    def _example(self, example: Fact) -> Item:
        t, language = self.t, self.language
        where = ", ".join(example[key] for key in ("municipality", "place") if key in example)
        what = [self._in_language(example.get(key)) for key in ("form", "sector")]
        by = t(PRESENTED_BY[example["by"]])
        quiet = [where, *what, date(example.get("year"), t, language), by]
        name = example["name"].removesuffix(".") + "."
        return Item(self._in_language(example["text"]), self._backing(example, *quiet), name)

    def _lead(self, label: str) -> str:
        """Return a label in the user's language, with its colon."""
        return self.t(N_("{label}:")).format(label=self.t(label))
