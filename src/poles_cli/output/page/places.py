"""Every place and the pôles that serve it, as the page's script reads them."""

from __future__ import annotations

from typing import Any

from poles_cli.directory.directory import Directory
from poles_cli.directory.places.names import KINDS
from poles_cli.records.model import Record


class _Answers:
    """Numbers the different answers, and the different bases inside them."""

    def __init__(self) -> None:
        self.answers: dict[tuple[Any, ...], int] = {}
        self.bases: dict[tuple[str, str], int] = {}

    def number(self, poles: list[Record]) -> int:
        """Return the index of an answer: `[[slug, index of the basis or -1, confidence], …]`."""
        answer = tuple((p["slug"], self._basis(p["basis"]), p["confidence"]) for p in poles)
        return self.answers.setdefault(answer, len(self.answers))

    def _basis(self, basis: Record | None) -> int:
        if basis is None:
            return -1
        return self.bases.setdefault((basis["fr"], basis["en"]), len(self.bases))


def places(directory: Directory) -> dict[str, Any]:
    """Return the whole look-up of `locate`, to be written as JSON.

    `regions`: `[code, name, answer, [label, …]]`; `mrcs`: `[code, name, region, answer]`;
    `towns`: `[mrc, [[code less the one before, name, kind, answer, twin], …]]` in the file's order,
    where an answer of -1 is the MRC's and a twin of 1 is a town for which its namesake stands;
    `aliases`: `[alias, kind, code]`; `prefixes`: `[prefix, "mrc:share|…"]`. A kind is an index of
    `kinds`, an answer one of `answers`, a basis one of `bases`.
    """
    gazetteer = directory.territory
    found = _Answers()
    regions = [
        [region.code, region.name, found.number(gazetteer.claims.on_region(region.code)), labels]
        for region in directory.regions
        for labels in [[x for x in region.labels() if x not in (region.code, region.name)]]
    ]
    mrcs = {
        row["code"]: found.number(gazetteer.claims.on_mrc(row["code"], row["region"]))
        for row in gazetteer.mrcs.rows()
    }
    towns: list[tuple[str, list[list[Any]]]] = []
    last = 0
    for row in gazetteer.municipalities.rows():
        [place] = gazetteer.locate(row["code"])["matches"]
        answer = found.number(place["poles"])
        by_name = {match["code"] for match in gazetteer.locate(row["name"])["matches"]}
        code, mrc = int(row["code"]), row["mrc"]
        town = [
            code - last,
            row["name"],
            KINDS.index(row["kind"]),
            -1 if answer == mrcs[mrc] else answer,
            int(row["code"] not in by_name),
        ]
        while len(town) > 2 and town[-1] == (0, 0, 0, -1, 0)[len(town) - 1]:
            town.pop()  # what is usual goes without saying
        last = code
        if not towns or towns[-1][0] != mrc:
            towns.append((mrc, []))
        towns[-1][1].append(town)
    return {
        "kinds": KINDS,
        "poles": {pole.slug: pole.name for pole in directory.poles},
        "bases": [{"fr": french, "en": english} for french, english in found.bases],
        "answers": list(found.answers),
        "regions": regions,
        "mrcs": [
            [row["code"], row["name"], row["region"], mrcs[row["code"]]]
            for row in gazetteer.mrcs.rows()
        ],
        "towns": towns,
        "aliases": [
            [row["alias"], KINDS.index(row["kind"]), row["code"]]
            for row in gazetteer.aliases.rows()
        ],
        "prefixes": [[row["prefix"], row["mrcs"]] for row in gazetteer.prefixes.rows()],
    }
