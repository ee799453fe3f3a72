"""The map as one SVG file: titles for those who do not see it, no script, no outside request."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from poles_cli.base.errors import N_
from poles_cli.base.text import one_line
from poles_cli.directory.collections import regions
from poles_cli.output.cards.labels import said
from poles_cli.output.cards.map import remarks
from poles_cli.output.context import Context
from poles_cli.output.map.outlines import Frame, Inset, Outline, Point, frame, insets, outlines
from poles_cli.output.result import Result
from poles_cli.records.model import Record

_WIDTH, _LEFT, _TOP = 960, 20, 60
_MAIN, _SIDE = 560, 340  # pixels across Québec, and across the first inset
_SMALL = 230  # pixels across the other insets
_LETTERS = 150  # in a line of the notes

_STYLE = """
  svg { background: #fff; fill: #1c2b33; font-family: system-ui, "DejaVu Sans", sans-serif; }
  .region { fill: #d9bfd6; stroke: #fff; stroke-width: 1; stroke-linejoin: round; }
  .t0 { fill: #a8cfc4; } .t1 { fill: #c3d9ae; } .t2 { fill: #b5c9e2; } .t3 { fill: #e3d3a8; }
  .marked { fill: #8f2d56; }
  .outside { fill: #f4f3ef; } .edge { fill: none; stroke: #7b8f99; }
  .number { font-size: 13px; font-weight: 600; text-anchor: middle; dominant-baseline: central; }
  .number.on { fill: #fff; }
  .head { font-size: 22px; font-weight: 600; } .sub { font-size: 13px; font-weight: 600; }
  .name { font-size: 12px; font-weight: 600; } .slug { font-size: 11px; fill: #45606d; }
  .chosen { fill: #8f2d56; } .note { font-size: 11px; fill: #45606d; }
"""


class _View(NamedTuple):
    """Where a frame of the plane stands in the picture."""

    around: Frame
    x: float
    y: float
    width: float

    @property
    def scale(self) -> float:
        return self.width / self.around.width

    @property
    def height(self) -> float:
        return self.around.height * self.scale

    def at(self, point: Point) -> Point:
        """Return a point of the plane in pixels."""
        left = self.x + (point[0] - self.around.left) * self.scale
        return left, self.y + (self.around.top - point[1]) * self.scale

    def holds(self, point: Point) -> bool:
        """Whether a point of the plane stands in the frame, its number with it."""
        room = 8 / self.scale
        inside = self.around
        return (
            inside.left + room < point[0] < inside.right - room
            and inside.bottom + room < point[1] < inside.top - room
        )


def write_svg(result: Result, context: Context) -> Iterator[str]:
    """Yield the drawing; the regions of `result` are filled in when they are not all of them."""
    every = regions(context.directory)
    chosen = {record["code"] for record in result.records}
    yield from _drawing(every, chosen if len(chosen) < len(every) else set(), context)


def _drawing(every: Sequence[Record], marked: Collection[str], context: Context) -> Iterator[str]:
    directory, language, t = context.directory, context.language, context.translate
    shapes = outlines(directory)
    names = {record["code"]: _title(record) for record in every}
    tints = region_tints(shapes)
    whole = _View(frame(shapes).grown(0.005), _LEFT, _TOP, _MAIN)
    views = _inset_views(insets(directory, shapes), whole)
    legend_top = max([whole.y + whole.height, *(view.y + view.height for _, view in views)]) + 30
    legend, legend_height = _legend(every, marked, legend_top)
    notes = [*remarks(directory, t, language)]
    notes += [said(text, language) for text in directory.info.get("attributions", ())]
    lines = [line for note in notes for line in textwrap.wrap(note, _LETTERS)]
    notes_top = legend_top + legend_height + 20
    height = round(notes_top + 15 * len(lines) + 10)
    title = t(N_("Québec and its {count} regions")).format(count=len(every))
    told = " ".join([*names.values(), *remarks(directory, t, language)])
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
        f' lang="{language}" xml:lang="{language}" aria-labelledby="map-title map-desc">\n'
        f'<title id="map-title">{_escape(title)}</title>\n'
        f'<desc id="map-desc">{_escape(told)}</desc>\n<style>{_STYLE}</style>\n'
    )
    yield _text("head", _LEFT, 36, title)
    fine = {code for inset, _ in views for code in inset.codes}
    yield from _panel(shapes, whole, names, tints, marked, {s.code for s in shapes} - fine)
    for index, (inset, view) in enumerate(views):
        # A region's number stands where it is drawn largest: in the last inset that frames it.
        later = {code for other, _ in views[index + 1 :] for code in other.codes}
        yield _text("sub", view.x, view.y - 8, said(inset.title, language))
        shown = {s.code for s in shapes if view.holds(s.label)} - later
        yield from _inset(shapes, view, f"inset-{index}", names, tints, marked, shown)
    yield from legend
    for index, line in enumerate(lines):
        yield _text("note", _LEFT, notes_top + 15 * index, line)
    yield "</svg>\n"


def _inset_views(found: Sequence[Inset], whole: _View) -> list[tuple[Inset, _View]]:
    """Put the first inset beside Québec at the foot, the others above it, from the bottom up."""
    views = []
    bottom = whole.y + whole.height
    for index, inset in enumerate(found):
        width = _SMALL if index else _SIDE
        view = _View(inset.frame.grown(0.04), _WIDTH - _LEFT - width, 0, width)
        views.append((inset, view._replace(y=bottom - view.height)))
        bottom -= view.height + 40
    return views


def _panel(
    shapes: Sequence[Outline],
    view: _View,
    names: dict[str, str],
    tints: dict[str, int],
    marked: Collection[str],
    numbered: Collection[str],
) -> Iterator[str]:
    """Yield each region's shape, with its title, then the numbers."""
    for shape in shapes:
        kind = "marked" if shape.code in marked else f"t{tints[shape.code]}"
        yield (
            f'<path class="region {kind}" d="{region_path(shape, view.at)}">'
            f"<title>{_escape(names[shape.code])}</title></path>\n"
        )
    for shape in shapes:
        if shape.code in numbered:
            x, y = view.at(shape.label)
            yield _text("number on" if shape.code in marked else "number", x, y, shape.code)


def _inset(
    shapes: Sequence[Outline],
    view: _View,
    name: str,
    names: dict[str, str],
    tints: dict[str, int],
    marked: Collection[str],
    numbered: Collection[str],
) -> Iterator[str]:
    box = f'x="{view.x:.1f}" y="{view.y:.1f}" width="{view.width:.1f}" height="{view.height:.1f}"'
    inside = [shape for shape in shapes if frame([shape]).meets(view.around)]
    yield f'<clipPath id="{name}"><rect {box}/></clipPath>\n<rect class="outside" {box}/>\n'
    yield f'<g clip-path="url(#{name})">\n'
    yield from _panel(inside, view, names, tints, marked, numbered)
    yield f'</g>\n<rect class="edge" {box}/>\n'


def region_path(shape: Outline, at: Callable[[Point], Point]) -> str:
    """Return the path of a region, each point moved by `at` from kilometres to pixels."""
    parts = []
    for ring in shape.rings:
        points = [f"{x:.1f},{y:.1f}" for x, y in map(at, ring[:-1])]
        distinct = [point for index, point in enumerate(points) if point != points[index - 1]]
        parts.append("M" + "L".join(distinct or points[:1]) + "Z")
    return "".join(parts)


def region_tints(shapes: Sequence[Outline]) -> dict[str, int]:
    """Return a tint for each region, so that regions that share points differ."""
    points = {shape.code: {point for ring in shape.rings for point in ring} for shape in shapes}
    near = {
        code: [other for other in points if other != code and own & points[other]]
        for code, own in points.items()
    }
    tints: dict[str, int] = {}
    # Those with most neighbours first: fewer tints are needed.
    for code in sorted(near, key=lambda code: (-len(near[code]), code)):
        taken = {tints.get(other) for other in near[code]}
        tints[code] = next(tint for tint in range(len(points)) if tint not in taken)
    return tints


def _legend(
    every: Sequence[Record], marked: Collection[str], top: float
) -> tuple[list[str], float]:
    """Return the legend in three columns, and how high it is."""
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
            for slugs in textwrap.wrap(", ".join(record["poles"]), 44, break_on_hyphens=False):
                y += line
                found.append(_text("slug", x + 18, y, slugs))
            y += line + 5
        deepest = max(deepest, y)
    return found, deepest - top


def _text(kind: str, x: float, y: float, text: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{_escape(text)}</text>\n'


def _title(record: Record) -> str:
    poles = ", ".join(record["poles"])
    return f"{record['code']} {record['name']}" + (f" ({poles})." if poles else ".")


def _escape(text: str) -> str:
    """Return `text` on one line, with nothing in it that XML or a terminal would obey."""
    return html.escape(one_line(text))
