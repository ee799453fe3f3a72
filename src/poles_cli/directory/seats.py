"""Find the point of a pôle on a map, and the basis of that point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from poles_cli.base.text import name_key
from poles_cli.directory.directory import Directory
from poles_cli.directory.places.sheet import Sheet, number
from poles_cli.records.model import Pole

SEAT = "seat"
TERRITORY = "territory"

_DECIMALS = 4  # of a degree: about ten metres


class Point(NamedTuple):
    """Degrees, west negative; `basis` is `seat` (its municipality) or `territory` (its centre)."""

    lon: float
    lat: float
    basis: str


class _Place(NamedTuple):
    """The parts of a municipality or an Indigenous land that are needed for points."""

    key: str
    nation: str
    mrc: str
    region: str
    population: float
    lon: float
    lat: float


class Points:
    """Finds the points of the pôles of one dataset; reads its territory files once."""

    def __init__(self, directory: Directory) -> None:
        self._places = list(_places(directory))

    def of(self, pole: Pole) -> Point | None:
        """Return the point of `pole`: its seat, else the centre of its territory, else None."""
        return self._seat(pole) or self._centre(pole)

    def _seat(self, pole: Pole) -> Point | None:
        city = pole.contact("city")
        if city is None:
            return None
        key = name_key(str(city.value))
        found = [place for place in self._places if place.key == key]
        # If several municipalities share a name, take the one in the pôle's own region.
        own = [place for place in found if place.region in pole.regions] or found
        return _point(own[0].lon, own[0].lat, SEAT) if len(own) == 1 else None

    def _centre(self, pole: Pole) -> Point | None:
        """Return the population-weighted centre of what the pôle claims within its own regions."""
        served = [
            place
            for place in self._places
            if place.region in pole.regions and any(_covers(c, place) for c in pole.territory)
        ]
        weight = sum(place.population for place in served)
        if not weight:
            return None
        lon = sum(place.lon * place.population for place in served) / weight
        lat = sum(place.lat * place.population for place in served) / weight
        return _point(lon, lat, TERRITORY)


def _covers(claim: Mapping[str, list[str]], place: _Place) -> bool:
    """Return True if a claim covers a place: its MRC (any if none is listed), and its nation."""
    if "mrcs" in claim and place.mrc not in claim["mrcs"]:
        return False
    return "nations" not in claim or place.nation in claim["nations"]


def _point(lon: float, lat: float, basis: str) -> Point:
    return Point(round(lon, _DECIMALS), round(lat, _DECIMALS), basis)


def _places(directory: Directory) -> Iterator[_Place]:
    """Yield the municipalities and lands with known coordinates."""
    mrcs = Sheet(directory, "mrc", ("code", "region"))
    regions = {row["code"]: row["region"] for row in mrcs.rows()}
    sheet = Sheet(directory, "municipalities", ("key", "nation", "mrc", "population", "lat", "lon"))
    for row in sheet.rows():
        if row["lat"] and row["lon"]:
            population, lon, lat = (number(sheet, row, c) for c in ("population", "lon", "lat"))
            region = regions.get(row["mrc"], "")
            yield _Place(row["key"], row["nation"], row["mrc"], region, population, lon, lat)
