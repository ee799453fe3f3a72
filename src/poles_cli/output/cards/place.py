"""Show where a place is, and how to reach the pôles that serve it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Heading, Paragraph, Row, Rows
from poles_cli.output.cards.amounts import number
from poles_cli.output.cards.labels import in_language
from poles_cli.output.cards.reach import reach
from poles_cli.records.location import Location, Place
from poles_cli.records.model import Record
from poles_cli.rules.vocabularies import BASES, MUNICIPAL, PLACE_KINDS


class PlaceCard:
    """Draws the answer to one query in one language."""

    def __init__(
        self, location: Location, directory: Directory, t: Translate, language: Language
    ) -> None:
        self.location = location
        self.directory = directory
        self.t = t
        self.language = language

    def blocks(self) -> list[Block]:
        """Return each place that the query names, with the pôles that serve it."""
        found: list[Block] = []
        groups = self._groups()
        if self.location.status == "ambiguous" and groups[0][0].kind != "postal":
            hint = N_("Several places have this name; --region, --kind or a code tells them apart.")
            found += [Heading(self.location.query, 1), Paragraph(self.t(hint))]
        for places in groups:
            if places[0].kind == "postal":
                found += self._prefix(places)
            else:
                for place in places:
                    found += [Heading(self._title(place), 1, Aside(self._kind(place)))]
                    found.append(Rows(self._where(place)))
            for slug, claims in _claims(places).items():
                found += self._served(slug, claims)
        return found

    def _groups(self) -> list[list[Place]]:
        """Group the places with the same pôles, and those of a postal prefix."""
        groups: dict[object, list[Place]] = {}
        for place in self.location.matches:
            slugs = frozenset(pole["slug"] for pole in place.poles)
            groups.setdefault("postal" if place.kind == "postal" else slugs, []).append(place)
        return list(groups.values())

    def _title(self, place: Place) -> str:
        if place.kind == "mrc":
            return self.directory.territory.mrcs.find("code", place.code)[0]["label"]
        return place.alias or place.name

    def _kind(self, place: Place) -> str:
        return self.t(PLACE_KINDS[place.kind]).format(place=place.name)

    def _where(self, place: Place) -> list[Row]:
        t = self.t
        rows = []
        if place.alias and len(place.code) == 5:
            rows.append(Row(t(N_("Municipality")), f"{place.name} ({place.code})"))
        if designation := self.directory.territory.designation(place.record):
            rows.append(Row(t(N_("Designation")), designation))
        if place.mrc is not None and place.kind != "mrc":
            rows.append(Row(t(N_("MRC")), _named(place.mrc)))
        rows.append(Row(t(N_("Region")), _named(place.region)))
        people, year = self._population(place)
        if year:
            rows.append(Row(t(N_("Population")), f"{number(people, self.language)} ({year})"))
        if self.location.basis and self.location.basis != "name":
            rows.append(Row(t(N_("Found by")), t(BASES[self.location.basis])))
        if self.location.near:
            close = ", ".join(_named(area) for area in self.location.near)
            rows.append(Row(t(N_("Within 100 m of")), close))
        if place.kind in MUNICIPAL and not place.alias:
            rows.append(Row(t(N_("Code")), place.code))
        return rows

    def _population(self, place: Place) -> tuple[int, str]:
        if len(place.code) == 2:
            record = self.directory.region(place.code).record
            return record["population"], record["population_year"]
        return self.directory.territory.population(place.record)

    def _prefix(self, places: Iterable[Place]) -> list[Block]:
        """Return a postal prefix and its MRC, each with its share."""
        rows = []
        name = ""
        for place in places:
            name = place.name
            share = self._share(place.record["poles"][0]["share"]) if place.poles else ""
            text = ", ".join(_named(area) for area in (place.mrc, place.region) if area)
            rows.append(Row(self.t(N_("MRC")), text, Aside(share)))
        return [Heading(name, 1, Aside(self.t(PLACE_KINDS["postal"]))), Rows(rows)]

    def _served(self, slug: str, claims: Iterable[Record]) -> list[Block]:
        """Return a pôle, the basis and grade of its claim, and how to reach it."""
        t = self.t
        pole = self.directory.pole(slug)
        rows = []
        for claim in claims:
            basis = in_language(claim["basis"], self.language) or t(N_("not stated"))
            aside = Aside(self._share(claim["share"]), confidence=claim["confidence"] or "")
            rows.append(Row(t(N_("Basis")), basis, aside))
        return [
            Heading(pole.name),
            Rows(rows),
            *reach(pole, self.directory, t, self.language),
            Paragraph(
                t(N_("Everything known about it: poles show {slug}")).format(slug=slug), typed=True
            ),
        ]

    def _share(self, share: int | None) -> str:
        if share is None:
            return ""
        return self.t(N_("{share}% of the prefix")).format(share=share)


def _named(area: Record) -> str:
    return f"{area['name']} ({area['code']})"


def _claims(places: Iterable[Place]) -> Mapping[str, Sequence[Record]]:
    """Return each pôle's claims on the places, without repeats, with shares added up."""
    found: dict[str, list[dict[str, Any]]] = {}
    for served in (pole for place in places for pole in place.poles):
        claims = found.setdefault(served["slug"], [])
        for claim in claims:
            if claim["basis"] == served["basis"]:
                if served["share"] is not None:
                    claim["share"] = min(100, claim["share"] + served["share"])
                break
        else:
            claims.append(dict(served))
    return found
