"""Join the MRC that the same pôles serve into territories, on the plane."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import count, pairwise
from math import hypot
from os.path import isfile
from typing import NamedTuple

from poles_cli.directory.directory import Directory
from poles_cli.output.map.outlines import Point, outlines, projection
from poles_cli.rules.topology import Ring, read_topology

FILE = "map/mrc.topojson"
_PIECE = 1200  # points of a line

Grain = Callable[[Point], float]  # how many km a line may move, near a point


class Territory(NamedTuple):
    """An area of one region: the slugs of its pôles, its rings, a colour unlike its neighbours'."""

    region: str
    poles: tuple[str, ...]
    rings: list[list[Point]]
    colour: int


def territories(directory: Directory, grain: Grain) -> list[Territory]:
    """Return the territories, or the regions in an edition without polygons of MRC."""
    if not isfile(directory.root / FILE):
        return [
            Territory(shape.code, _declared(directory, shape.code), shape.rings, index % 4)
            for index, shape in enumerate(outlines(directory))
        ]
    arcs, shapes = read_topology(directory.read(FILE))
    project = projection(directory)
    lines = [simplified([project(*point) for point in arc], grain) for arc in arcs]
    groups: dict[tuple[str, tuple[str, ...]], list[Ring]] = defaultdict(list)
    claims = directory.territory.claims
    for row in directory.territory.mrcs.rows():
        code, region = row["code"], row["region"]
        slugs = tuple(pole["slug"] for pole in claims.on_mrc(code, region))
        groups[region, slugs] += [ring for rings in shapes.get(code, ()) for ring in rings]
    borders = [_border(rings) for rings in groups.values()]
    colours = _colours([{max(arc, ~arc) for arc in border} for border in borders])
    return [
        Territory(
            region,
            slugs,
            _joined(lines[arc] if arc >= 0 else lines[~arc][::-1] for arc in border),
            colour,
        )
        for (region, slugs), border, colour in zip(groups, borders, colours, strict=True)
        if border  # two identical polygons leave none
    ]


def land(directory: Directory, grain: Grain) -> list[list[Point]]:
    """Return the rings of all regions as one: polygons of MRC reach into the river and the sea."""
    edges: set[tuple[Point, Point]] = set()
    for shape in outlines(directory):
        for ring in shape.rings:
            for start, end in pairwise(ring):
                if (end, start) in edges:
                    edges.remove((end, start))
                else:
                    edges.add((start, end))
    # A set has no order, but the page must be the same each time.
    return [simplified(ring, grain) for ring in _joined(map(list, sorted(edges)))]


def simplified(line: Sequence[Point], grain: Grain) -> list[Point]:
    """Return a line without the points that are closer than the grain to the simplified line.

    A long line is simplified in pieces, since the time may grow with the square of its points.
    """
    ends = [*range(0, max(1, len(line) - 1), _PIECE), len(line) - 1]
    kept, parts = set(ends), list(pairwise(ends))
    while parts:
        first, last = parts.pop()
        if last - first < 2:
            continue
        far, index = max(
            (_away(line[i], line[first], line[last]), i) for i in range(first + 1, last)
        )
        if far > grain(line[index]):
            kept.add(index)
            parts += [(first, index), (index, last)]
    return [line[index] for index in sorted(kept)]


def _away(point: Point, start: Point, end: Point) -> float:
    """Return the distance from a point to the line through two others, which may be equal."""
    across, up = end[0] - start[0], end[1] - start[1]
    x, y = point[0] - start[0], point[1] - start[1]
    length = hypot(across, up)
    return abs(across * y - up * x) / length if length else hypot(x, y)


def _declared(directory: Directory, region: str) -> tuple[str, ...]:
    poles = (pole for pole in directory.poles if pole.status == "active")
    return tuple(pole.slug for pole in poles if region in pole.regions)


def _border(rings: Iterable[Ring]) -> list[int]:
    """Return the arcs around polygons, without those between two of them."""
    used = [arc for ring in rings for arc in ring]
    times = Counter(max(arc, ~arc) for arc in used)
    return [arc for arc in used if times[max(arc, ~arc)] == 1]


def _joined(lines: Iterable[list[Point]]) -> list[list[Point]]:
    """Return rings, closed if lines meet: each line is followed by one that starts at its end."""
    starts: dict[Point, list[list[Point]]] = defaultdict(list)
    for line in lines:
        starts[line[0]].append(line)
    rings = []
    while starts:
        ring = [next(iter(starts))]
        while len(ring) < 2 or ring[-1] != ring[0]:
            start = ring[-1]
            if start not in starts:
                break  # if polygons overlap, the rest of a border may not be closed
            ring += starts[start].pop()[1:]
            if not starts[start]:
                del starts[start]
        rings.append(ring)
    return rings


def _colours(borders: Sequence[set[int]]) -> list[int]:
    """Return a colour for each border: the smallest number that no neighbour has."""
    colours: list[int] = []
    for border in borders:
        near = {colour for colour, other in zip(colours, borders, strict=False) if border & other}
        colours.append(next(colour for colour in count() if colour not in near))
    return colours
