"""Select figures: those of all Québec, of regions and of pôles, without repeats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from poles_cli.base.errors import N_
from poles_cli.base.suggest import check_word
from poles_cli.directory.directory import Directory
from poles_cli.records.model import Amount, Pole, Record

WHOLE = "00"  # the code under which the data keeps figures of all Québec
MEASURES = ("enterprises", "jobs", "revenue_cad")
_ALIKE = 20  # regional figures of the same amounts that a pôle's is compared with; the data has one


class Options(NamedTuple):
    """The filters: region codes, year and series; None and () mean all."""

    regions: Sequence[str] = ()
    year: str | None = None
    series: str | None = None


def select(directory: Directory, options: Options) -> list[Record]:
    """Return the figures that `options` ask for: by series, then Québec, regions, pôles.

    A record gives the owner of the figure (`slug`, `name`, `kind`: quebec, region or pole;
    `regions`), then its data; each known amount is also given as a number (`jobs_value`: a count,
    or Canadian dollars). Doubtful figures are left out. Raises `PolesError` (usage) for a series or
    a year without figures.
    """
    records = every_figure(directory)
    _check(directory, options, records)
    return [record for record in records if _asked(record, options)]


def measures(directory: Directory, options: Options) -> list[Record]:
    """Return the other measures of the portraits, all about the whole of Québec.

    Region filters are ignored. Raises `PolesError` (usage) as `select` does.
    """
    _check(directory, options, every_figure(directory))
    wanted = options._replace(regions=())
    return [record for record in directory.measures if _asked(record, wanted)]


def every_figure(directory: Directory) -> list[Record]:
    """Return every figure, once.

    If a pôle's figure repeats its region's, only its sources are added to the region's.
    """
    regional = [
        {**figure.record, "sources": dict.fromkeys(figure.sources)} for figure in directory.figures
    ]
    alike: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for known in regional:
        alike.setdefault(_amounts(known), []).append(known)
    own: list[Record] = []
    for pole in directory.poles:
        for figure in pole.figures:
            record = figure.record
            near = alike.get(_amounts(record), [])[:_ALIKE]
            same = next((other for other in near if _repeats(pole, record, other)), None)
            if same is None:
                own.append(_record(pole.slug, pole.name, "pole", pole.regions, record))
            else:
                same["sources"] |= dict.fromkeys(figure.sources)
    names = {region.code: (region.slug, region.name) for region in directory.regions}
    stated = ({**figure, "sources": list(figure["sources"])} for figure in regional)
    found = [_regional(figure, names) for figure in stated] + own
    rank = {series["id"]: index for index, series in enumerate(directory.series)}
    kinds = ("quebec", "region", "pole")
    # The sort is stable: within a region or a pôle, the order of the data (newest first) is kept.
    return sorted(
        found,
        key=lambda record: (
            rank.get(record["series"], len(rank)),
            kinds.index(record["kind"]),
            record["regions"] if record["kind"] == "region" else [],
        ),
    )


def by_series(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Group figures, or other measures, by series."""
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record["series"], []).append(record)
    return groups


def years(directory: Directory, records: Sequence[Record]) -> list[str]:
    """Return the years of the figures `records` and of the other measures, in order."""
    return sorted({year(record) for record in (*records, *directory.measures)} - {""})


def year(record: Record) -> str:
    """Return the year of a figure without its qualifier: `2017~` gives 2017; empty if unknown."""
    return str(record.get("year", "")).rstrip("~?%")


def _regional(figure: Record, names: dict[str, tuple[str, str]]) -> Record:
    codes = figure["regions"]
    if codes == [WHOLE]:
        return _record("quebec", "Québec", "quebec", codes, figure)
    # A figure of two regions together belongs to neither: its slug names both.
    slug = "+".join(names[code][0] for code in codes)
    name = ", ".join(names[code][1] for code in codes)
    return _record(slug, name, "region", codes, figure)


def _record(slug: str, name: str, kind: str, codes: Sequence[str], figure: Record) -> Record:
    record: dict[str, Any] = {"slug": slug, "name": name, "kind": kind, "regions": list(codes)}
    for key, value in figure.items():
        if key == "regions":
            continue
        record[key] = value
        if key in MEASURES:
            record[f"{key}_value"] = int(Amount(value).value)
    return record


def _amounts(record: Record) -> tuple[Any, ...]:
    return tuple(record.get(measure) for measure in MEASURES)


def _repeats(pole: Pole, record: Record, regional: Record) -> bool:
    """Return True if a pôle's figure with the same amounts as its region's has the same origin."""
    if not any(_amounts(record)):
        return False
    if not set(pole.regions) & set(regional["regions"]):
        return False
    if record["series"] == regional["series"]:
        return record.get("year") == regional.get("year")
    # One article may be under another series, if the year of its figure was deduced.
    return "year" not in record and regional["sources"].keys() >= set(record["sources"])


def _asked(record: Record, options: Options) -> bool:
    if options.regions and not set(options.regions) & set(record["regions"]):
        return False
    if options.year is not None and year(record) != options.year:
        return False
    return options.series is None or record["series"] == options.series


def _check(directory: Directory, options: Options, records: Sequence[Record]) -> None:
    hint = N_("Type: poles stats --help")
    known = [series["id"] for series in directory.series]
    check_word(options.series, known, N_("There is no series “{word}”."), hint)
    sentence = N_("There is no figure of the year “{word}”.")
    check_word(options.year, years(directory, records), sentence, hint)
