"""The map as one SVG file: titles for screen readers, no script, no outside request."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from poles_cli.base.text import one_line
from poles_cli.directory.collections import regions
from poles_cli.output.cards.labels import in_language
from poles_cli.output.cards.map import credits_of, legend, map_title, remarks
from poles_cli.output.context import Context
from poles_cli.output.map.outlines import Frame, Outline, Point, insets, outlines
from poles_cli.output.map.views import View, path, views
from poles_cli.output.result import Result
from poles_cli.records.model import Record

_WIDTH, _LEFT, _TOP = 960, 20, 60
_MAIN, _SIDE = 560, 340  # pixels across Québec, and across the first inset
_SMALL = 230  # pixels across the other insets
_LETTERS = 150  # in a line of the notes

_STYLE = """
  svg { background: #fff; fill: #1c2b33; font-family: system-ui, "DejaVu Sans", sans-serif; }
  .region { fill: #d9bfd6; stroke: #fff; stroke-width: 10; stroke-linejoin: round; }
  .t0 { fill: #a8cfc4; } .t1 { fill: #c3d9ae; } .t2 { fill: #b5c9e2; } .t3 { fill: #e3d3a8; }
  .marked { fill: #8f2d56; }
  .outside { fill: #f4f3ef; } .edge { fill: none; stroke: #7b8f99; }
  .number { font-size: 13px; font-weight: 600; text-anchor: middle; dominant-baseline: central; }
  .number.on { fill: #fff; }
  .head { font-size: 22px; font-weight: 600; } .sub { font-size: 13px; font-weight: 600; }
  .name { font-size: 12px; font-weight: 600; } .poles { font-size: 11px; fill: #45606d; }
  .chosen { fill: #8f2d56; } .note { font-size: 11px; fill: #45606d; }
"""


class _Place(NamedTuple):
    """The place of a view in the picture."""

    around: Frame
    x: float
    y: float
    width: float

    @property
    def scale(self) -> float:
        """Pixels per kilometre."""
        return self.width / self.around.width

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.around.height * self.scale

    def at(self, point: Point) -> Point:
        """Return a point of the plane in pixels."""
        left = self.x + (point[0] - self.around.left) * self.scale
        return left, self.y + (self.around.top - point[1]) * self.scale

    def fine(self, point: Point) -> tuple[int, int]:
        """Return a point of the plane in whole tenths of a pixel."""
        x, y = self.at(point)
        return round(10 * x), round(10 * y)


def write_svg(result: Result, context: Context) -> Iterator[str]:
    """Yield the drawing; the regions of `result` are filled unless all are shown."""
    every = regions(context.directory)
    chosen = {record["code"] for record in result.records}
    yield from _drawing(every, chosen if len(chosen) < len(every) else set(), context)


def _drawing(every: Sequence[Record], marked: Collection[str], context: Context) -> Iterator[str]:
    directory, language, t = context.directory, context.language, context.translate
    title = map_title(every, marked, t)
    every = legend(directory, every, marked)
    shapes = outlines(directory)
    names = {record["code"]: _title(record) for record in every}
    tints = {code: f"t{tint}" for code, tint in region_tints(shapes).items()}
    kinds = tints | dict.fromkeys(marked, "marked")
    whole, *others = _placed(views(shapes, insets(directory, shapes)))
    legend_top = max(place.y + place.height for _, place in (whole, *others)) + 30
    key, key_height = _legend(every, marked, legend_top)
    notes = [*remarks(directory, marked, t, language)]
    description = " ".join([*names.values(), *notes])
    notes += [in_language(text, language) for text in credits_of(directory)]
    lines = [line for note in notes for line in textwrap.wrap(note, _LETTERS)]
    notes_top = legend_top + key_height + 20
    height = round(notes_top + 15 * len(lines) + 10)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
        f' lang="{language}" xml:lang="{language}" aria-labelledby="map-title map-desc">\n'
        f'<title id="map-title">{_escape(title)}</title>\n'
        f'<desc id="map-desc">{_escape(description)}</desc>\n<style>{_STYLE}</style>\n'
    )
    yield _text("head", _LEFT, 36, title)
    yield from _panel(*whole, names, kinds)
    for index, (view, place) in enumerate(others):
        name, box = f"inset-{index}", _box(place)
        yield _text("sub", place.x, place.y - 8, in_language(view.title, language))
        yield f'<clipPath id="{name}"><rect {box}/></clipPath>\n<rect class="outside" {box}/>\n'
        yield f'<g clip-path="url(#{name})">\n'
        yield from _panel(view, place, names, kinds)
        yield f'</g>\n<rect class="edge" {box}/>\n'
    yield from key
    for index, line in enumerate(lines):
        yield _text("note", _LEFT, notes_top + 15 * index, line)
    yield "</svg>\n"


def _placed(found: Sequence[View]) -> list[tuple[View, _Place]]:
    """Put the first inset beside Québec at the foot, the others above it, from the bottom up."""
    whole = _Place(found[0].frame, _LEFT, _TOP, _MAIN)
    places = [whole]
    bottom = whole.y + whole.height
    for index, view in enumerate(found[1:]):
        width = _SMALL if index else _SIDE
        place = _Place(view.frame, _WIDTH - _LEFT - width, 0, width)
        places.append(place._replace(y=bottom - place.height))
        bottom -= place.height + 40
    return list(zip(found, places, strict=True))


def _panel(
    view: View, place: _Place, names: dict[str, str], kinds: dict[str, str]
) -> Iterator[str]:
    """Yield each region's shape, with its title, then the numbers."""
    yield '<g transform="scale(0.1)">\n'
    for shape in view.shapes:
        yield (
            f'<path class="region {kinds[shape.code]}" d="{path(shape.rings, place.fine)}">'
            f"<title>{_escape(names[shape.code])}</title></path>\n"
        )
    yield "</g>\n"
    for shape in view.shapes:
        if shape.code in view.numbered:
            kind = "number on" if kinds[shape.code] == "marked" else "number"
            yield _text(kind, *place.at(shape.label), shape.code)


def _box(place: _Place) -> str:
    return (
        f'x="{place.x:.1f}" y="{place.y:.1f}" width="{place.width:.1f}" height="{place.height:.1f}"'
    )


def region_tints(shapes: Sequence[Outline]) -> dict[str, int]:
    """Return a tint for each region, so that regions that share points differ."""
    points = {shape.code: {point for ring in shape.rings for point in ring} for shape in shapes}
    near = {
        code: [other for other in points if other != code and own & points[other]]
        for code, own in points.items()
    }
    tints: dict[str, int] = {}
    # Regions with most neighbours first, to need fewer tints.
    for code in sorted(near, key=lambda code: (-len(near[code]), code)):
        taken = {tints.get(other) for other in near[code]}
        tints[code] = next(tint for tint in range(len(points)) if tint not in taken)
    return tints


def _legend(
    every: Sequence[Record], marked: Collection[str], top: float
) -> tuple[list[str], float]:
    """Return the legend in three columns, and its height."""
    columns, line = 3, 15
    width = (_WIDTH - 2 * _LEFT) / columns
    share = -(-len(every) // columns)
    found, deepest = [], top
    for column in range(columns):
        x, y = _LEFT + column * width, top
        for record in every[column * share : (column + 1) * share]:
            chosen = record["code"] in marked
            sign = "▶ " if chosen else ""
            text = f"{sign}{record['code']} {record['name']}"
            found.append(_text("name chosen" if chosen else "name", x, y, text))
            for poles in textwrap.wrap(", ".join(record["poles"]), 44, break_on_hyphens=False):
                y += line
                found.append(_text("poles", x + 18, y, poles))
            y += line + 5
        deepest = max(deepest, y)
    return found, deepest - top


def _text(kind: str, x: float, y: float, text: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{_escape(text)}</text>\n'


def _title(record: Record) -> str:
    poles = ", ".join(record["poles"])
    return f"{record['code']} {record['name']}" + (f" ({poles})." if poles else ".")


def _escape(text: str) -> str:
    """Return `text` on one line, safe in XML and on a terminal."""
    return html.escape(one_line(text))
