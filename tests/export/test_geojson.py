"""GeoJSON has one point per pôle, with its basis."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from poles_cli import load
from poles_cli.directory.seats import SEAT, TERRITORY, Points
from poles_cli.records.model import Pole
from program import call

NOWHERE = {"premieres-nations", "cercle-economie-sociale-autochtone"}


def collection(*arguments: str) -> dict[str, Any]:
    """Return the collection that a command writes."""
    output = call(*arguments, "--format", "geojson")
    assert (0, "") == (output.status, output.stderr)
    found: dict[str, Any] = json.loads(output.raw)
    return found


def test_one_feature_per_pole_in_order() -> None:
    """`list` and `export` write one feature per pôle, in order, with its slug as id."""
    listed, exported = collection("list"), collection("export")

    assert "FeatureCollection" == listed["type"]
    assert [p.slug for p in load().poles] == [f["id"] for f in exported["features"]]
    assert exported["features"][: len(listed["features"])] == listed["features"]


def test_points_agree_with_their_basis() -> None:
    """The point is the known seat, else the centre of the territory, else none."""
    features = {feature["id"]: feature for feature in collection("export")["features"]}
    seats = {pole.slug for pole in load().poles if pole.contact("city")}

    basis = {slug: feature["properties"]["basis"] for slug, feature in features.items()}

    assert seats == {slug for slug, found in basis.items() if found == SEAT}
    assert NOWHERE == {slug for slug, found in basis.items() if found is None}
    assert NOWHERE == {slug for slug, feature in features.items() if feature["geometry"] is None}
    # Sherbrooke and Laval, the seats of their pôles; longitude first.
    assert [-71.8884, 45.4024] == features["estrie"]["geometry"]["coordinates"]
    assert [-73.7459, 45.5515] == features["laval"]["geometry"]["coordinates"]


def test_points_lie_in_quebec_to_four_decimals() -> None:
    """Points are in Québec, with four decimals, like the data."""
    for feature in collection("export")["features"]:
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            assert -79.8 < lon < -57
            assert 44.9 < lat < 62.6
            assert [round(lon, 4), round(lat, 4)] == [lon, lat]


def test_the_centre_is_weighted_by_population_within_the_declared_regions() -> None:
    """MRC of Montérégie-Est that are now in Estrie do not move its centre."""
    points, directory = Points(load()), load()
    est = directory.pole("monteregie-est")
    within = [claim for claim in est.territory if "460" not in claim.get("mrcs", ())]
    assert len(within) < len(est.territory)

    alone = points.of(Pole({**est.record, "territory": within}))

    assert alone == points.of(est)
    longueuil = points.of(Pole({**directory.pole("longueuil").record, "contacts": {}}))
    assert longueuil is not None
    assert TERRITORY == longueuil.basis
    assert (-73.435, 45.503) == pytest.approx((longueuil.lon, longueuil.lat), abs=0.02)


def test_an_unknown_or_shared_city_is_not_guessed() -> None:
    """A seat that names no municipality, or several, is replaced by the territory."""
    points, pole = Points(load()), load().pole("outaouais")
    centre = points.of(pole)

    for city in ("Nulle-Part", "Saint-Damase"):
        seat = {"value": city, "confidence": "low"}
        assert centre == points.of(Pole({**pole.record, "contacts": {"city": seat}}))


def test_fields_choose_the_properties() -> None:
    """--fields replaces the properties, except the basis."""
    (feature,) = collection("show", "laval", "--fields", "slug,email.as_of")["features"]

    assert {"slug": "laval", "email.as_of": "2021/2024", "basis": SEAT} == feature["properties"]


@pytest.mark.parametrize("command", [("list",), ("map",), ("regions",)])
def test_a_bounding_box_contains_every_position(command: tuple[str, ...]) -> None:
    """The bounding box is west, south, east, north of all the geometries."""
    found = collection(*command)

    def positions(part: Any) -> Iterator[list[float]]:
        for inner in part if isinstance(part[0], list) else ():
            yield from positions(inner)
        if not isinstance(part[0], list):
            yield part

    lons, lats = zip(
        *(
            position
            for feature in found["features"]
            if feature["geometry"]
            for position in positions(feature["geometry"]["coordinates"])
        ),
        strict=True,
    )
    assert [min(lons), min(lats), max(lons), max(lats)] == found["bbox"]


def test_regions_are_the_same_as_the_map() -> None:
    """`regions` gives the same boundaries as `map`."""
    assert collection("map") == collection("regions")


def test_no_pole_is_an_empty_collection() -> None:
    """An empty list is still a collection."""
    assert {"type": "FeatureCollection", "features": []} == collection("list", "--limit", "0")
