"""The map as the page draws it: each outline once, and panels that show a part of the plane."""

from __future__ import annotations

from typing import NamedTuple

from poles_cli.directory.directory import Directory
from poles_cli.output.map.outlines import Point, insets, outlines
from poles_cli.output.map.views import View, path, views
from poles_cli.records.model import Bilingual

_UNIT = 5  # units of the drawing in a kilometre: finer than the boundaries are
_NUMBER = 0.024  # height of a number, as a share of the width of Québec
_INSET_NUMBER = 0.042


class Mark(NamedTuple):
    """A region in a panel: its code, and where its number stands if it has one there.

    `home` is true in the panel that draws it largest: of all its shapes, the one that Tab reaches.
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
    """Return the map of the dataset, or None if it has none."""
    settings = directory.info.get("map")
    if settings is None:
        return None
    shapes = outlines(directory)
    panels = [_panel(view) for view in views(shapes, insets(directory, shapes))]
    paths = {shape.code: path(shape, _at) for shape in shapes}
    return Drawing(paths, panels, settings.get("note"))


def _panel(view: View) -> Panel:
    around = view.frame
    x, y = _at((around.left, around.top))
    box = x, y, round(around.width * _UNIT), round(around.height * _UNIT)
    size = round(around.width * _UNIT * (_INSET_NUMBER if view.title else _NUMBER))
    marks = [
        Mark(s.code, _at(s.label) if s.code in view.numbered else None, s.code in view.home)
        for s in view.shapes
    ]
    return Panel(view.title, box, size, marks)


def _at(point: Point) -> tuple[int, int]:
    return round(point[0] * _UNIT), round(-point[1] * _UNIT)
