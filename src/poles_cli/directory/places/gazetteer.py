"""Which pôles serve a place: every place of Québec that the data names, and the answer for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from poles_cli.base.errors import DATA, N_, PolesError
from poles_cli.base.suggest import check_word, closest
from poles_cli.base.text import name_key
from poles_cli.directory.places.claims import Claims
from poles_cli.directory.places.names import (
    KINDS,
    MUNICIPAL,
    geographic_code,
    postal_prefix,
    readings,
)
from poles_cli.directory.places.sheet import Row, Sheet
from poles_cli.records.model import Record

if TYPE_CHECKING:
    from poles_cli.records.dataset import Dataset

MUNICIPALITY_COLUMNS = (
    "key",
    "code",
    "name",
    "kind",
    "nation",
    "mrc",
    "twin",
    "population",
    "population_year",
    "designation",
)
MRC_COLUMNS = ("key", "code", "name", "label", "region", "population", "population_year")
ALIAS_COLUMNS = ("key", "inner_key", "alias", "kind", "code")
POSTAL_COLUMNS = ("key", "prefix", "mrcs")


class Scope(NamedTuple):
    """What a search is narrowed to: kinds of places, codes of regions; empty means all."""

    kinds: Collection[str] = ()
    regions: Collection[str] = ()


EVERYWHERE = Scope()


def scope(kinds: Sequence[str], regions: Iterable[str]) -> Scope:
    """Return the scope of these kinds and codes of regions; refuse an unknown kind."""
    for kind in kinds:
        check_word(kind, KINDS, N_("There is no kind “{word}”."), N_("Type: poles locate --help"))
    return Scope(frozenset(kinds), frozenset(regions))


class Gazetteer:
    """The places of one dataset, read from `territory/*.csv` when first needed."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

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
        """Boroughs, localities, and merged, renamed or former municipalities."""
        return Sheet(self._dataset, "aliases", ALIAS_COLUMNS)

    @cached_property
    def prefixes(self) -> Sheet:
        """Postal prefixes, each with the share (per cent) of the MRC that it touches."""
        return Sheet(self._dataset, "postal", POSTAL_COLUMNS)

    @cached_property
    def claims(self) -> Claims:
        """What the pôles say that they serve."""
        return Claims(self._dataset)

    def locate(self, query: str, scope: Scope = EVERYWHERE, *, whole: bool = False) -> Record:
        """Return what `query` names and the pôles that serve it.

        The shape is `{"query", "status": "found" | "ambiguous" | "none", "matches": [{"place",
        "kind", "alias", "code", "mrc": {"code", "name"} | None, "region": {"code", "name"},
        "poles": [{"slug", "basis", "confidence", "share"}]}]}`; `share` is the part, per cent, of a
        postal prefix that lies in the MRC. With `whole`, a trailing province is not dropped.
        """
        matches = self._by_code(geographic_code(query), scope) or self._by_name(
            query, scope, whole=whole
        )
        answers = {_slugs(match) for match in matches}
        status = ("none", "found", "ambiguous")[min(len(answers), 2)]
        return {"query": query, "status": status, "matches": matches}

    def closest(self, query: str) -> list[str]:
        """Return the places whose names are closest to `query`, best first."""
        return closest(name_key(query), self._names.items())

    def population(self, match: Record) -> tuple[int, str]:
        """Return the population of a place or an MRC and its year: a village's with its land's."""
        sheet = self.mrcs if match["kind"] == "mrc" else self.municipalities
        rows = sheet.find("code", match["code"])
        if twin := rows[0].get("twin"):
            rows = rows + sheet.find("code", twin)
        return sum(int(row["population"]) for row in rows), rows[0]["population_year"]

    def designation(self, match: Record) -> str:
        """Return a municipality's designation, « Ville », « Paroisse »; empty for others."""
        if match["kind"] not in MUNICIPAL:
            return ""
        return self.municipalities.find("code", match["code"])[0]["designation"]

    def _by_code(self, code: str, scope: Scope) -> list[dict[str, Any]]:
        if len(code) == 5:
            found = self._places(self.municipalities.find("code", code), scope)
        elif len(code) == 3:
            found = self._mrc_matches(self.mrcs.find("code", code), scope)
        else:
            found = self._region_matches([code] if code in self._region_names else [], scope)
        return list(found)

    def _by_name(self, query: str, scope: Scope, *, whole: bool) -> list[dict[str, Any]]:
        for key, kinds in readings(query, whole=whole):
            meant = set(kinds) & set(scope.kinds) if kinds and scope.kinds else kinds or scope.kinds
            if kinds and not meant:
                continue
            if matches := self._at_every_level(key, scope._replace(kinds=meant)):
                return matches
        return []

    def _at_every_level(self, key: str, scope: Scope) -> list[dict[str, Any]]:
        """Collect matches from the nearest level to the widest; same pôles, same answer."""
        municipal = list(self._places(self.municipalities.find("key", key), scope))
        known = list(self._alias_matches(self.aliases.find("key", key), scope))
        if not municipal and not known:
            known = list(self._alias_matches(self.aliases.find("inner_key", key), scope))
        levels = (
            municipal,
            known,
            list(self._mrc_matches(self.mrcs.find("key", key), scope)),
            list(self._region_matches(self._regions_called(key), scope)),
            list(self._postal_matches(postal_prefix(key), scope)),
        )
        matches: list[dict[str, Any]] = []
        for level in levels:
            answered = {_slugs(match) for match in matches}
            matches += [match for match in level if _slugs(match) not in answered]
        return matches

    def _places(self, rows: Sequence[Row], scope: Scope) -> Iterator[dict[str, Any]]:
        """A village and its land are one place, where its people are counted."""
        kept = {row["code"]: row for row in rows if self._within(scope, row["kind"], row["mrc"])}
        for row in kept.values():
            twin = kept.get(row["twin"])
            if twin is None or _weight(row) > _weight(twin):
                yield self._place(row, row["kind"], None)

    def _alias_matches(self, rows: Sequence[Row], scope: Scope) -> Iterator[dict[str, Any]]:
        seen: set[str] = set()
        for row in rows:
            for place in self.municipalities.find("code", row["code"]):
                if row["code"] not in seen and self._within(scope, row["kind"], place["mrc"]):
                    seen.add(row["code"])
                    yield self._place(place, row["kind"], row["alias"])

    def _mrc_matches(self, rows: Sequence[Row], scope: Scope) -> Iterator[dict[str, Any]]:
        for row in rows:
            if self._within(scope, "mrc", row["code"]):
                poles = self.claims.on_mrc(row["code"], row["region"])
                yield self._match(row["name"], "mrc", None, row["code"], row, poles)

    def _region_matches(self, codes: Sequence[str], scope: Scope) -> Iterator[dict[str, Any]]:
        for code in codes:
            if _allowed(scope, "region", code):
                match = self._match(self._region_names[code], "region", None, code, None, [])
                yield match | {"region": self._region(code), "poles": self.claims.on_region(code)}

    def _postal_matches(self, key: str, scope: Scope) -> Iterator[dict[str, Any]]:
        """One match for each MRC that the prefix touches, the likeliest first."""
        for row in self.prefixes.find("key", key) if key else ():
            for part in row["mrcs"].split("|"):
                code, _, share = part.partition(":")
                if self._within(scope, "postal", code):
                    mrc = self._mrc(code)
                    poles = [
                        {**pole, "share": int(share)}
                        for pole in self.claims.on_mrc(code, mrc["region"])
                    ]
                    yield self._match(row["prefix"], "postal", None, row["prefix"], mrc, poles)

    def _place(self, row: Row, kind: str, alias: str | None) -> dict[str, Any]:
        mrc = self._mrc(row["mrc"])
        areas = [(row["mrc"], mrc["region"])]
        if not row["nation"]:
            poles = self.claims.on_mrc(*areas[0])
        else:
            for twin in self.municipalities.find("code", row["twin"]) if row["twin"] else ():
                areas.append((twin["mrc"], self._mrc(twin["mrc"])["region"]))
            poles = self.claims.on_nation(row["nation"], areas)
        return self._match(row["name"], kind, alias, row["code"], mrc, poles)

    def _match(
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

    def _within(self, scope: Scope, kind: str, mrc: str) -> bool:
        return not any(scope) or _allowed(scope, kind, self._mrc(mrc)["region"])

    def _mrc(self, code: str) -> Row:
        if not (rows := self.mrcs.find("code", code)):
            raise PolesError(DATA, N_("{path} has no MRC {code}."), path=self.mrcs.path, code=code)
        return rows[0]

    def _region(self, code: str) -> dict[str, str]:
        return {"code": code, "name": self._region_names.get(code, "")}

    def _regions_called(self, key: str) -> Sequence[str]:
        """Return the codes of the regions of a folded name, « region 5 » being 05."""
        return self._region_keys.get(key) or self._region_keys.get(key.zfill(2)) or ()

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {row["key"]: row["alias"] for row in self.aliases.rows()}
        for sheet in (self.mrcs, self.municipalities):
            names |= {row["key"]: row["name"] for row in sheet.rows()}
        return names

    @cached_property
    def _region_names(self) -> dict[str, str]:
        return {region.code: region.name for region in self._dataset.regions}

    @cached_property
    def _region_keys(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for region in self._dataset.regions:
            for key in {name_key(label) for label in region.labels()}:
                keys.setdefault(key, []).append(region.code)
        return keys


def _slugs(match: Record) -> frozenset[str]:
    return frozenset(pole["slug"] for pole in match["poles"])


def _weight(row: Row) -> tuple[int, str]:
    return int(row["population"]), row["code"]


def _allowed(scope: Scope, kind: str, region: str) -> bool:
    return (not scope.kinds or kind in scope.kinds) and (
        not scope.regions or region in scope.regions
    )
