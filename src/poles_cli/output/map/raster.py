"""Draw outlines on a grid of dots: the region of each dot, and the dots of its border."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from poles_cli.output.map.outlines import Frame, Outline, Point

Grid = list[list[str]]  # rows from the north; the code of the region at each dot, or ""


def raster(outlines: Sequence[Outline], frame: Frame, width: int, height: int) -> Grid:
    """Return the grid of `width` × `height` dots over `frame`.

    A dot belongs to the region that contains its centre; an island without any centre gets the dot
    nearest to its middle, so that nothing vanishes.
    """
    grid = [[""] * width for _ in range(height)]
    across, down = width / frame.width, height / frame.height
    small = []
    for outline in outlines:
        for ring in outline.rings:
            dots = [((x - frame.left) * across, (frame.top - y) * down) for x, y in ring]
            if not _fill(grid, dots, outline.code):
                small.append((dots, outline.code))
    if small:
        counts = Counter(code for row in grid for code in row)
        for dots, code in small:
            _keep(grid, dots, code, counts)
    return grid


def border(grid: Grid, row: int, column: int) -> bool:
    """Return True if a dot is on a line: at the water's edge, or beside another region.

    Only one of two regions draws their border, so that lines are one dot thick.
    """
    code = grid[row][column]
    if not code:
        return False
    for down, right in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        near_row, near_column = row + down, column + right
        if not (0 <= near_row < len(grid) and 0 <= near_column < len(grid[row])):
            continue  # the edge of the picture is not a border
        near = grid[near_row][near_column]
        if near != code and (not near or down + right > 0):
            return True
    return False


def _fill(grid: Grid, ring: list[Point], code: str) -> bool:
    """Give `code` to the dots whose centres are inside a ring; return True if there were any."""
    height, width = len(grid), len(grid[0])
    crossings: dict[int, list[float]] = {}
    for (x1, y1), (x2, y2) in pairwise(ring):
        if y1 == y2:
            continue
        if y1 > y2:
            x1, y1, x2, y2 = x2, y2, x1, y1
        slope = (x2 - x1) / (y2 - y1)
        # Rows whose centre (row + ½) lies in [y1, y2): each crossing counts once.
        for row in range(max(0, _above(y1)), min(height, _above(y2))):
            crossings.setdefault(row, []).append(x1 + (row + 0.5 - y1) * slope)
    filled = False
    for row, xs in crossings.items():
        xs.sort()
        for start, end in zip(xs[::2], xs[1::2], strict=True):
            for column in range(max(0, _above(start)), min(width, _above(end))):
                grid[row][column] = code
                filled = True
    return filled


def _above(value: float) -> int:
    """Return the first dot with its centre at `value` or beyond."""
    return -int(-(value - 0.5) // 1)


def _keep(grid: Grid, ring: list[Point], code: str, dots: Counter[str]) -> None:
    """Give `code` to a dot near the middle of a ring that is in the picture.

    `dots` counts the dots of each region, so that none loses its only dot.
    """
    middle_x = sum(x for x, _ in ring) / len(ring)
    middle_y = sum(y for _, y in ring) / len(ring)
    if not (0 <= middle_x < len(grid[0]) and 0 <= middle_y < len(grid)):
        return
    near = [
        ((column + 0.5 - middle_x) ** 2 + (row + 0.5 - middle_y) ** 2, row, column)
        for row in range(max(0, int(middle_y) - 1), min(len(grid), int(middle_y) + 2))
        for column in range(max(0, int(middle_x) - 1), min(len(grid[0]), int(middle_x) + 2))
        if not grid[row][column] or dots[grid[row][column]] > 1
    ]
    if near:
        _, row, column = min(near)
        dots.subtract([grid[row][column]])
        dots.update([code])
        grid[row][column] = code
