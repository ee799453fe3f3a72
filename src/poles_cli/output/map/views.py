"""The parts of the drawn map, for the page and the SVG file: all Québec, then its insets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from poles_cli.output.map.outlines import Frame, Inset, Outline, Point, frame
from poles_cli.records.model import Bilingual


class View(NamedTuple):
    """A part of the plane that is drawn separately, and the regions visible in it.

    `numbered` are those with their number in it, `home` those with their largest drawing in it.
    """

    title: Bilingual | None
    frame: Frame
    shapes: list[Outline]
    numbered: frozenset[str]
    home: frozenset[str]


def views(shapes: Sequence[Outline], insets: Sequence[Inset]) -> list[View]:
    """Return all Québec, then the insets; a region's number is where it is drawn largest."""
    codes = {shape.code for shape in shapes}
    finer = {code for inset in insets for code in inset.codes}
    rest = frozenset(codes - finer)
    found = [View(None, frame(shapes).grown(0.005), list(shapes), rest, rest)]
    for index, inset in enumerate(insets):
        around = inset.frame.grown(0.04)
        seen = [shape for shape in shapes if frame([shape]).meets(around)]
        later = {code for other in insets[index + 1 :] for code in other.codes}
        held = {shape.code for shape in seen if around.grown(-0.03).holds(shape.label)}
        home = frozenset(set(inset.codes) & codes - later)
        found.append(View(inset.title, around, seen, frozenset(held - later), home))
    return found


def path(rings: Sequence[Sequence[Point]], at: Callable[[Point], tuple[int, int]]) -> str:
    """Return the path of a region's rings, each point relative to the one before: short, exact.

    `at` moves a point from kilometres to whole units of the drawing; a ring that is smaller than a
    unit becomes a point, which shows nothing.
    """
    parts = []
    for ring in rings:
        points = [at(point) for point in ring[:-1]]
        parts.append(f"M{points[0][0]} {points[0][1]}l{_steps(points)}z")
    return "".join(parts)


def _steps(points: Sequence[tuple[int, int]]) -> str:
    text = ""
    for (x0, y0), (x1, y1) in pairwise(points):
        for step in (x1 - x0, y1 - y0):
            text += str(step) if step < 0 or not text else f" {step}"
    return text
