"""Find the MRC that contains a point, and the borders close to it, from polygons."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import cos, floor, hypot, radians

from poles_cli.base.errors import DATA, N_, PolesError
from poles_cli.records.dataset import Dataset
from poles_cli.rules.topology import NOT_ONE, Point, read_topology, ring_points

FILE = "map/mrc.topojson"
INSIDE = 50  # metres outside that count as inside: shores are drawn at one to a million
NEAR = 100  # metres from a border within which the answer mentions it

_METRES = 111_195  # in a degree of latitude
_ROWS, _COLUMNS = 33, 22  # cells of the index in a degree
_ROW = 100_000  # difference between the number of a cell and that of the one north of it
_MARGIN = 0.002  # degrees: more than NEAR metres of longitude as far north as 63°
_MOST_PLACES = 1_000_000  # edges in cells: forty times the bundled MRC's

# A piece of border: x and y of its south end and of its north end, its degrees of longitude per
# degree of latitude, and the MRC to the west and to the east of it, empty for none.
Edge = tuple[float, float, float, float, float, str, str]


class Boundaries:
    """The borders of the MRC of one dataset, by cells of a grid."""

    def __init__(self, dataset: Dataset) -> None:
        """Read the file; raise `PolesError` (bad dataset) if it is missing or invalid."""
        try:
            cells = _by_cell(_edges(dataset.read(FILE)))
        except NOT_ONE as error:
            message = N_("{path} cannot be read as the boundaries of the MRC: {error}.")
            raise PolesError(DATA, message, path=dataset.root / FILE, error=error) from error
        self._cells = cells  # the borders in or close to each cell
        self._bordered = sorted(cells)
        # The MRC after this many cells, up to the next one.
        self._between: dict[int, str] = {}

    def around(self, latitude: float, longitude: float) -> tuple[str, tuple[str, ...]]:
        """Return the code of the MRC that contains a point, empty for none, and those nearby."""
        if not (40 < latitude < 65 and -85 < longitude < -50):
            return "", ()
        column = floor(longitude * _COLUMNS)
        cell = floor(latitude * _ROWS) * _ROW + column
        edges = self._cells.get(cell)
        if edges is None:
            place = bisect(self._bordered, cell)
            code = self._between.get(place)
            if code is None:
                code = self._west_of(place, cell, column, latitude, longitude)
                self._between[place] = code
            return code, ()
        code = _beside(edges, column, latitude, longitude)
        if code is None:
            place = bisect_left(self._bordered, cell)
            code = self._west_of(place, cell, column, latitude, longitude)
        close = _near(edges, longitude, latitude)
        if not close:
            return code, ()
        close.sort()
        if not code and close[0][0] <= INSIDE:
            code = close[0][1]
        beside = dict.fromkeys(mrc for _, mrc in close if mrc != code)
        return code, tuple(beside) if code else ()

    def _west_of(self, place: int, cell: int, column: int, y: float, x: float) -> str:
        """Return the MRC on the east side of the first border to the west of a cell.

        `place` cells with borders come before it.
        """
        while place:
            place -= 1
            border = self._bordered[place]
            if cell - border > 40 * _COLUMNS:  # that cell is in the row south of it
                break
            code = _beside(self._cells[border], column - (cell - border), y, x)
            if code is not None:
                return code
        return ""


def _beside(edges: Sequence[Edge], column: int, y: float, x: float) -> str | None:
    """Return the MRC on the east side of the border that is west of a point inside a cell."""
    best, steepest, code = -1e9, 0.0, None
    for x0, y0, _, y1, slope, _, east in edges:
        if y0 <= y < y1 and best <= (crossing := x0 + (y - y0) * slope) <= x:
            if crossing == best and slope < steepest:
                continue  # both start at one point: the other is farther east
            if floor(crossing * _COLUMNS) == column:
                best, steepest, code = crossing, slope, east
    return code


def _by_cell(edges: Iterable[Edge]) -> dict[int, list[Edge]]:
    """Return the edges, by the cells that they cross or come close to."""
    cells: dict[int, list[Edge]] = {}
    total = 0
    for edge in edges:
        x0, y0, x1, y1, slope, _, _ = edge
        for row in range(floor((y0 - _MARGIN) * _ROWS), floor((y1 + _MARGIN) * _ROWS) + 1):
            ends = (x0, x1)
            if slope:
                low = max(y0, row / _ROWS - _MARGIN)
                high = min(y1, (row + 1) / _ROWS + _MARGIN)
                ends = x0 + (low - y0) * slope, x0 + (high - y0) * slope
            first = floor((min(ends) - _MARGIN) * _COLUMNS)
            last = floor((max(ends) + _MARGIN) * _COLUMNS)
            total += last + 1 - first
            if total > _MOST_PLACES:
                raise ValueError("the borders are too long")
            for cell in range(row * _ROW + first, row * _ROW + last + 1):
                cells.setdefault(cell, []).append(edge)
    return cells


def _edges(raw: bytes) -> Iterator[Edge]:
    """Yield the edges of the polygons, each with the codes on its sides."""
    arcs, shapes = read_topology(raw)
    sides = [["", ""] for _ in arcs]  # left and right of each, along its points
    for code, polygons in shapes.items():
        for rings in polygons:
            for ring in rings:  # the first goes around the polygon, the others around its holes
                left = (_area(ring_points(ring, arcs)) > 0) == (ring is rings[0])
                for arc in ring:
                    sides[max(arc, ~arc)][left == (arc < 0)] = code
    for points, (left_code, right_code) in zip(arcs, sides, strict=True):
        for (x0, y0), (x1, y1) in pairwise(points):
            slope = (x1 - x0) / (y1 - y0) if y1 != y0 else 0.0
            if y0 <= y1:
                yield x0, y0, x1, y1, slope, left_code, right_code
            else:
                yield x1, y1, x0, y0, slope, right_code, left_code


def _area(ring: Sequence[Point]) -> float:
    """Return twice the area of a ring: above zero if it turns counter-clockwise."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))


def _near(edges: Sequence[Edge], x: float, y: float) -> list[tuple[float, str]]:
    """Return the MRC of each edge within `NEAR` metres, with its distance.

    The distance is that on a plane which touches the Earth at the point.
    """
    close: list[tuple[float, str]] = []
    for x0, y0, x1, y1, _, west, east in edges:
        if (
            y0 - _MARGIN < y < y1 + _MARGIN
            and (x0 - _MARGIN < x or x1 - _MARGIN < x)
            and (x < x0 + _MARGIN or x < x1 + _MARGIN)
        ):
            scale = cos(radians(y))
            dx, dy = (x1 - x0) * scale, y1 - y0
            left, down = (x0 - x) * scale, y0 - y
            length = dx * dx + dy * dy
            along = max(0.0, min(1.0, -(left * dx + down * dy) / length)) if length else 0.0
            metres = hypot(left + along * dx, down + along * dy) * _METRES
            if metres <= NEAR:
                close += [(metres, mrc) for mrc in (west, east) if mrc]
    return close
