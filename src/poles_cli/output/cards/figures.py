"""Show figures, one part per series, with bars only if the figures are comparable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.directory.figures import MEASURES, by_series, year
from poles_cli.output.blocks import (
    Aside,
    Block,
    Chart,
    Figure,
    Heading,
    Item,
    Items,
    Paragraph,
    Total,
)
from poles_cli.output.cards.amounts import amount, amounts, money, number
from poles_cli.output.cards.dates import date
from poles_cli.output.cards.labels import backing, in_language
from poles_cli.records.model import Amount, Record
from poles_cli.rules.entries import FIGURE


def figure_blocks(
    records: Sequence[Record], directory: Directory, measure: str, t: Translate, language: Language
) -> list[Block]:
    """Return the figures series by series, in the order of `records`; bars show `measure`."""
    found: list[Block] = [
        Heading(t(N_("Figures of the social economy")), 1),
        Paragraph(t(N_(
            "Each series has its own definitions: figures of different series are never added or"
            " ranked together. ~\u00a0about, <~\u00a0nearly, >\u00a0more than, ≥\u00a0at least,"
            " <\u00a0less than."
        ))),
    ]  # fmt: skip
    groups = by_series(records)
    for series in directory.series:
        if rows := groups.get(series["id"]):
            found += series_blocks(rows, series, (measure,), t, language)
    return found


def series_blocks(
    rows: Sequence[Record],
    series: Record,
    barred: Sequence[str],
    t: Translate,
    language: Language,
) -> list[Block]:
    """Return one series: its caution, the total of Québec, then one figure per line.

    The measures in `barred` come first and have bars if the series is comparable.
    """
    title = _capital(in_language(series["title"], language))
    found: list[Block] = [
        Heading(title, 2, Aside(series["id"])),
        Paragraph(_sentence(in_language(series["caution"], language))),
    ]
    if note := in_language(series.get("note"), language):
        found.append(Paragraph("", Aside(_sentence(note))))
    found += [_total(row, t, language) for row in rows if row["kind"] == "quebec"]
    parts = [row for row in rows if row["kind"] != "quebec"]
    if not series["comparable"]:
        found.append(Paragraph(t(N_("No bars: these figures do not compare with one another."))))
        found.append(_chart(parts, barred, t, language, compared=False))
        return found
    for when, group in groupby(sorted(parts, key=year), year):
        chart = _chart(list(group), barred, t, language, compared=True)
        if any(any(figure.bars) for figure in chart.figures):
            says = N_("Bars: {what}, on a scale of this series alone.")
            what = [_label(name, t) for name in barred if len(barred) == 1]
            text = t(says).format(what=", ".join([*what, when]))
            if len(parts) < len(rows):
                text += " " + t(N_("The total of Québec is off that scale."))
            found.append(Paragraph(text))
        found.append(chart)
    return found


def share_blocks(
    records: Sequence[Record], directory: Directory, t: Translate, language: Language
) -> list[Block]:
    """Return the other measures of the portraits, by series: shares, sizes, purposes."""
    found: list[Block] = []
    titles = {series["id"]: series["title"] for series in directory.series}
    for (series, _), group in groupby(records, lambda record: (record["series"], year(record))):
        title = t(N_("All Québec, other measures: {series}"))
        found.append(Heading(title.format(series=in_language(titles[series], language))))
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
    percent = Amount(value).value if record["unit"] == "percent" else 0
    return Item(
        in_language(record["title"], language), backing(record, language), text, percent=percent
    )


def _total(row: Record, t: Translate, language: Language) -> Total:
    """Return the figure of all Québec, in words, since it is not on the scale of its parts."""
    when = f"{row['name']}, {date(row.get('year'), t, language)}"
    lead = t(N_("{label}:")).format(label=when)
    counted = amounts(row, t, language)
    return Total(lead, counted, backing(row, language, in_language(row.get("scope"), language)))


def _chart(
    rows: Sequence[Record],
    barred: Sequence[str],
    t: Translate,
    language: Language,
    *,
    compared: bool,
) -> Chart:
    """Return one line per figure; if they are not comparable, with years instead of bars.

    A second figure for the same place has no bar, since it is not one more place to compare. A
    single place has no bar either, since there is nothing to compare it with.
    """
    names = [*barred, *(name for name in MEASURES if name not in barred)]
    first: dict[str, Record] = {}
    for row in rows:
        first.setdefault(row["slug"], row)
    largest = {}
    for name in barred if compared else ():
        known = [row[f"{name}_value"] for row in first.values() if name in row]
        largest[name] = max(known) if len(known) > 1 else 0

    def figures() -> Iterator[Figure]:
        for row in rows:
            again = row is not first[row["slug"]]
            yield Figure(
                label=_whose(row),
                name="" if row["kind"] == "region" else row["name"],
                when="" if compared else date(row.get("year"), t, language) or t(N_("n.d.")),
                amounts=[_compact(row.get(name), language, name) for name in names],
                bars=[
                    row[f"{name}_value"] / largest[name]
                    if largest.get(name) and name in row and not again
                    else 0
                    for name in names
                ],
                again=again,
                aside=backing(row, language, in_language(row.get("scope"), language)),
            )

    return Chart([_label(name, t) for name in names], list(figures()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return _capital(text) + "."


def _label(measure: str, t: Translate) -> str:
    return t(FIGURE[measure].label).lower()


def _whose(row: Record) -> str:
    """Return codes and a name for a region; for a pôle its slug, which is short to type."""
    name = row["name"] if row["kind"] == "region" else row["slug"]
    return f"{'+'.join(row['regions'])} {name}"


def _compact(text: str | None, language: Language, measure: str = "") -> str:
    """Return an amount in the short form of the data: its sign, then the number."""
    if text is None:
        return "–"
    parsed = Amount(text)
    say = money if measure == "revenue_cad" else number
    sign = parsed.sign.replace(">=", "≥").replace("<=", "≤")
    return sign + say(parsed.value, language)
