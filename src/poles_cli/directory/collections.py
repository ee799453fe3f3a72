"""Export the directory as records, one collection at a time or everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from poles_cli.base.text import name_key
from poles_cli.directory.directory import Directory
from poles_cli.records.model import Record

if TYPE_CHECKING:
    from poles_cli.directory.places.candidates import Candidates
    from poles_cli.directory.places.sheet import Row, Sheet

_INTEGERS = ("population",)
_DEGREES = ("lat", "lon")


def poles(directory: Directory) -> list[Record]:
    """Return every pôle, former ones included."""
    return [pole.record for pole in directory.poles]


def concepts(directory: Directory) -> list[Record]:
    """Return every concept."""
    return [concept.record for concept in directory.concepts]


def regions(directory: Directory) -> list[Record]:
    """Return the regions, each with the slugs of the active pôles that declare it."""
    active = [pole for pole in directory.poles if pole.status == "active"]
    return [
        {
            **region.record,
            "poles": [pole.slug for pole in active if region.code in pole.regions],
        }
        for region in directory.regions
    ]


def figures(directory: Directory) -> list[Record]:
    """Return every figure that may be shown, as in `poles stats`."""
    from poles_cli.directory.figures import every_figure

    return every_figure(directory)


def examples(directory: Directory) -> list[Record]:
    """Return every example, with the slug of the pôle whose file has it."""
    return [
        {"slug": pole.slug, **example}
        for pole in directory.poles
        for example in pole.record.get("examples", ())
    ]


def sources(directory: Directory) -> list[Record]:
    """Return the bibliography."""
    return [source.record for source in directory.sources]


def territory(directory: Directory) -> list[Record]:
    """Return the look-up table: one row for each place that a key names, with its pôles.

    Keys are folded as in `locate`. A key that names several places has several rows.
    """
    return list(_lookup(directory))


ALL = "all"  # of all collections, as one document
WHAT: Mapping[str, Callable[[Directory], list[Record]]] = {
    "poles": poles,
    "concepts": concepts,
    "regions": regions,
    "figures": figures,
    "examples": examples,
    "territory": territory,
    "sources": sources,
}


def everything(directory: Directory) -> dict[str, Any]:
    """Return the whole dataset as one document, each file's content under its name.

    An edition without a guide has none.
    """
    from poles_cli.rules.files import DATASET

    gazetteer = directory.territory
    info = directory.info  # an older edition may have fields that no rule has checked
    return {
        "dataset": {name: info[name] for name in info if name in DATASET},
        "network": directory.network,
        **({"guide": directory.guide} if directory.guide else {}),
        "poles": poles(directory),
        "concepts": concepts(directory),
        "regions": [region.record for region in directory.regions],
        "figures": {
            "series": list(directory.series),
            "figures": [figure.record for figure in directory.figures],
            "measures": list(directory.measures),
        },
        "sources": sources(directory),
        "territory": {
            "municipalities": _typed(gazetteer.municipalities),
            "mrc": _typed(gazetteer.mrcs),
            "aliases": _typed(gazetteer.aliases),
            "postal": _typed(gazetteer.prefixes),
        },
    }


def lines(document: Record) -> Iterator[Record]:
    """Yield the records of the whole document, each with its collection in `what` first."""
    for what, content in document.items():
        parts = content if what in ("figures", "territory") else {what: content}
        for name, part in parts.items():
            for record in part if isinstance(part, list) else [part]:
                yield {"what": name, **record}


def _typed(sheet: Sheet) -> list[Record]:
    """Return the rows of a file with numbers parsed and empty cells left out."""
    return [
        {column: _cell(sheet, row, column) for column in sheet.columns if row[column]}
        for row in sheet.rows()
    ]


def _cell(sheet: Sheet, row: Row, column: str) -> Any:
    from poles_cli.directory.places.sheet import number

    if column in _INTEGERS:
        return int(number(sheet, row, column))
    if column in _DEGREES:
        return number(sheet, row, column)
    if column == "mrcs":  # `210:37|340:32`: the shares, per cent, of a postal prefix
        parts = [part.partition(":") for part in row[column].split("|")]
        return [{"mrc": mrc, "share": int(share)} for mrc, _, share in parts]
    return row[column].split("|") if column == "communities" else row[column]


def _lookup(directory: Directory) -> Iterator[Record]:
    """Yield the answer of `locate` for each name, by the code of each place with that name."""
    territory = directory.territory

    def answers(key: str, name: str, kind: str, candidates: Candidates) -> Iterator[Record]:
        for match in (one.record for one in candidates):
            yield {
                "key": key,
                "name": name,
                "kind": kind,
                "code": match["code"],
                "mrc": match["mrc"] and match["mrc"]["code"],
                "region": match["region"]["code"],
                "poles": [pole["slug"] for pole in match["poles"]],
            }

    municipalities, aliases = territory.municipalities.rows(), territory.aliases.rows()
    for row in municipalities:
        yield from answers(row["key"], row["name"], row["kind"], territory.of_town(row))
    for row in aliases:
        yield from answers(row["key"], row["alias"], row["kind"], territory.of_alias(row))
    # The part of a name in brackets is also a key, unless another place has it.
    taken = {row["key"] for row in (*municipalities, *aliases)}
    for row in aliases:
        if row["inner_key"] and row["inner_key"] not in taken:
            candidates = territory.of_alias(row)
            yield from answers(row["inner_key"], row["alias"], row["kind"], candidates)
    for row in territory.mrcs.rows():
        yield from answers(row["key"], row["name"], "mrc", territory.of_mrc(row["code"]))
    for region in directory.regions:
        for key in dict.fromkeys(name_key(label) for label in region.labels()):
            yield from answers(key, region.name, "region", territory.of_region(region.code))
    for row in territory.prefixes.rows():
        yield from answers(row["key"], row["prefix"], "postal", territory.prefixed(row["key"]))
