"""The map as the page draws it: each outline once, and panels that show a part of the plane."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from poles_cli.directory.directory import Directory
from poles_cli.output.map.outlines import Frame, Inset, Outline, Point, frame, insets, outlines
from poles_cli.records.model import Bilingual

_UNIT = 5  # units of the drawing in a kilometre: finer than the boundaries are
_NUMBER = 0.024  # height of a number, as a share of the width of Québec
_INSET_NUMBER = 0.042


class Mark(NamedTuple):
    """A region in a panel: its code, and where its number stands if it has one there.

    `home` is true in the panel that stands for it: of all its shapes, the one that Tab reaches.
    """

    code: str
    number: tuple[int, int] | None
    home: bool


class Panel(NamedTuple):
    """A part of the plane: the box it shows (x, y, width, height), and the size of its numbers."""

    title: Bilingual | None
    box: tuple[int, int, int, int]
    size: int
    marks: list[Mark]


class Drawing(NamedTuple):
    """Each region's path by its code; all Québec, then the insets; what must be said of lines."""

    paths: dict[str, str]
    panels: list[Panel]
    note: Bilingual | None


def drawing(directory: Directory) -> Drawing | None:
    """Return the map of the dataset, or None where it has none."""
    settings = directory.info.get("map")
    if settings is None:
        return None
    shapes = outlines(directory)
    corners = insets(directory, shapes)
    paths = {shape.code: _path(shape) for shape in shapes}
    return Drawing(paths, [_whole(shapes, corners), *_parts(shapes, corners)], settings.get("note"))


def _whole(shapes: Sequence[Outline], corners: Sequence[Inset]) -> Panel:
    around = frame(shapes).grown(0.005)
    finer = {code for corner in corners for code in corner.codes}
    marks = [
        Mark(s.code, None if s.code in finer else _at(s.label), s.code not in finer) for s in shapes
    ]
    return Panel(None, _box(around), round(around.width * _UNIT * _NUMBER), marks)


def _parts(shapes: Sequence[Outline], corners: Sequence[Inset]) -> list[Panel]:
    """A region's number stands where it is drawn largest: in the last inset that is about it."""
    panels = []
    for index, corner in enumerate(corners):
        around = corner.frame.grown(0.04)
        later = {code for other in corners[index + 1 :] for code in other.codes}
        marks = []
        for shape in shapes:
            if frame([shape]).meets(around):
                shown = _holds(around, shape.label) and shape.code not in later
                home = shape.code in corner.codes and shape.code not in later
                marks.append(Mark(shape.code, _at(shape.label) if shown else None, home))
        size = round(around.width * _UNIT * _INSET_NUMBER)
        panels.append(Panel(corner.title, _box(around), size, marks))
    return panels


def _box(around: Frame) -> tuple[int, int, int, int]:
    x, y = _at((around.left, around.top))
    return x, y, round(around.width * _UNIT), round(around.height * _UNIT)


def _at(point: Point) -> tuple[int, int]:
    return round(point[0] * _UNIT), round(-point[1] * _UNIT)


def _holds(around: Frame, point: Point) -> bool:
    """Whether a point stands in a frame, with room for a number."""
    inside = around.grown(-0.03)
    x, y = point
    return inside.left < x < inside.right and inside.bottom < y < inside.top


def _path(shape: Outline) -> str:
    """Return a region's path, each point told from the one before: short, and exact."""
    parts = []
    for ring in shape.rings:
        points = [_at(point) for point in ring[:-1]]
        parts.append(f"M{points[0][0]} {points[0][1]}l{_steps(points)}z")
    return "".join(parts)


def _steps(points: Sequence[tuple[int, int]]) -> str:
    text = ""
    for (x0, y0), (x1, y1) in pairwise(points):
        for step in (x1 - x0, y1 - y0):
            text += str(step) if step < 0 or not text else f" {step}"
    return text
