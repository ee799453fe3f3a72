"""Encode every place and the pôles that serve it, for the page's script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from poles_cli.directory.directory import Directory
from poles_cli.directory.places import addresses, designations, reader
from poles_cli.directory.places.candidates import Candidate
from poles_cli.directory.places.gazetteer import Gazetteer
from poles_cli.directory.places.names import BEGINNINGS, SHORTENED
from poles_cli.records.model import Record
from poles_cli.rules.vocabularies import PLACE_KINDS

KINDS = tuple(PLACE_KINDS)


class _Answers:
    """Numbers the distinct answers, and the distinct bases in them."""

    def __init__(self) -> None:
        self.answers: dict[tuple[Any, ...], int] = {}
        self.bases: dict[tuple[str, str], int] = {}

    def number(self, one: Candidate) -> int:
        """Return the index of an answer: `[[slug, index of the basis or -1, confidence], …]`."""
        poles = one.record["poles"]
        answer = tuple((p["slug"], self._basis(p["basis"]), p["confidence"]) for p in poles)
        return self.answers.setdefault(answer, len(self.answers))

    def _basis(self, basis: Record | None) -> int:
        if basis is None:
            return -1
        return self.bases.setdefault((basis["fr"], basis["en"]), len(self.bases))


def places(directory: Directory) -> dict[str, Any]:
    """Return the whole look-up of `locate`, to be written as JSON.

    `regions`: `[code, name, answer, [label, …]]`; `mrcs`: `[code, name, region, answer]`;
    `towns`: a line for each MRC in the file's order, its code, then, behind tabs, `code less the
    one before|name|kind|answer|twin`, where an answer of -1 is the MRC's and a twin of 1 is a town
    for which its namesake stands;
    `aliases`: a line for each code, `+` and what it is more than the one before if it has five
    digits; then, behind tabs, `kind|answer|name|…`, the answer empty if it is that of the code;
    `larger`: the codes that share a name with others, in order; `prefixes`: a line for each,
    `prefix`, `mrc:share|…` and `community|…` between tabs, a share of 100 left out. A kind is an
    index of `kinds`, an answer one of `answers`, a basis one of `bases`. `reading` has the words by
    which a text is read.
    """
    gazetteer = directory.territory
    numbers = _Answers()

    def number(*candidates: Candidate) -> int:
        return numbers.number(candidates[0])

    regions = [
        [region.code, region.name, number(*gazetteer.of_region(region.code)), labels]
        for region in directory.regions
        for labels in [[x for x in region.labels() if x not in (region.code, region.name)]]
    ]
    mrcs = {row["code"]: number(*gazetteer.of_mrc(row["code"])) for row in gazetteer.mrcs.rows()}
    towns: list[tuple[str, list[list[Any]]]] = []
    last = 0
    for row in gazetteer.municipalities.rows():
        [place] = gazetteer.of_town(row)
        answer, code, mrc = number(place), int(row["code"]), row["mrc"]
        town = [
            code - last,
            row["name"],
            KINDS.index(row["kind"]),
            -1 if answer == mrcs[mrc] else answer,
            int(bool(place.twin)),
        ]
        while len(town) > 2 and town[-1] == (0, 0, 0, -1, 0)[len(town) - 1]:
            town.pop()  # the default is left out
        last = code
        if not towns or towns[-1][0] != mrc:
            towns.append((mrc, []))
        towns[-1][1].append(town)
    return {
        "kinds": KINDS,
        "poles": {pole.slug: pole.name for pole in directory.poles},
        "regions": regions,
        "mrcs": [
            [row["code"], row["name"], row["region"], mrcs[row["code"]]]
            for row in gazetteer.mrcs.rows()
        ],
        "towns": "\n".join(
            "\t".join([mrc, *("|".join(map(str, town)) for town in rows)]) for mrc, rows in towns
        ),
        **_aliases(gazetteer, number),
        "prefixes": "\n".join(
            "\t".join(filter(None, (row["prefix"], row["mrcs"], row.get("communities"))))
            for row in gazetteer.prefixes.rows()
        ).replace(":100", ""),
        "bases": [{"fr": french, "en": english} for french, english in numbers.bases],
        "answers": list(numbers.answers),
        "reading": _reading(),
    }


def _aliases(gazetteer: Gazetteer, number: Callable[..., int]) -> dict[str, Any]:
    """Return the other names by their target code, and the first of each group of namesakes."""
    groups: dict[str, dict[tuple[int, int | str], list[str]]] = {}
    bearers: dict[str, list[str]] = {}
    for row in sorted(gazetteer.aliases.rows(), key=lambda row: row["code"]):
        [one], [target] = gazetteer.of_alias(row), gazetteer.coded(row["code"])
        answer = number(one)
        group = KINDS.index(row["kind"]), "" if answer == number(target) else answer
        groups.setdefault(row["code"], {}).setdefault(group, []).append(row["alias"])
        bearers.setdefault(row["key"], []).append(row["code"])
    lines, last = [], 0
    for code, names in groups.items():
        cell = code
        if len(code) == 5:
            cell, last = f"+{int(code) - last}", int(code)
        lines.append([cell, *("|".join(map(str, (*group, *names[group]))) for group in names)])
    several = {code for codes in bearers.values() if len(codes) > 1 for code in codes}
    larger = sorted(several, key=lambda code: gazetteer.rank({"code": code}))
    return {"aliases": "\n".join(map("\t".join, lines)), "larger": larger}


def _reading() -> dict[str, Any]:
    """Return the words that the reader needs, each table as one text."""
    nouns: dict[tuple[str, ...], list[str]] = {}
    for noun, kinds in designations.NOUNS.items():
        nouns.setdefault(tuple(kinds), []).append(noun)
    tables = {
        "opening": addresses.OPENING,
        "openingPairs": addresses.OPENING_PAIRS,
        "closing": addresses.CLOSING,
        "directions": addresses.DIRECTIONS,
        "floors": addresses.FLOORS,
        "province": addresses.PROVINCE,
        "notBeforeATown": addresses.NOT_BEFORE_A_TOWN,
        "elsewhere": addresses.ELSEWHERE,
        "links": designations.LINKS,
        "skipped": designations.SKIPPED,
        "beginnings": BEGINNINGS,
        "joinedTo": reader.JOINED_TO,
    }
    return {
        **{name: "|".join(sorted(words)) for name, words in tables.items()},
        "nouns": [[kinds, "|".join(words)] for kinds, words in nouns.items()],
        "short": {noun: tuple(kinds) for noun, kinds in designations.SHORT.items()},
        "shortened": SHORTENED,
    }
