"""Figures as small charts: bars only where figures of one series may be set side by side."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from poles_cli.directory.directory import Directory
from poles_cli.directory.figures import MEASURES, every_figure, year
from poles_cli.records.model import Record


class Line(NamedTuple):
    """One figure, and the length of each measure's bar, per cent; no bar where nothing compares.

    `again` marks a second figure for the same place: another reading, not one more to compare.
    """

    figure: Record
    bars: dict[str, float]
    again: bool = False


class Group(NamedTuple):
    """Figures of one year that share their scales; without a year they share none."""

    year: str
    lines: list[Line]


class Chart(NamedTuple):
    """A series: all of Québec, then the parts, then the other measures of its portrait."""

    series: Record
    whole: list[Record]
    groups: list[Group]
    measures: list[Record]


def charts(directory: Directory) -> list[Chart]:
    """Return a chart for each series that has figures, in the dataset's order."""
    figures = every_figure(directory)
    found = []
    for series in directory.series:
        rows = [figure for figure in figures if figure["series"] == series["id"]]
        measures = [m for m in directory.measures if m["series"] == series["id"]]
        whole = [row for row in rows if row["kind"] == "quebec"]
        parts = [row for row in rows if row["kind"] != "quebec"]
        if rows or measures:
            found.append(Chart(series, whole, _groups(series, parts), measures))
    return found


def _groups(series: Record, parts: list[Record]) -> list[Group]:
    if not series["comparable"]:
        return [Group("", [Line(row, {}) for row in parts])] if parts else []
    return [
        Group(when, _lines(list(rows))) for when, rows in groupby(sorted(parts, key=year), key=year)
    ]


def _lines(rows: list[Record]) -> list[Line]:
    places = {row["slug"] for row in rows}
    largest = {}
    for measure in MEASURES:
        known = [row[f"{measure}_value"] for row in rows if measure in row]
        largest[measure] = max(known) if len(places) > 1 and len(known) > 1 else 0
    lines = []
    seen: set[str] = set()
    for row in rows:
        again = row["slug"] in seen
        seen.add(row["slug"])
        bars = {
            measure: round(100 * row[f"{measure}_value"] / largest[measure], 1)
            for measure in MEASURES
            if not again and measure in row and largest[measure]
        }
        lines.append(Line(row, bars, again))
    return lines
