"""Figures on a terminal: one part a series, bars only where figures may be set side by side."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.directory.figures import MEASURES, year
from poles_cli.output.blocks import Block, Drawing, Heading, Item, Items, Paragraph
from poles_cli.output.cards.words import amount, aside, date, money, number, said
from poles_cli.records.model import Amount, Record

LABELS = {"enterprises": N_("enterprises"), "jobs": N_("jobs"), "revenue_cad": N_("revenue")}

_PHRASES = {
    "enterprises": N_("{} enterprises"),
    "jobs": N_("{} jobs"),
    "revenue_cad": N_("{} of revenue"),
}
_BARS_SAY = {
    "enterprises": N_("Bars: enterprises, {year}, on a scale of this series alone."),
    "jobs": N_("Bars: jobs, {year}, on a scale of this series alone."),
    "revenue_cad": N_("Bars: revenue, {year}, on a scale of this series alone."),
}
_UNDER = 5  # columns before what is said under a line
_WIDEST_BAR = 40
_NARROWEST = 10

Line = list[tuple[str, str]]


class Look(NamedTuple):
    """Columns that lines may take, and the glyphs of bars, from the thinnest to a whole column."""

    width: int
    glyphs: str


def figure_blocks(
    records: Sequence[Record],
    directory: Directory,
    measure: str,
    look: Look,
    t: Translate,
    language: Language,
) -> list[Block]:
    """Return the figures series by series, in the order of `records`; bars show `measure`."""
    found: list[Block] = [
        Heading(t(N_("Figures of the social economy")), 1),
        Paragraph(t(N_(
            "Each series has its own definitions: figures of different series are never added or"
            " ranked together. ~\u00a0about, >\u00a0more than, ≥\u00a0at least, <\u00a0less than."
        ))),
    ]  # fmt: skip
    for series in directory.series:
        rows = [record for record in records if record["series"] == series["id"]]
        if rows:
            chart = _Chart(rows, series, measure, look, t, language)
            found += chart.blocks()
    return found


def share_blocks(
    records: Sequence[Record], directory: Directory, t: Translate, language: Language
) -> list[Block]:
    """Return the other measures of the portraits, by series: shares, sizes, purposes."""
    found: list[Block] = []
    titles = {series["id"]: series["title"] for series in directory.series}
    for (series, _), group in groupby(records, lambda record: (record["series"], year(record))):
        title = t(N_("All Québec, other measures: {series}"))
        found.append(Heading(title.format(series=said(titles[series], language))))
        found.append(Items([_share(record, t, language) for record in group]))
    return found


def _share(record: Record, t: Translate, language: Language) -> Item:
    value = record["value"]
    if record["unit"] == "percent":
        text = value.replace(".", ",") + "\u00a0%" if language == "fr" else value + "%"
    else:
        text = value if record["unit"] == "share" else _compact(value, language)
    if count := amount(record.get("count"), t, language):
        text += f" ({count})"
    return Item(said(record["title"], language), aside(record, t, language), text)


class _Chart:
    """The part of one series: what to be wary of, then a line a figure and what backs it."""

    def __init__(
        self,
        rows: Sequence[Record],
        series: Record,
        measure: str,
        look: Look,
        t: Translate,
        language: Language,
    ) -> None:
        self.rows, self.series, self.measure = rows, series, measure
        self.look, self.t, self.language = look, t, language
        self.others = [name for name in MEASURES if name != measure]

    def blocks(self) -> list[Block]:
        """Return the title, the caution, the total of Québec and the lines of the others."""
        t, language, series = self.t, self.language, self.series
        found: list[Block] = [
            Heading(_capital(said(series["title"], language)), 2, series["id"]),
            Paragraph(_sentence(said(series["caution"], language))),
        ]
        if note := said(series.get("note"), language):
            found.append(Paragraph("", _sentence(note)))
        for row in self.rows:
            if row["kind"] == "quebec":
                found.append(Drawing(self._whole(row)))
        parts = [row for row in self.rows if row["kind"] != "quebec"]
        if not series["comparable"]:
            found.append(
                Paragraph(t(N_("No bars: these figures do not compare with one another.")))
            )
            found.append(Drawing(self._lines(parts, dated=True)))
            return found
        for when, group in groupby(sorted(parts, key=year), year):
            rows = list(group)
            if largest := self._largest(rows):
                says = t(_BARS_SAY[self.measure]).format(year=when)
                if len(parts) < len(self.rows):
                    says += " " + t(N_("The total of Québec is off that scale."))
                found.append(Paragraph(says))
            found.append(Drawing(self._lines(rows, dated=False, largest=largest)))
        return found

    def _largest(self, rows: Sequence[Record]) -> int:
        """Return the amount that fills the bar; 0 where there is nothing to set side by side."""
        known = [row for row in rows if self.measure in row]
        if len({row["slug"] for row in known}) < 2:
            return 0
        return max(int(row[f"{self.measure}_value"]) for row in known)

    def _whole(self, row: Record) -> list[Line]:
        """Return the figure of all Québec, in words: it is on no scale with its parts."""
        t = self.t
        amounts = [
            t(phrase).format(text)
            for name, phrase in _PHRASES.items()
            if (text := amount(row.get(name), t, self.language, dollars=name == "revenue_cad"))
        ]
        when = f"{row['name']}, {date(row.get('year'), t, self.language)}"
        lead = t(N_("{label}:")).format(label=when)
        lines = textwrap.wrap(f"{lead} {', '.join(amounts)}", max(_NARROWEST, self.look.width - 2))
        found: list[Line] = [[("  ", ""), (line, "name")] for line in lines]
        return [*found, *self._under(row), []]

    def _lines(self, rows: Sequence[Record], *, dated: bool, largest: int = 0) -> list[Line]:
        """Return a heading, then a line a figure and what backs it.

        Columns are the label, the year if `dated`, the measure with its bar, the other amounts. A
        bar that fills its column stands for `largest`; there is none when that is 0.
        """
        cells = [self._cells(row, dated) for row in rows]
        heads = ["", "", "", *(self.t(LABELS[name]) for name in self.others)]
        wide = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
        spare = self.look.width - sum(width + 2 for width in wide if width)
        stacked = spare < 0  # too narrow for a label beside its amounts
        bar = max(0, min(spare - 1, _WIDEST_BAR)) if largest else 0
        title = self.t(LABELS[self.measure])
        middle = max(wide[2] + (bar + 1 if bar else 0), min(len(title), wide[2] + max(spare, 0)))
        left = _UNDER - 2 if stacked else sum(width + 2 for width in wide[:2] if width)
        head = " " * (left + 2) + title.ljust(middle)
        head += "".join(
            f"  {cell:>{width}}" for cell, width in zip(heads[3:], wide[3:], strict=True)
        )
        found: list[Line] = [[(head[: self.look.width], "aside")]]
        seen: set[str] = set()
        for row, (label, when, value, *others) in zip(rows, cells, strict=True):
            dating = f"  {when:<{wide[1]}}" if dated else ""
            start: Line = [("  ", ""), (f"{label:<{wide[0]}}", "name"), (dating, "")]
            if stacked:
                found.append([("  ", ""), (label, "name"), (f"  {when}" if when else "", "")])
                start = [(" " * left, "")]
            # A second figure for the same place is another reading of it, not one more to compare.
            length = 0 if row["slug"] in seen else row.get(f"{self.measure}_value", 0)
            seen.add(row["slug"])
            drawn = _bar(bar * length / largest, self.look.glyphs) if bar else ""
            line: Line = [*start, (f"  {value:>{wide[2]}}", "")]
            line.append((f" {drawn}".ljust(middle - wide[2]), "bar"))
            line += [
                (f"  {cell:>{width}}", "") for cell, width in zip(others, wide[3:], strict=True)
            ]
            found += [line, *self._under(row)]
        return found

    def _cells(self, row: Record, dated: bool) -> list[str]:
        """Return the label, the year if it is to be shown, the amounts, that of the bar first."""
        when = (date(row.get("year"), self.t, self.language) or self.t(N_("n.d."))) if dated else ""
        names = [self.measure, *self.others]
        return [
            _label(row),
            when,
            *(_compact(row.get(name), self.language, name) for name in names),
        ]

    def _under(self, row: Record) -> list[Line]:
        """Return what is counted, and how sure it is and who says so, under a figure."""
        quiet = [said(row.get("scope"), self.language), aside(row, self.t, self.language)]
        text = " · ".join(part for part in quiet if part)
        width = max(_NARROWEST, self.look.width - _UNDER)
        lines = textwrap.wrap(text, width, break_on_hyphens=False)
        return [[(" " * _UNDER + line, "aside")] for line in lines]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return _capital(text) + "."


def _label(row: Record) -> str:
    """Return codes and a name for a region; for a pôle its slug, short and ready to be typed."""
    name = row["name"] if row["kind"] == "region" else row["slug"]
    return f"{'+'.join(row['regions'])} {name}"


def _compact(text: str | None, language: Language, measure: str = "") -> str:
    """Return an amount as short as the data has it: its sign, then the number."""
    if text is None:
        return "–"
    parsed = Amount(text)
    say = money if measure == "revenue_cad" else number
    sign = parsed.sign.replace(">=", "≥").replace("<=", "≤")
    return sign + say(parsed.value, language)


def _bar(length: float, glyphs: str) -> str:
    """Return a bar `length` columns long, to the fraction of a column that the glyphs allow."""
    steps = len(glyphs)
    whole, part = divmod(round(length * steps), steps)
    if length and not whole and not part:
        part = 1
    return glyphs[-1] * whole + (glyphs[part - 1] if part else "")
