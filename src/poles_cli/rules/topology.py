"""Read polygons that share their borders from a TopoJSON file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

Point = tuple[float, float]
NOT_ONE = (ValueError, LookupError, TypeError, OverflowError, RecursionError)
Ring = Sequence[int]  # numbers of arcs; ~n is arc n reversed


class Topology(NamedTuple):
    """The arcs, in degrees, longitude first; by code, the polygons, each a list of rings."""

    arcs: list[list[Point]]
    shapes: dict[str, list[list[Ring]]]


def read_topology(raw: bytes) -> Topology:
    """Return the polygons of the object `mrc`; raise one of `NOT_ONE` for any other file."""
    topology = json.loads(raw)
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    sides = [2] * len(arcs)  # the sides of arcs without a polygon yet
    shapes = {}
    for geometry in topology["objects"]["mrc"]["geometries"]:
        nested = {"Polygon": False, "MultiPolygon": True}[geometry["type"]]
        polygons = geometry["arcs"] if nested else [geometry["arcs"]]
        shapes[str(geometry["properties"]["code"])] = polygons
        for ring in (ring for rings in polygons for ring in rings):
            for arc in ring:
                sides[max(arc, ~arc)] -= 1
                if sides[max(arc, ~arc)] < 0:
                    raise ValueError("an arc has more than two sides")
            points = ring_points(ring, arcs)
            if len(points) < 4 or points[0] != points[-1]:
                raise ValueError(f"a ring of {geometry['properties']['code']} is not closed")
    return Topology(arcs, shapes)


def ring_points(ring: Ring, arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """Return the points of a ring, the first one repeated at the end."""
    points: list[Point] = []
    for arc in ring:
        piece = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += piece[1:] if points else piece
    return points


def _decoded(arc: Any, transform: Any) -> list[Point]:
    """Return the points of an arc, whose numbers are steps on a grid from point to point."""
    (width, height), (left, bottom) = transform["scale"], transform["translate"]
    xs, ys = (accumulate(axis) for axis in zip(*arc, strict=True))
    points = [(x * width + left, y * height + bottom) for x, y in zip(xs, ys, strict=True)]
    if not all(-180 <= x <= 180 and -89 <= y <= 89 for x, y in points):
        raise ValueError("a point is not in degrees")
    return points
