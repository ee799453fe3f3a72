"""Find the places that a text names, and the pôles that serve them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from poles_cli.base.errors import N_
from poles_cli.base.suggest import check_word, closest
from poles_cli.base.text import name_key, plain_letters, words_of
from poles_cli.directory.places.candidates import (
    EVERYWHERE,
    NOTHING,
    Candidates,
    Reading,
    Scope,
    in_scope,
    meet,
)
from poles_cli.directory.places.codes import SIX, codes, postal_prefix
from poles_cli.directory.places.tables import Tables
from poles_cli.records.model import Record
from poles_cli.rules.vocabularies import MUNICIPAL, PLACE_KINDS

if TYPE_CHECKING:
    from poles_cli.directory.places.boundaries import Boundaries

LONGEST_NAME = 500  # characters; no name or address is longer
_NUMERIC = frozenset("([+-−0123456789Pp")  # how a code or a point may begin
_REMEMBERED = 1 << 14  # readings in the cache, which is then emptied


def scope(kinds: Sequence[str], regions: Iterable[str]) -> Scope:
    """Return the scope of these kinds and codes of regions; raise for an unknown kind."""
    for kind in kinds:
        sentence, hint = N_("There is no kind “{word}”."), N_("Type: poles locate --help")
        check_word(kind, tuple(PLACE_KINDS), sentence, hint)
    return Scope(frozenset(kinds), frozenset(regions))


class Gazetteer(Tables):
    """The places of one dataset, and the reader of texts that name them."""

    def locate(self, query: str, scope: Scope = EVERYWHERE, *, whole: bool = False) -> Record:
        """Return the places that `query` names and the pôles that serve them.

        The shape is `{"query", "status": "found" | "ambiguous" | "none", "basis": "name" | "scope"
        | "postal" | "coordinates" | "code" | None, "near": [{"code", "name"}], "poles", "matches":
        [{"place", "kind", "alias", "code", "mrc": {"code", "name"} | None, "region": {"code",
        "name"}, "poles": [{"slug", "basis", "confidence", "share"}]}]}`; `share` is the part, per
        cent, of a postal prefix that lies in the MRC. With `whole`, the query must be one name, not
        an address, without a province after it.
        """
        return self.within(self.read(query, whole=whole), scope).record(query)

    def read(self, text: str, *, whole: bool = False, lost_zero: bool = False) -> Reading:
        """Return the places that a text names, in any scope.

        `whole` means that it must be one name, without a province after it; `lost_zero`, that a
        number is a code that may have lost its leading zero.
        """
        first = text[:1]
        numeric = first in _NUMERIC or (first.isspace() and text.lstrip()[:1] in _NUMERIC)
        if numeric and (degrees := self._point(text)):
            return self.at(*degrees)
        if len(text) in (6, 7) and SIX.fullmatch(text):  # a postal code means what its prefix means
            return self._postal_reading(text[:3])
        if len(text) > LONGEST_NAME:
            return NOTHING
        if "Ã" in text:
            text = self._decoded_once(text)
        if numeric and (numbers := codes(text, lost_zero=lost_zero)):
            found = [one for code in numbers for one in self.coded(code)]
            return self._reading(found, "code")
        letters = plain_letters(text)
        words = words_of(letters)
        if candidates := self.named(" ".join(words)):
            return self._reading(candidates, "name")
        if prefix := postal_prefix(letters):
            return self._postal_reading(prefix)
        if whole:
            return self._reading(self._reader.plainly(words, self) if words else (), "name")
        reading = self._reader.read(letters, self)
        return self._reading(reading.candidates, reading.basis) if reading.candidates else reading

    def at(self, latitude: float, longitude: float) -> Reading:
        """Return the MRC that contains a point, in degrees, west negative, in either order."""
        if latitude < 0 < longitude:
            latitude, longitude = longitude, latitude
        around = self.boundaries.around(latitude, longitude)
        reading = self._points.get(around)
        if reading is None:
            inside, near = around
            beside = [one for code in near for one in self.of_mrc(code)]
            reading = Reading(self.of_mrc(inside), "coordinates", beside) if inside else NOTHING
            self._points[around] = reading
        return reading

    def combined(self, readings: Sequence[Reading]) -> Reading:
        """Combine several texts on one place: each narrows those before it.

        If the first gives nothing, the next replaces it.
        """
        if any(reading.elsewhere for reading in readings):
            return NOTHING
        candidates: Candidates = ()
        basis: str | None = None
        near: Candidates = ()
        for reading in readings:
            if not reading.candidates:
                continue
            left = meet(candidates, reading.candidates)
            if basis is None or (len(left) != len(candidates) and basis == "name"):
                basis = reading.basis if basis is None or reading.basis != "name" else "scope"
            candidates, near = left, near or reading.near
        return self._reading(candidates, basis, near) if candidates else NOTHING

    def within(self, reading: Reading, scope: Scope) -> Reading:
        """Return the reading, limited to the requested kinds and regions."""
        if not any(scope):
            return reading
        kept = in_scope(reading.candidates, scope)
        return self._reading(kept, reading.basis, reading.near) if kept else NOTHING

    def closest(self, query: str) -> list[str]:
        """Return the places whose names are closest to `query`, best first."""
        return closest(name_key(query), self._names.items())

    def population(self, match: Record) -> tuple[int, str]:
        """Return the population of a place or an MRC and its year, empty if unknown.

        A village is counted with its land.
        """
        sheet = self.mrcs if len(match["code"]) == 3 else self.municipalities
        rows = sheet.find("code", match["code"])
        if twin := rows[0].get("twin"):
            rows = rows + sheet.find("code", twin)
        return sum(int(row["population"] or 0) for row in rows), rows[0]["population_year"]

    def designation(self, match: Record) -> str:
        """Return a municipality's designation, « Ville », « Paroisse »; empty for others."""
        if match["kind"] not in MUNICIPAL or match["alias"]:
            return ""
        return self.municipalities.find("code", match["code"])[0]["designation"]

    @cached_property
    def boundaries(self) -> Boundaries:
        """The polygons of the MRC, read for the first point."""
        from poles_cli.directory.places.boundaries import Boundaries

        return Boundaries(self._dataset)

    def _postal_reading(self, prefix: str) -> Reading:
        reading = self._postal_readings.get(prefix)
        if reading is None:
            reading = self._reading(self.prefixed(prefix.lower()), "postal")
            if reading.candidates:
                self._postal_readings[prefix] = reading
        return reading

    def _reading(self, candidates: Candidates, basis: str | None, near: Candidates = ()) -> Reading:
        """Return the one object for an answer, so that what depends on it is computed once."""
        if not candidates:
            return NOTHING
        key = (basis, *near, None, *candidates)
        reading = self._readings.get(key)
        if reading is None:
            if len(self._readings) >= _REMEMBERED:
                self._readings.clear()
            reading = self._readings[key] = Reading(candidates, basis, near)
        return reading

    @cached_property
    def _readings(self) -> dict[Any, Reading]:
        return {}

    @cached_property
    def _point(self) -> Callable[[str], tuple[float, float] | None]:
        from poles_cli.directory.places.coordinates import point

        return point

    @cached_property
    def _decoded_once(self) -> Callable[[str], str]:
        from poles_cli.directory.places.encodings import decoded_once

        return decoded_once

    @cached_property
    def _reader(self) -> Any:
        from poles_cli.directory.places import reader

        return reader

    @cached_property
    def _points(self) -> dict[tuple[str, tuple[str, ...]], Reading]:
        return {}

    @cached_property
    def _postal_readings(self) -> dict[str, Reading]:
        return {}

    @cached_property
    def _names(self) -> dict[str, str]:
        names = {row["key"]: row["alias"] for row in self.aliases.rows()}
        for sheet in (self.mrcs, self.municipalities):
            names |= {row["key"]: row["name"] for row in sheet.rows()}
        return names
