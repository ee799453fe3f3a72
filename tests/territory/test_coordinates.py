"""Find the MRC that contains a point, in any notation."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians

import pytest

from poles_cli import load
from poles_cli.directory.places.boundaries import FILE
from poles_cli.rules.topology import Point, read_topology, ring_points

DIRECTORY = load()
ARCS, SHAPES = read_topology(DIRECTORY.read(FILE))
RINGS = {
    code: [ring_points(ring, ARCS) for rings in polygons for ring in rings]
    for code, polygons in SHAPES.items()
}


def mrc(latitude: float, longitude: float) -> str:
    """Return the code of the MRC that `locate` gives for a point, empty for none."""
    matches = DIRECTORY.territory.at(latitude, longitude).matches
    return matches[0]["code"] if matches else ""


def crosses(ring: Sequence[Point], y: float, x: float) -> bool:
    """Return True if a ray to the west of a point crosses a ring an odd number of times."""
    inside = False
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 <= y) != (y1 <= y) and x0 + (y - y0) * ((x1 - x0) / (y1 - y0)) <= x:
            inside = not inside
    return inside


def drawn(y: float, x: float) -> str:
    """Return the MRC that contains a point, computed from every edge of every polygon."""
    for code, rings in RINGS.items():
        if sum(crosses(ring, y, x) for ring in rings) % 2:
            return code
    return ""


def test_every_place_is_in_its_mrc() -> None:
    """Every place of the data is in its MRC, except three: two on a shore, one off its land."""
    places = [row for row in DIRECTORY.territory.municipalities.rows() if row["lat"]]
    others = {
        row["code"]: mrc(float(row["lat"]), float(row["lon"]))
        for row in places
        if mrc(float(row["lat"]), float(row["lon"])) != row["mrc"]
    }

    assert 1172 == len(places)
    assert {"99010": "991", "99065": "972", "99802": "991"} == others


def test_the_index_agrees_with_every_edge() -> None:
    """The index agrees with all the edges, at random points and near vertices."""
    draw = random.Random(2)
    vertices = [point for rings in RINGS.values() for ring in rings for point in ring]
    for _ in range(60):
        x, y = draw.choice(vertices)
        for point in (
            (draw.uniform(45, 62), draw.uniform(-79, -57)),
            (y, x + draw.uniform(0.01, 0.3)),
            (y + draw.gauss(0, 0.002), x + draw.gauss(0, 0.002)),
        ):
            right = drawn(*point)
            assert mrc(*point) == right or not right, point  # up to 50 m outside counts


@pytest.mark.parametrize(
    "text",
    [
        "45.40,-72.73", "45.40, -72.73", "45.40 -72.73", "45.40;-72.73", "-72.73,45.40",
        "(45.40, -72.73)", "POINT (-72.73 45.40)", "45,40;-72,73", "45.40,\u221272.73",
        "45.40° N, 72.73° W", "45.40N 72.73O", "45°24'00\" N, 72°43'48\" O", "45°24′N 72°43.8′W",
    ],
)  # fmt: skip
def test_a_point_is_read_in_any_notation(text: str) -> None:
    """A point may have decimal commas, degrees and minutes, longitude first, or brackets."""
    answer = DIRECTORY.locate(text)

    assert ("coordinates", ["470"]) == (answer.basis, [place.code for place in answer.matches])


@pytest.mark.parametrize(
    "text",
    [
        "45,-73", "45.40", "45.40,72.73", "0.0,0.0", "95.5,-72.73", "12.50, 13.75",
        "45.4236,-75.7009", "45.6070,-74.6040", "45.0213,-74.7303", "47.3737,-68.3251",
        "48.0075,-66.6727", "44.9939,-73.3648", "52.9427,-66.9156", "56.5420,-79.2250",
    ],
)  # fmt: skip
def test_points_outside_quebec_give_none(text: str) -> None:
    """Other numbers, and Ottawa, Cornwall, Edmundston, Labrador City, Sanikiluaq give none."""
    assert () == DIRECTORY.locate(text).matches


def test_up_to_50_m_outside_counts_as_inside() -> None:
    """A point up to 50 m west of the meridian between Abitibi-Ouest and Ontario is inside."""
    y, outside, inside = 48.5, -79.7, -79.3
    for _ in range(40):
        middle = (outside + inside) / 2
        outside, inside = (outside, middle) if drawn(y, middle) else (middle, inside)
    metre = 1 / (111_195 * cos(radians(y)))

    assert ["870", "870", ""] == [mrc(y, outside - far * metre) for far in (-5, 45, 55)]


def test_a_border_within_100_m_is_shown() -> None:
    """The MRC across a border within 100 m is in `near`, without its pôles."""
    answer = DIRECTORY.locate("45.3577,-72.851")

    assert ["550"] == [place.code for place in answer.matches]
    assert ["470"] == [area["code"] for area in answer.near]
    assert () == tuple(DIRECTORY.locate("45.36,-72.87").near)
