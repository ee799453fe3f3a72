"""Draw charts and totals as lines of characters, laid out to a width."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import NamedTuple

from poles_cli.output.blocks import Aside, Chart, Drawing, Figure, Line, Total

_UNDER = 5  # columns before the aside of a line
_WIDEST_BAR = 40
_NARROWEST = 10

Words = Callable[[Aside], str]


class Look(NamedTuple):
    """The width of lines, and the glyphs of bars, from the thinnest to a full column."""

    width: int = 80
    glyphs: str = "#"


def drawn_lines(block: Drawing | Chart | Total, look: Look, words: Words) -> list[Line]:
    """Return the lines of a drawn block; `words` turns an aside into text."""
    match block:
        case Total():
            return _total_lines(block, look, words)
        case Chart():
            return _chart_lines(block, look, words)
    return block.lines


def _total_lines(total: Total, look: Look, words: Words) -> list[Line]:
    """Return a total in words, its aside, and an empty line."""
    text = f"{total.lead} {', '.join(total.amounts)}"
    lines = textwrap.wrap(text, max(_NARROWEST, look.width - 2))
    return [
        *([("  ", ""), (line, "name")] for line in lines),
        *_under(total.aside, look, words),
        [],
    ]


def _chart_lines(chart: Chart, look: Look, words: Words) -> list[Line]:
    """Return a heading, then one line per figure, with its aside.

    Columns are the label, the year if there is one, the first amount with its bar, the other
    amounts. A bar of 1 fills its column.
    """
    cells = [[figure.label, figure.when, *figure.amounts] for figure in chart.figures]
    title, *others = chart.headings
    wide = [max(map(len, column)) for column in zip(["", "", "", *others], *cells, strict=True)]
    spare = look.width - sum(width + 2 for width in wide if width)
    stacked = spare < 0  # too narrow for a label and its amounts
    drawn = any(figure.bars[0] for figure in chart.figures)
    bar = max(0, min(spare - 1, _WIDEST_BAR)) if drawn else 0
    middle = max(wide[2] + (bar + 1 if bar else 0), min(len(title), wide[2] + max(spare, 0)))
    left = _UNDER - 2 if stacked else sum(width + 2 for width in wide[:2] if width)
    head = " " * (left + 2) + title.ljust(middle) + _right(others, wide[3:])
    lines: list[Line] = [[(head[: look.width], "aside")]]
    for figure in chart.figures:
        lines += _start(figure, wide, left, stacked)
        length = f" {_bar(bar * figure.bars[0], look.glyphs)}" if bar else ""
        lines[-1] += [
            (f"  {figure.amounts[0]:>{wide[2]}}", ""),
            (length.ljust(middle - wide[2]), "bar"),
            (_right(figure.amounts[1:], wide[3:]), ""),
        ]
        lines += _under(figure.aside, look, words)
    return lines


def _start(figure: Figure, wide: list[int], left: int, stacked: bool) -> list[Line]:
    """Return the start of a figure's line: after its label and year, or under them."""
    if stacked:
        when = f"  {figure.when}" if figure.when else ""
        return [[("  ", ""), (figure.label, "name"), (when, "")], [(" " * left, "")]]
    when = f"  {figure.when:<{wide[1]}}" if wide[1] else ""
    return [[("  ", ""), (f"{figure.label:<{wide[0]}}", "name"), (when, "")]]


def _right(cells: list[str], wide: list[int]) -> str:
    return "".join(f"  {cell:>{width}}" for cell, width in zip(cells, wide, strict=True))


def _under(aside: Aside, look: Look, words: Words) -> list[Line]:
    width = max(_NARROWEST, look.width - _UNDER)
    lines = textwrap.wrap(words(aside), width, break_on_hyphens=False)
    return [[(" " * _UNDER + line, "aside")] for line in lines]


def _bar(length: float, glyphs: str) -> str:
    """Return a bar `length` columns long, as exactly as the glyphs allow."""
    steps = len(glyphs)
    columns, part = divmod(round(length * steps), steps)
    if length and not columns and not part:
        part = 1
    return glyphs[-1] * columns + (glyphs[part - 1] if part else "")
