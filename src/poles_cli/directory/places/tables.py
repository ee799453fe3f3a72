"""The tables of places, whose rows become candidates with the pôles that serve them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from poles_cli.base.errors import DATA, N_, PolesError
from poles_cli.base.text import ARTICLES, fold, name_key
from poles_cli.directory.places.candidates import (
    MRC,
    MUNICIPALITY,
    NAME,
    POSTAL,
    REGION,
    Candidate,
    Candidates,
)
from poles_cli.directory.places.claims import Claims
from poles_cli.directory.places.sheet import Row, Sheet

if TYPE_CHECKING:
    from poles_cli.records.dataset import Dataset

MUNICIPALITY_COLUMNS = (
    "key", "code", "name", "kind", "nation", "mrc", "twin", "population", "population_year",
    "designation",
)  # fmt: skip
MRC_COLUMNS = ("key", "code", "name", "label", "region", "population", "population_year")
ALIAS_COLUMNS = ("key", "inner_key", "alias", "kind", "code")
POSTAL_COLUMNS = ("key", "prefix", "mrcs")

_MISSES_BEFORE_INDEX = 64


class Tables:
    """The places of one dataset, read from `territory/*.csv` when first needed."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._made: dict[tuple[str, ...], Candidates] = {}
        self._misses = 0
        self.pieces: dict[Any, Any] = {}  # a cache of how parts of cells were read

    @cached_property
    def municipalities(self) -> Sheet:
        """Municipalities, Indigenous lands and unorganized territories."""
        return Sheet(self._dataset, "municipalities", MUNICIPALITY_COLUMNS)

    @cached_property
    def mrcs(self) -> Sheet:
        """MRC and equivalent territories."""
        return Sheet(self._dataset, "mrc", MRC_COLUMNS)

    @cached_property
    def aliases(self) -> Sheet:
        """The other names: boroughs, neighbourhoods, former municipalities, English names."""
        return Sheet(self._dataset, "aliases", ALIAS_COLUMNS)

    @cached_property
    def prefixes(self) -> Sheet:
        """Postal prefixes: the share (per cent) of each MRC, and the communities they hold."""
        return Sheet(self._dataset, "postal", POSTAL_COLUMNS)

    @cached_property
    def claims(self) -> Claims:
        """The territories that the pôles claim."""
        return Claims(self._dataset)

    def named(self, words: str) -> Candidates:
        """Return the places with a folded name, from the nearest level to the widest.

        If the article matches only some of them, only these are returned: « La Matapédia » is an
        MRC, Matapédia a village.
        """
        if words == "le quebec":  # the province, never the city
            return ()
        first, _, rest = words.partition(" ")
        key = rest if rest and first in ARTICLES else words
        candidates = self._made.get(("name", key)) or self._remembered(key)
        if not candidates and first == "les":  # « MRC des Chenaux » is Les Chenaux
            return self._remembered(f"des {rest}")
        if key != words and len({one.poles for one in candidates}) > 1:
            exact = [one for one in candidates if words in map(fold, _names(one))]
            return exact or candidates
        return candidates

    def _remembered(self, key: str) -> Candidates:
        if self._misses > _MISSES_BEFORE_INDEX and key not in self.keys:
            return ()
        if candidates := [*self._bearing(key)]:
            self._made["name", key] = candidates
        else:  # there are too many such texts to cache
            self._misses += 1
        return candidates

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every folded name."""
        sheets = (self.municipalities, self.mrcs, self.aliases)
        keys = {row["key"] for sheet in sheets for row in sheet.rows()}
        return frozenset(
            keys | {row["inner_key"] for row in self.aliases.rows()} | {*self._region_keys}
        )

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The first word of every folded name."""
        return frozenset(key.partition(" ")[0] for key in self.keys)

    @cached_property
    def joined(self) -> dict[str, list[str]]:
        """Every folded name by its letters alone, with its article and without."""
        names = [row["name"] for sheet in (self.municipalities, self.mrcs) for row in sheet.rows()]
        names += [row["alias"] for row in self.aliases.rows()]
        joined: dict[str, list[str]] = {}
        for words in dict.fromkeys([*map(fold, names), *self.keys]):
            joined.setdefault(words.replace(" ", ""), []).append(words)
        return joined

    def coded(self, code: str) -> Candidates:
        """Return the place of a code: municipality (five digits), MRC (three) or region (two).

        A former code gives the place that replaced it.
        """
        if len(code) == 2 and code in self._region_names:
            return self.of_region(code)
        if len(code) == 3 and self.mrcs.find("code", code):
            return self.of_mrc(code)
        if len(code) == 5 and (rows := self.municipalities.find("code", code)):
            return self.of_town(rows[0])
        former = [row for row in self.aliases.find("key", code) if row["kind"] == "former-code"]
        return [one for row in sorted(former, key=self.rank) for one in self.of_alias(row)]

    def prefixed(self, prefix: str) -> Candidates:
        """Return the MRC that a folded postal prefix touches, the likeliest first.

        The nations' communities in it follow, since each has its own pôle.
        """
        return self._once(("postal", prefix), lambda: self._postal(prefix))

    def of_town(self, row: Row) -> Candidates:
        """Return the candidate of a row of the municipalities."""
        return self._once(("town", row["code"]), lambda: [self._town(row)])

    def of_alias(self, row: Row) -> Candidates:
        """Return the candidate of a row of the aliases: a municipality, an MRC or a region."""
        return self._once(("alias", row["alias"], row["code"]), lambda: self._alias(row))

    def of_mrc(self, code: str) -> Candidates:
        """Return the candidate of an MRC; raise `PolesError` (bad dataset) if there is none."""
        return self._once(("mrc", code), lambda: [self._mrc_candidate(code)])

    def of_region(self, code: str) -> Candidates:
        """Return a region as a candidate."""
        return self._once(("region", code), lambda: [self._region_candidate(code)])

    def mrc(self, code: str) -> Row:
        """Return the row of an MRC; raise `PolesError` (bad dataset) if there is none."""
        if not (rows := self.mrcs.find("code", code)):
            raise PolesError(DATA, N_("{path} has no MRC {code}."), path=self.mrcs.path, code=code)
        return rows[0]

    def rank(self, alias: Row) -> tuple[int, str]:
        """Return the sort key for the rows of one alias: the larger place first."""
        code = alias["code"]
        sheet = {5: self.municipalities, 3: self.mrcs}.get(len(code))
        rows = sheet.find("code", code) if sheet else []
        return -int(rows[0]["population"] or 0) if rows else 0, code

    def _once(self, key: tuple[str, ...], make: Any) -> Candidates:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def _bearing(self, key: str) -> Iterator[Candidate]:
        towns = [one for row in self.municipalities.find("key", key) for one in self.of_town(row)]
        aliases = self.aliases.find("key", key)
        if not towns and not aliases:
            aliases = self.aliases.find("inner_key", key) if key else []
        yield from towns
        for row in sorted(aliases, key=self.rank):
            if row["kind"] != "former-code":
                yield from self.of_alias(row)
        for row in self.mrcs.find("key", key):
            yield from self.of_mrc(row["code"])
        for code in self._region_keys.get(key, ()):
            yield from self.of_region(code)

    def _town(self, row: Row) -> Candidate:
        twin = (
            next(iter(self.municipalities.find("code", row["twin"])), None) if row["twin"] else None
        )
        larger = twin["code"] if twin and _weight(twin) > _weight(row) else ""
        return self._place(row, row["kind"], None, row["nation"], MUNICIPALITY, larger)

    def _alias(self, row: Row) -> Candidates:
        code, kind = row["code"], row["kind"]
        if len(code) == 5:
            places = self.municipalities.find("code", code)
            return [
                self._place(
                    place, kind, row["alias"], place["nation"] or row.get("nation", ""), NAME
                )
                for place in places
            ]
        if len(code) == 2:
            areas, [one] = self._areas_of(code), self.of_region(code)
        else:
            areas, [one] = [(code, self.mrc(code)["region"])], self.of_mrc(code)
        poles = one.record["poles"]
        if nation := row.get("nation"):
            poles = self.claims.on_nation(nation, areas)
        record = {**one.record, "kind": kind, "alias": row["alias"], "poles": poles}
        return [Candidate(record, NAME, one.mrcs)]

    def _place(
        self, row: Row, kind: str, alias: str | None, nation: str, level: int, twin: str = ""
    ) -> Candidate:
        mrc = self.mrc(row["mrc"])
        areas = [(row["mrc"], mrc["region"])]
        if not nation:
            poles = self.claims.on_mrc(*areas[0])
        else:
            for other in self.municipalities.find("code", row["twin"]) if row["twin"] else ():
                areas.append((other["mrc"], self.mrc(other["mrc"])["region"]))
            poles = self.claims.on_nation(nation, areas)
        record = self._record(row["name"], kind, alias, row["code"], mrc, poles)
        return Candidate(record, level, [row["mrc"]], row["code"], twin)

    def _mrc_candidate(self, code: str) -> Candidate:
        mrc = self.mrc(code)
        poles = self.claims.on_mrc(code, mrc["region"])
        return Candidate(self._record(mrc["name"], "mrc", None, code, mrc, poles), MRC, [code])

    def _region_candidate(self, code: str) -> Candidate:
        record = self._record(
            self._region_names[code], "region", None, code, None, self.claims.on_region(code)
        )
        record["region"] = self._region(code)
        return Candidate(record, REGION, [mrc for mrc, _ in self._areas_of(code)])

    def _postal(self, prefix: str) -> Candidates:
        found: list[Candidate] = []
        for row in self.prefixes.find("key", prefix):
            for part in row["mrcs"].split("|"):
                code, _, share = part.partition(":")
                mrc = self.mrc(code)
                poles = [
                    {**pole, "share": int(share)}
                    for pole in self.claims.on_mrc(code, mrc["region"])
                ]
                record = self._record(row["prefix"], "postal", None, row["prefix"], mrc, poles)
                found.append(Candidate(record, POSTAL, [code]))
            for code in filter(None, row.get("communities", "").split("|")):
                for place in self.municipalities.find("code", code):
                    found.append(self._place(place, place["kind"], None, place["nation"], POSTAL))
        return found

    def _record(
        self, place: str, kind: str, alias: str | None, code: str, mrc: Row | None, poles: Any
    ) -> dict[str, Any]:
        return {
            "place": place,
            "kind": kind,
            "alias": alias,
            "code": code,
            "mrc": None if mrc is None else {"code": mrc["code"], "name": mrc["name"]},
            "region": None if mrc is None else self._region(mrc["region"]),
            "poles": poles,
        }

    def _region(self, code: str) -> dict[str, str]:
        return {"code": code, "name": self._region_names.get(code, "")}

    def _areas_of(self, region: str) -> Sequence[tuple[str, str]]:
        return [(row["code"], region) for row in self.mrcs.find("region", region)]

    @cached_property
    def _region_names(self) -> dict[str, str]:
        return {region.code: region.name for region in self._dataset.regions}

    @cached_property
    def _region_keys(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for region in self._dataset.regions:
            for key in {name_key(label) for label in region.labels()} - {region.code}:
                keys.setdefault(key, []).append(region.code)
        return keys


def _names(one: Candidate) -> Iterable[str]:
    return filter(None, (one.record["alias"], one.record["place"]))


def _weight(row: Row) -> tuple[int, str]:
    return int(row["population"] or 0), row["code"]
