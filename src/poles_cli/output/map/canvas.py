"""Draw a part of the map as lines of characters: braille dots, or ASCII without braille."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from poles_cli.output.blocks import Line
from poles_cli.output.map.outlines import Frame, Outline
from poles_cli.output.map.raster import Grid, border, raster

ACROSS, DOWN = 2, 4  # dots in a character cell

# Bits to add to U+2800, by row and column of the dot.
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class Panel(NamedTuple):
    """A frame to draw over `columns` × `rows` cells, with the regions in `marked` filled.

    Numbers are drawn if they fit; those of `numbered` regions are always drawn.
    """

    frame: Frame
    columns: int
    rows: int
    marked: Collection[str] = ()
    numbered: Collection[str] = ()
    braille: bool = True


def rows_for(frame: Frame, columns: int) -> int:
    """Return the number of rows of cells that keep a frame's proportions over `columns`."""
    return max(1, round(frame.height / frame.width * columns * ACROSS / DOWN))


def draw_panel(outlines: Sequence[Outline], panel: Panel) -> list[Line]:
    """Return the lines of the panel, each exactly `columns` wide."""
    grid = raster(outlines, panel.frame, panel.columns * ACROSS, panel.rows * DOWN)
    glyph = _braille if panel.braille else _ascii
    cells = [
        [_cell(grid, row, column, panel.marked, glyph) for column in range(panel.columns)]
        for row in range(panel.rows)
    ]
    for outline in outlines:
        place = _place(grid, outline, panel)
        if place is not None:
            row, column = place
            role = "mark" if outline.code in panel.marked else "label"
            for offset, character in enumerate(outline.code):
                cells[row][column + offset] = (character, role)
    return [_runs(line) for line in cells]


def _cell(
    grid: Grid, row: int, column: int, marked: Collection[str], glyph: Callable[[list[bool]], str]
) -> tuple[str, str]:
    """Return the character and the role of one cell."""
    lit, role = [], "line"
    for down in range(DOWN):
        for right in range(ACROSS):
            at_row, at_column = row * DOWN + down, column * ACROSS + right
            edge = border(grid, at_row, at_column)
            if grid[at_row][at_column] in marked:
                role = "mark"
                # A marked region is filled; the border between two marked regions stays empty.
                edge = not edge or not _between(grid, at_row, at_column, marked)
            lit.append(edge)
    return glyph(lit), role


def _between(grid: Grid, row: int, column: int, marked: Collection[str]) -> bool:
    """Return True if this dot is a border only between marked regions."""
    code = grid[row][column]
    near = [
        grid[row + down][column + right]
        for down, right in ((0, 1), (1, 0))
        if row + down < len(grid) and column + right < len(grid[row])
    ]
    return any(other in marked and other != code for other in near)


def _braille(lit: list[bool]) -> str:
    code = 0
    for index, on in enumerate(lit):
        if on:
            code |= _BITS[index // ACROSS][index % ACROSS]
    return chr(0x2800 + code) if code else " "


def _ascii(lit: list[bool]) -> str:
    """Return a character for the positions of a cell's dots: all over, above, below or both."""
    if all(lit):
        return "#"
    half = len(lit) // 2
    above, below = any(lit[:half]), any(lit[half:])
    if above and below:
        return ":"
    return "'" if above else "." if below else " "


def _place(grid: Grid, outline: Outline, panel: Panel) -> tuple[int, int] | None:
    """Return the row and first column of a region's number: inside it, close to its label point.

    Return None if it does not fit and is not required.
    """
    frame, wide = panel.frame, len(outline.code)
    x = (outline.label[0] - frame.left) / frame.width * panel.columns - wide / 2
    y = (frame.top - outline.label[1]) / frame.height * panel.rows - 0.5
    best: tuple[int, float, int, int] | None = None
    for row in range(panel.rows):
        middle = grid[row * DOWN + DOWN // 2]
        if outline.code not in middle:
            continue
        for column in range(panel.columns - wide + 1):
            if middle[column * ACROSS + wide] != outline.code:
                continue
            spare = _spare(grid, row, column, wide, outline.code)
            if spare > 2:
                continue
            rank = (spare, (row - y) ** 2 * 4 + (column - x) ** 2, row, column)
            if best is None or rank < best:
                best = rank
    if best is not None:
        return best[2], best[3]
    if outline.code in panel.numbered:
        row = min(max(round(y), 0), panel.rows - 1)
        return row, min(max(round(x), 0), panel.columns - wide)
    return None


def _spare(grid: Grid, row: int, column: int, wide: int, code: str) -> int:
    """Return the number of dots under a region's number that are outside the region."""
    return sum(
        grid[row * DOWN + down][column * ACROSS + right] != code
        for down in range(DOWN)
        for right in range(wide * ACROSS)
    )


def _runs(cells: list[tuple[str, str]]) -> Line:
    """Join neighbouring cells of one role."""
    runs: Line = []
    for character, role in cells:
        if runs and (runs[-1][1] == role or character == " "):
            runs[-1] = (runs[-1][0] + character, runs[-1][1])
        else:
            runs.append((character, role))
    return runs
