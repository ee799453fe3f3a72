"""The places that a text may name, and how a second text narrows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from poles_cli.records.model import Record

MUNICIPALITY, NAME, MRC, REGION, POSTAL = range(5)  # levels, from the nearest to the widest


class Scope(NamedTuple):
    """The filters of a search: kinds of places, codes of regions; empty means all."""

    kinds: Collection[str] = ()
    regions: Collection[str] = ()


EVERYWHERE = Scope()


class Candidate:
    """One place that a text may name; there is one object per place, compared by identity."""

    __slots__ = ("level", "mrcs", "poles", "record", "town", "twin")

    def __init__(
        self, record: Record, level: int, mrcs: Collection[str], town: str = "", twin: str = ""
    ) -> None:
        self.record = record
        self.level = level
        self.mrcs = frozenset(mrcs)
        self.town = town  # code of its municipality; empty for an area
        self.twin = twin  # code of the larger place of the same name that replaces it
        self.poles = frozenset(pole["slug"] for pole in record["poles"])

    def within(self, other: Candidate) -> bool:
        """Return True if this place is in `other`, or is the same place."""
        if other.town:
            return other.town in (self.town, self.twin)
        return self.mrcs <= other.mrcs


Candidates = Sequence[Candidate]


class Reading:
    """The places that a text names, and how they were found: one object per answer."""

    def __init__(
        self,
        candidates: Candidates = (),
        basis: str | None = None,
        near: Candidates = (),
        *,
        elsewhere: bool = False,
    ) -> None:
        self.candidates = candidates
        self.basis = basis
        self.near = near  # the MRC within 100 m of a point, its own left out
        self.elsewhere = elsewhere  # the text names another province or country

    @cached_property
    def matches(self) -> list[Record]:
        """The places from the nearest level to the widest, one for each set of pôles of a level.

        A village and its land count as one place; a place is left out if a nearer level has the
        same pôles.
        """
        kept: list[Candidate] = []
        towns = {one.town for one in self.candidates}
        answered: frozenset[frozenset[str]] = frozenset()
        level = MUNICIPALITY
        for one in sorted(self.candidates, key=lambda one: one.level):
            if one.level > level:
                level = one.level
                answered = frozenset(other.poles for other in kept)
            beside = one.twin and one.twin in towns
            if not beside and one.poles not in answered and one not in kept:
                kept.append(one)
        return [one.record for one in kept]

    @cached_property
    def status(self) -> str:
        """`found`, `ambiguous` if places of different pôles are named, or `none`."""
        answers = {one.poles for one in self.candidates}
        return ("none", "found", "ambiguous")[min(len(answers), 2)]

    @cached_property
    def poles(self) -> list[Record]:
        """Each pôle of the matches once, with its shares of a postal prefix added up.

        The sum of rounded shares is capped at 100.
        """
        poles: dict[str, dict[str, Any]] = {}
        for pole in (pole for match in self.matches for pole in match["poles"]):
            known = poles.setdefault(pole["slug"], {**pole, "share": None})
            if pole["share"] is not None:
                known["share"] = min(100, (known["share"] or 0) + pole["share"])
        return list(poles.values())

    def record(self, query: str) -> dict[str, Any]:
        """Return the answer as a record, for JSON."""
        return {
            "query": query,
            "status": self.status,
            "basis": self.basis,
            "near": [one.record["mrc"] for one in self.near],
            "poles": self.poles,
            "matches": self.matches,
        }


NOTHING = Reading()
ELSEWHERE = Reading(elsewhere=True)


def of_kinds(candidates: Candidates, kinds: Collection[str]) -> Candidates:
    """Return the candidates of these kinds, all of them if no kind is given.

    An empty text among the kinds allows the others if there are none of these.
    """
    if not kinds:
        return candidates
    kept = [one for one in candidates if one.record["kind"] in kinds]
    return kept or (candidates if "" in kinds else ())


def meet(first: Candidates, second: Candidates) -> Candidates:
    """Combine two texts on one place: keep the places of one that are in a place of the other.

    If there are none, keep the nation's community beside a town of its MRC, « Sept-Îles (Uashat) »;
    else the first's places that share a pôle with the second's; else all of both, which contradict
    each other.
    """
    if not first or not second:
        return first or second
    return (
        [one for one in first if any(one.within(other) for other in second)]
        or [one for one in second if any(one.within(other) for other in first)]
        or [
            one
            for one in second
            if any(one.poles > other.poles and one.mrcs <= other.mrcs for other in first)
        ]
        or [one for one in first if any(one.poles & other.poles for other in second)]
        or [*first, *second]
    )


def in_scope(candidates: Candidates, scope: Scope) -> Candidates:
    """Return the candidates of the kinds and regions asked for."""
    if not any(scope):
        return candidates
    regions: Iterable[str] = scope.regions
    return [
        one
        for one in of_kinds(candidates, scope.kinds)
        if not regions or one.record["region"]["code"] in regions
    ]
