"""The dataset as rows of the tables of `sqlite_schema`: one dictionary a row, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from poles_cli.base.text import fold
from poles_cli.directory.collections import everything
from poles_cli.directory.directory import Directory
from poles_cli.directory.figures import MEASURES, WHOLE
from poles_cli.directory.search.entries import KINDS, entries_of
from poles_cli.directory.seats import Points
from poles_cli.records.model import Amount, Record

Row = tuple[str, dict[str, Any]]

# Words of SQL, under names that need no quotes.
_RENAMED = {"from": "since", "by": "presented_by"}

_POLE_FACTS = ("legal_name", "register_number", "legal_form", "founded")


def rows(directory: Directory) -> Iterator[Row]:
    """Yield (table, row) for the whole dataset; a row may hold more than its table has columns."""
    document = everything(directory)
    yield from _metadata(document["dataset"])
    for position, theme in enumerate(document["dataset"]["themes"]):
        yield "themes", {"position": position, **_columns(theme)}
    for table in ("sources", "regions"):
        for record in document[table]:
            yield table, _columns(record)
    for region in document["regions"]:
        for alias in region.get("aliases", ()):
            yield "region_aliases", {"region": region["code"], "alias": alias}
    yield from _poles(directory)
    for concept in document["concepts"]:
        yield from _concept(concept)
    yield from _figures(document)
    yield from _network(document["network"])
    yield from _citations(document)
    yield from _territory(directory, document["territory"])
    yield from _entries(directory, document["territory"])


def _columns(record: Record, prefix: str = "") -> dict[str, Any]:
    """Return a record's scalars as columns: `note.fr` is `note_fr`; words of a list join with |."""
    columns: dict[str, Any] = {}
    for name, value in record.items():
        column = prefix + _RENAMED.get(name, name)
        if isinstance(value, Mapping):
            columns |= _columns(value, f"{column}_")
        elif not isinstance(value, list):
            columns[column] = value
        elif all(isinstance(item, str) for item in value):
            columns[column] = "|".join(value)
    return columns


def _metadata(info: Record, prefix: str = "") -> Iterator[Row]:
    for name, value in info.items():
        items = enumerate(value) if isinstance(value, list) else [("", value)]
        for index, item in items:
            key = f"{prefix}{name}.{index}".rstrip(".")
            if isinstance(item, Mapping):
                yield from _metadata(item, f"{key}.")
            else:
                yield "metadata", {"key": key, "value": str(item)}


def _poles(directory: Directory) -> Iterator[Row]:
    points = Points(directory)
    for place, pole in enumerate(directory.poles):
        record, own = pole.record, {"pole": pole.slug}
        point = points.of(pole)
        yield (
            "poles",
            {
                **_columns(record),
                "position": place,
                "longitude": point and point.lon,
                "latitude": point and point.lat,
                "point_basis": point and point.basis,
            },
        )
        for code in pole.regions:
            yield "pole_regions", {**own, "region": code}
        for edition in pole.editions:
            yield "pole_editions", {**own, "edition": edition}
        for alias in record.get("aliases", ()):
            yield "pole_aliases", {**own, "alias": alias}
        for field, fact in record.get("contacts", {}).items():
            yield "contacts", {**own, "field": field, "former": False, **_columns(fact)}
        for fact in record.get("former_contacts", ()):
            yield "contacts", {**own, "former": True, **_columns(fact)}
        for field in _POLE_FACTS:
            facts = record.get(field, [])
            for position, fact in enumerate(facts if isinstance(facts, list) else [facts]):
                yield "pole_facts", {**own, "field": field, "position": position, **_columns(fact)}
        for table, field in (
            ("pole_names", "names"),
            ("activities", "activities"),
            ("examples", "examples"),
            ("pole_territory", "territory"),
        ):
            for position, part in enumerate(record.get(field, ())):
                yield table, {**own, "position": position, **_columns(part)}


def _concept(record: Record) -> Iterator[Row]:
    own = {"concept": record["slug"]}
    yield "concepts", _columns(record)
    for language, aliases in record.get("aliases", {}).items():
        for alias in aliases:
            yield "concept_aliases", {**own, "language": language, "alias": alias}
    for slug in record.get("related", ()):
        yield "related", {**own, "related": slug}
    for table in ("legal", "facts"):
        for position, part in enumerate(record.get(table, ())):
            yield table, {**own, "position": position, **_columns(part)}


