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


class Panel(NamedTuple):
    """A view, the box it shows (x, y, width, height), and the size of its numbers."""

    view: View
    box: tuple[int, int, int, int]
    size: int


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
    return Drawing({s.code: path(s, at) for s in shapes}, panels, settings.get("note"))


def _panel(view: View) -> Panel:
    around = view.frame
    width, height = round(around.width * _UNIT), round(around.height * _UNIT)
    size = round(around.width * _UNIT * (_INSET_NUMBER if view.title else _NUMBER))
    return Panel(view, (*at((around.left, around.top)), width, height), size)


def at(point: Point) -> tuple[int, int]:
    """Return a point of the plane in units of the drawing."""
    return round(point[0] * _UNIT), round(-point[1] * _UNIT)
