"""How templates say records in one language: dates, amounts, grades, links and source numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, translator
from poles_cli.directory.directory import Directory
from poles_cli.output.cards.amounts import NO_BREAK, amount, number
from poles_cli.output.cards.dates import date
from poles_cli.output.cards.labels import backing, provision, said
from poles_cli.output.cards.pole import MEASURES, PoleCard
from poles_cli.output.cards.reach import best_address, neighbours
from poles_cli.output.formats.asides import notes
from poles_cli.output.page.wording import WORDS
from poles_cli.records.model import Amount, Pole, Record
from poles_cli.rules.entries import CONTACTS
from poles_cli.rules.vocabularies import CONFIDENCE, POLE_KINDS, PRESENTED_BY

_ORGANIZATION = ("host", "legal_name", "legal_form", "register_number", "founded")
_WEB = ("http://", "https://")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


class Voice:
    """One language's words for the directory's records.

    `language` also starts the anchors of what it says; `numbers` are those of sources, by id.
    """

    def __init__(
        self, directory: Directory, language: Language, numbers: Mapping[str, int]
    ) -> None:
        self.directory = directory
        self.language = language
        self.other: Language = "en" if language == "fr" else "fr"
        self.t = translator(language)
        self.say = {name: self.t(message) for name, message in WORDS.items()}
        self.numbers = numbers

    def said(self, pair: Mapping[str, str] | None) -> str:
        """Return a bilingual text in this language."""
        return said(pair, self.language)

    def date(self, edtf: str | None) -> str:
        """Return an EDTF date in words."""
        return date(edtf, self.t, self.language)

    def provision(self, law: Record) -> str:
        """Return a statute and its section."""
        return provision(law, self.t, self.language)

    def number(self, value: float) -> str:
        """Return a count as this language groups it."""
        return number(value, self.language)

    def label(self, text: str) -> str:
        """Return a text with this language's colon after it."""
        return self.t(N_("{label}:")).format(label=text)

    def amount(self, figure: Record, measure: str) -> str:
        """Return a figure's `enterprises`, `jobs` or `revenue_cad` in words; empty when unknown."""
        return amount(figure.get(measure), self.t, self.language, dollars=measure == "revenue_cad")

    def measured(self, measure: Record) -> str:
        """Return the value of a portrait's other measure: a percentage, a count or a fraction."""
        value = str(measure["value"])
        if measure["unit"] == "share":
            return value
        if measure["unit"] != "percent":
            return amount(value, self.t, self.language)
        return value.replace(".", ",") + NO_BREAK + "%" if self.language == "fr" else f"{value}%"

    def count(self, measure: Record) -> str:
        """Return the number behind a percentage."""
        return amount(measure["count"], self.t, self.language)

    def percentage(self, measure: Record) -> float:
        """Return the length of a measure's bar, per cent; 0 where it is no percentage."""
        return Amount(measure["value"]).value if measure["unit"] == "percent" else 0.0

    def amounts(self, figure: Record) -> str:
        """Return all the amounts of a figure, in words; a dash where it has none."""
        said = [
            self.t(phrase).format(text)
            for measure, phrase in MEASURES.items()
            if (text := self.amount(figure, measure))
        ]
        return ", ".join(said) or "–"

    def place(self, figure: Record) -> str:
        """Return whose a figure is: codes and name of a region, or a pôle's name."""
        if figure["kind"] != "region":
            return str(figure["name"])
        return f"{'+'.join(figure['regions'])} {figure['name']}"

    def shades(self, fact: Record, lead: str = "") -> list[str]:
        """Return what is said quietly beside a fact before its confidence: `lead`, and its note."""
        aside = backing(fact, self.language, lead)
        return [text for text in notes(aside, self.t, self.language) if text]

    def grade(self, confidence: str) -> str:
        """Return a confidence in words."""
        return self.t(CONFIDENCE[confidence])

    def seen(self, as_of: str) -> str:
        """Return when a fact was seen."""
        return self.t(N_("seen: {date}")).format(date=self.date(as_of))

    @property
    def sources_lead(self) -> str:
        """What stands before source numbers."""
        return self.t(N_("sources: {ids}")).partition("{ids}")[0]

    def kind(self, pole: Pole) -> str:
        """Return whom a pôle serves."""
        kind = self.t(POLE_KINDS[pole.kind])
        return self.t(N_("{kind}, former")).format(kind=kind) if pole.status == "former" else kind

    def subtitle(self, pole: Pole) -> str:
        """Return what stands under a pôle's name: short names, kind, regions, editions."""
        record = pole.record
        short = dict.fromkeys(record[key] for key in ("acronym", "short_name") if key in record)
        parts = [name for name in short if name != pole.name]
        kind = self.kind(pole)
        if note := self.said(record.get("kind_note")):
            kind += f" ({note})"
        parts.append(kind)
        regions = [self.directory.region(code) for code in pole.regions]
        parts += [f"{region.name} ({region.code})" for region in regions]
        if pole.editions:
            editions = ", ".join(pole.editions)
            parts.append(self.label(self.say["editions"]) + " " + editions)
        return " · ".join(parts)

    def organized(self, record: Record) -> bool:
        """Whether anything is known of the organization behind a pôle."""
        return any(key in record for key in _ORGANIZATION)

    def about_example(self, example: Record) -> str:
        """Return where an example is, what it is, and who presented it when."""
        where = ", ".join(example[key] for key in ("municipality", "place") if key in example)
        what = [self.said(example.get(key)) for key in ("form", "sector")]
        parts = [where, *what, self.date(example.get("year")), self.t(PRESENTED_BY[example["by"]])]
        return " · ".join(part for part in parts if part)

    def contact(self, field: str) -> str:
        """Return the label of a contact."""
        return self.t(CONTACTS[field].label)

    def contacts(self, pole: Pole) -> list[tuple[str, Record]]:
        """Return the contacts that are known, in the order of cards."""
        known = pole.record.get("contacts", {})
        return [(field, known[field]) for field in CONTACTS if field in known]

    def can_be_reached(self, pole: Pole) -> bool:
        """Whether a website, e-mail or phone is known."""
        return bool(best_address(pole)[0])

    def neighbours(self, pole: Pole) -> list[Pole]:
        """Return the other pôles of its regions that can be reached."""
        return neighbours(pole, self.directory)

    def claim(self, pole: Pole, claim: Record) -> str:
        """Return what a claim is on."""
        return self._card(pole).claim(claim)

    def dates(self, pole: Pole, name: Record) -> str:
        """Return from when until when a name was used."""
        return self._card(pole).dates(name)

    def _card(self, pole: Pole) -> PoleCard:
        return PoleCard(pole, self.directory, self.t, self.language)

    @staticmethod
    def href(field: str, value: Any) -> str:
        """Return the address that a contact leads to, or an empty text: only http(s) and e-mail."""
        if "site" in CONTACTS[field].roles:
            return web(value)
        return f"mailto:{value}" if field == "email" and _EMAIL.fullmatch(str(value)) else ""


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a note as a sentence."""
    return capital(text) + "."


def web(address: Any) -> str:
    """Return an address that a browser may be sent to, or an empty text for any other."""
    text = str(address)
    return text if text.casefold().startswith(_WEB) else ""