def _figures(document: Record) -> Iterator[Row]:
    """Yield figures as the files have them: numbers as numbers, what hedges them beside."""
    for record in document["figures"]["series"]:
        yield "series", _columns(record)
    found = [(None, False, figure) for figure in document["figures"]["figures"]]
    for pole in document["poles"]:
        found += [(pole["slug"], False, figure) for figure in pole.get("figures", ())]
        found += [(pole["slug"], True, figure) for figure in pole.get("doubtful_figures", ())]
    for id_, (slug, doubtful, figure) in enumerate(found, start=1):
        codes = figure.get("regions", [])
        yield (
            "figures",
            {
                **_columns(figure),
                **_amounts(figure, MEASURES),
                "id": id_,
                "pole": slug,
                "doubtful": doubtful,
                "all_quebec": WHOLE in codes,
            },
        )
        for code in codes:
            if code != WHOLE:
                yield "figure_regions", {"figure": id_, "region": code}
    for id_, measure in enumerate(document["figures"]["measures"], start=1):
        yield "measures", {"id": id_, **_columns(measure), **_amounts(measure, ("count",))}


def _amounts(record: Record, fields: tuple[str, ...]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for field in fields:
        if field in record:
            amount = Amount(record[field])
            columns |= {field: int(amount.value), f"{field}_sign": amount.sign}
    return columns


def _network(network: Record) -> Iterator[Row]:
    for name in ("names", "facts", "counts"):
        for position, record in enumerate(network.get(name, ())):
            yield f"network_{name}", {"position": position, **_columns(record)}
    if "open_questions" in network:
        yield from _metadata({"open_questions": network["open_questions"]}, "network.")


def _citations(document: Record) -> Iterator[Row]:
    subjects = [("pole", record["slug"], record) for record in document["poles"]]
    subjects += [("concept", record["slug"], record) for record in document["concepts"]]
    subjects += [(name, "", document[name]) for name in ("network", "figures")]
    for subject, slug, record in subjects:
        for path, sources in _cited(record, ""):
            for position, source in enumerate(dict.fromkeys(sources)):
                yield (
                    "citations",
                    {
                        "subject": subject,
                        "slug": slug,
                        "path": path,
                        "position": position,
                        "source": source,
                    },
                )


def _cited(value: Any, path: str) -> Iterator[tuple[str, list[str]]]:
    """Yield where sources are cited: `names.0`, `contacts.website`; empty for the record itself."""
    if isinstance(value, Mapping):
        if "sources" in value:
            yield path, value["sources"]
        parts = [(name, part) for name, part in value.items() if name != "sources"]
    else:
        parts = list(enumerate(value)) if isinstance(value, list) else []
    for name, part in parts:
        yield from _cited(part, f"{path}.{name}".lstrip("."))


def _territory(directory: Directory, territory: Record) -> Iterator[Row]:
    for table, name in (
        ("mrc", "mrc"),
        ("municipalities", "municipalities"),
        ("place_aliases", "aliases"),
    ):
        for record in territory[name]:
            yield table, dict(record)
    for record in territory["postal"]:
        for part in record["mrcs"]:
            yield "postal", {**record, **part}
    for table, column, name in (
        ("mrc_poles", "mrc", "mrc"),
        ("municipality_poles", "municipality", "municipalities"),
    ):
        for record in territory[name]:
            for match in directory.territory.locate(record["code"])["matches"]:
                for position, pole in enumerate(match["poles"]):
                    own = {column: record["code"], "pole": pole["slug"], "position": position}
                    yield table, {**own, **_columns(pole)}


def _entries(directory: Directory, territory: Record) -> Iterator[Row]:
    """Yield what can be searched: what `poles search` reads, and the names of places."""
    for kind in KINDS:
        for entry in entries_of(directory, kind):
            text = "\n".join(text for text in dict.fromkeys(entry.texts) if text != entry.name)
            yield "entries", _entry(kind, entry.slug, entry.name, text)
    for record in territory["municipalities"]:
        yield "entries", _entry("municipality", record["code"], record["name"], "")
    for record in territory["aliases"]:
        yield "entries", _entry(record["kind"], record["code"], record["alias"], "")
    for record in territory["mrc"]:
        yield "entries", _entry("mrc", record["code"], record["name"], record["label"])


def _entry(kind: str, slug: str, name: str, text: str) -> dict[str, Any]:
    folded = fold(f"{name} {text}")
    return {"kind": kind, "slug": slug, "name": name, "text": text, "folded": folded}
