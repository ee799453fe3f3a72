"""Lay out the whole map for a terminal: Québec, its insets and the legend, by width."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence
from itertools import chain, repeat
from typing import NamedTuple

from poles_cli.base.i18n import Language
from poles_cli.output.blocks import Line
from poles_cli.output.map.canvas import Panel, draw_panel, rows_for
from poles_cli.output.map.views import View
from poles_cli.records.model import Record

_GAP = 2
_LEGEND = 34  # the longest slug, indented
_WIDEST = 60  # a larger picture would not fit the height of a screen
_INSET = (44, 30)  # columns of the first inset, and at most of the others


class Look(NamedTuple):
    """The terminal's abilities: its columns, braille or ASCII, the sign of a marked region."""

    width: int
    braille: bool = True
    sign: str = "▶"


def map_lines(
    views: Sequence[View],
    regions: Sequence[Record],
    marked: Collection[str],
    look: Look,
    language: Language,
) -> list[Line]:
    """Return the map; `regions` are the records of the legend, `marked` the codes to fill."""

    def drawn(view: View, columns: int) -> list[Line]:
        numbered = view.home if view.title else ()
        rows = rows_for(view.frame, columns)
        panel = Panel(view.frame, columns, rows, marked, numbered, look.braille)
        title: list[Line] = [[(view.title[language], "aside")]] if view.title else []
        return [*title, *draw_panel(view.shapes, panel)]

    legend = _legend(regions, marked, look)
    three = look.width >= _WIDEST + _INSET[0] + _LEGEND
    two = not three and look.width >= 2 * _LEGEND + _GAP
    taken = _INSET[0] + _GAP if three else 0
    taken += _LEGEND + _GAP if three or two else 0
    main = min(_WIDEST, look.width - taken)
    whole = drawn(views[0], main)
    room = main if two else look.width
    columns = chain(_INSET[:1], repeat(_INSET[1]))
    parts = [drawn(view, min(next(columns), room)) for view in views[1:]]
    if three:
        return _beside([(whole, main), (_stacked(parts), _INSET[0]), (legend, _LEGEND)])
    if two:
        left, right = _stacked([whole, *parts[:1]]), _stacked([legend, *parts[1:]])
        return _beside([(left, main), (right, _LEGEND)])
    return _stacked([whole, *parts, legend])


def _legend(regions: Sequence[Record], marked: Collection[str], look: Look) -> list[Line]:
    """Return the code and name of each region, then its pôles."""
    lines: list[Line] = []
    width = min(_LEGEND, look.width)
    for region in regions:
        chosen = region["code"] in marked
        sign = f"{look.sign} " if chosen else "  "
        line: Line = [(sign + region["code"] + " ", "mark" if chosen else "label")]
        line.append((region["name"], "mark" if chosen else "name"))
        poles = ", ".join(region["poles"])
        if _length(line) + _GAP + len(poles) <= width:
            lines.append([*line, ("  " + poles, "aside")] if poles else line)
            continue
        lines.append(line)
        for text in textwrap.wrap(poles, max(1, width - 5), break_on_hyphens=False):
            lines.append([(" " * 5 + text, "aside")])
    return lines


def _stacked(parts: Sequence[list[Line]]) -> list[Line]:
    """Put parts one under the other, with an empty line between them."""
    lines: list[Line] = []
    for part in parts:
        lines += [[], *part] if lines else part
    return lines


def _beside(columns: Sequence[tuple[list[Line], int]]) -> list[Line]:
    """Put columns side by side, each with its given width."""
    height = max(len(lines) for lines, _ in columns)
    found: list[Line] = []
    for row in range(height):
        line: Line = []
        for lines, width in columns:
            cells = lines[row] if row < len(lines) else []
            line += [*cells, (" " * (width - _length(cells) + _GAP), "")]
        found.append(_trimmed(line))
    return found


def _trimmed(line: Line) -> Line:
    """Remove the spaces at the end of a line."""
    while line and not line[-1][0].strip():
        line = line[:-1]
    return line


def _length(line: Line) -> int:
    return sum(len(text) for text, _ in line)
