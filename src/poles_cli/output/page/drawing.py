"""Draw the map of the page: each territory once, and panels that show a part of the plane."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from poles_cli.directory.directory import Directory
from poles_cli.output.map.outlines import Frame, Outline, Point, frame, insets, outlines
from poles_cli.output.map.territories import Territory, land, territories
from poles_cli.output.map.views import View, path, views
from poles_cli.records.model import Bilingual

_UNIT = 5  # units of the drawing per kilometre: finer than the boundaries
_NUMBER = 0.024  # height of a number, as a share of the width of Québec
_INSET_NUMBER = 0.042
_GRAIN = 0.004  # how far a line may move, as a share of what is drawn: a pixel or two of a phone


class Area(NamedTuple):
    """A territory: its region and pôles, a colour unlike its neighbours', its path, its extent."""

    region: str
    poles: tuple[str, ...]
    colour: int
    path: str
    frame: Frame


class Panel(NamedTuple):
    """A view, the box it shows (x, y, width, height), the size of its numbers, areas by index."""

    view: View
    box: tuple[int, int, int, int]
    size: int
    areas: list[int]


class Drawing(NamedTuple):
    """Each territory, the land; all Québec, then the insets; the note on lines."""

    areas: list[Area]
    land: str
    panels: list[Panel]
    note: Bilingual | None


def drawing(directory: Directory) -> Drawing | None:
    """Return the map of the dataset, or None if it has none."""
    settings = directory.info.get("map")
    if settings is None:
        return None
    shapes = outlines(directory)
    seen = views(shapes, insets(directory, shapes))

    def grain(point: Point) -> float:
        # A point of an MRC may be outside every view, since the views frame the regions.
        widths = [view.frame.width for view in seen if view.frame.holds(point)]
        return _GRAIN * min(widths, default=seen[0].frame.width)

    areas = [_area(territory) for territory in territories(directory, grain)]
    panels = [_panel(view, areas) for view in seen]
    return Drawing(
        areas,
        _path(land(directory, grain)),
        panels,
        settings.get("note"),
    )


def _area(territory: Territory) -> Area:
    region, poles, rings, colour = territory
    around = frame([Outline(region, rings, (0, 0))])
    return Area(region, poles, colour, _path(rings), around)


def _path(rings: Iterable[list[Point]]) -> str:
    """Return the path of rings; islands smaller than a unit are left out."""
    return path([ring for ring in rings if len({at(point) for point in ring}) > 2], at)


def _panel(view: View, areas: list[Area]) -> Panel:
    around = view.frame
    width, height = round(around.width * _UNIT), round(around.height * _UNIT)
    size = round(around.width * _UNIT * (_INSET_NUMBER if view.title else _NUMBER))
    seen = [index for index, area in enumerate(areas) if area.frame.meets(around)]
    return Panel(view, (*at((around.left, around.top)), width, height), size, seen)


def at(point: Point) -> tuple[int, int]:
    """Return a point of the plane in units of the drawing."""
    return round(point[0] * _UNIT), round(-point[1] * _UNIT)
