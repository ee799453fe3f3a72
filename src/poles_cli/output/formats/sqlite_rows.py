"""The dataset as rows of the tables of `sqlite_schema`, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from poles_cli.base.text import fold
from poles_cli.directory.collections import everything
from poles_cli.directory.directory import Directory
from poles_cli.directory.figures import WHOLE
from poles_cli.directory.search.entries import KINDS, entries_of
from poles_cli.directory.seats import Points
from poles_cli.output.formats.sqlite_schema import Fields, children, facts
from poles_cli.records.model import Pole, Record
from poles_cli.rules.entries import CONCEPT, POLE
from poles_cli.rules.files import GUIDE, NETWORK, REGION

Row = tuple[str, Mapping[str, Any]]


def rows(directory: Directory) -> Iterator[Row]:
    """Yield (table, record) for the whole dataset; a table uses only what it has columns for."""
    document = everything(directory)
    yield from _metadata(document["dataset"])
    for name in ("themes", "points"):
        for position, record in enumerate(document["dataset"].get(name, ())):
            yield name, {"position": position, **record}
    for record in document["sources"]:
        yield "sources", record
    for record in document["regions"]:
        yield "regions", record
        yield from _lists("region", REGION, record, {"region": record["code"]})
    points = Points(directory)
    for position, pole in enumerate(directory.poles):
        yield from _pole(pole, position, points)
    for record in document["concepts"]:
        yield "concepts", record
        yield from _lists("concept", CONCEPT, record, {"concept": record["slug"]})
    yield from _figures(document)
    yield from _lists("network", NETWORK, document["network"], {})
    guide = document.get("guide", {})
    apart = {child.name for child in children("guide", GUIDE)}
    yield from _metadata({name: guide[name] for name in guide if name not in apart}, "guide.")
    yield from _lists("guide", GUIDE, guide, {})
    if unknown := document["network"].get("open_questions"):
        yield from _metadata({"open_questions": unknown}, "network.")
    yield from _citations(document)
    yield from _territory(directory, document["territory"])
    yield from _entries(directory, document["territory"])


def _lists(parent: str, fields: Fields, record: Record, own: Record) -> Iterator[Row]:
    """Yield the items of the lists of an entry; `own` names the entry."""
    for child in children(parent, fields):
        items = record.get(child.name, ())
        if isinstance(items, Mapping):
            for language, texts in items.items():
                for text in texts:
                    yield child.table, {**own, "language": language, child.one: text}
        else:
            for position, item in enumerate(items):
                part = {child.one: item} if child.one else {"position": position, **item}
                yield child.table, {**own, **part}


def _pole(pole: Pole, position: int, points: Points) -> Iterator[Row]:
    record, own, point = pole.record, {"pole": pole.slug}, points.of(pole)
    where = point and {"longitude": point.lon, "latitude": point.lat, "point_basis": point.basis}
    yield "poles", {**record, "position": position, **(where or {})}
    yield from _lists("pole", POLE, record, own)
    for name, fact in record.get("contacts", {}).items():
        yield "contacts", {**own, "field": name, "former": False, **fact}
    for fact in record.get("former_contacts", ()):
        yield "contacts", {**own, "former": True, **fact}
    for name in facts("pole", POLE):
        stated = record.get(name, [])
        for index, fact in enumerate(stated if isinstance(stated, list) else [stated]):
            yield "pole_facts", {**own, "field": name, "position": index, **_stated(fact)}


def _stated(fact: Record) -> Record:
    """Return a fact with its value as one text, or one per language."""
    value = fact["value"]
    if isinstance(value, Mapping):
        return {**fact, "value": None, "value_fr": value["fr"], "value_en": value["en"]}
    return fact


def _metadata(info: Record, prefix: str = "") -> Iterator[Row]:
    for name, value in info.items():
        items = enumerate(value) if isinstance(value, list) else [("", value)]
        for index, item in items:
            key = f"{prefix}{name}.{index}".rstrip(".")
            if isinstance(item, Mapping):
                yield from _metadata(item, f"{key}.")
            else:
                yield "metadata", {"key": key, "value": str(item)}


def _figures(document: Record) -> Iterator[Row]:
    """Yield figures as the files have them."""
    for record in document["figures"]["series"]:
        yield "series", record
    figures = [(None, False, figure) for figure in document["figures"]["figures"]]
    for pole in document["poles"]:
        figures += [(pole["slug"], False, figure) for figure in pole.get("figures", ())]
        figures += [(pole["slug"], True, figure) for figure in pole.get("doubtful_figures", ())]
    for id_, (slug, doubtful, figure) in enumerate(figures, start=1):
        codes = figure.get("regions", [])
        kinds = {"all_quebec": WHOLE in codes, "doubtful": doubtful}
        yield "figures", {**figure, "id": id_, "pole": slug, **kinds}
        for code in codes:
            if code != WHOLE:
                yield "figure_regions", {"figure": id_, "region": code}
    for id_, measure in enumerate(document["figures"]["measures"], start=1):
        yield "measures", {"id": id_, **measure}


def _citations(document: Record) -> Iterator[Row]:
    subjects = [("pole", record["slug"], record) for record in document["poles"]]
    subjects += [("concept", record["slug"], record) for record in document["concepts"]]
    subjects += [(name, "", document.get(name, {})) for name in ("network", "guide", "figures")]
    for subject, slug, record in subjects:
        for path, sources in _cited(record, ""):
            for position, source in enumerate(dict.fromkeys(sources)):
                where = {"subject": subject, "slug": slug, "path": path, "position": position}
                yield "citations", {**where, "source": source}


def _cited(value: Any, path: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the paths of citations: `names.0`, `contacts.website`; empty for the record itself."""
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
            yield table, record
    for record in territory["postal"]:
        for part in record["mrcs"]:
            yield "postal", {**record, **part}
        for code in record.get("communities", ()):
            yield "postal_communities", {"prefix": record["prefix"], "municipality": code}
    for table, column, name in (
        ("mrc_poles", "mrc", "mrc"),
        ("municipality_poles", "municipality", "municipalities"),
    ):
        for record in territory[name]:
            for one in directory.territory.coded(record["code"]):
                for position, pole in enumerate(one.record["poles"]):
                    both = {column: record["code"], "pole": pole["slug"]}
                    yield table, {**pole, **both, "position": position}


def _entries(directory: Directory, territory: Record) -> Iterator[Row]:
    """Yield the searchable texts: those of `poles search`, and the names of places."""
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
    plain = fold(f"{name} {text}")
    # SQLite does not split œ, so both spellings are indexed, whole, for phrases to be found; the
    # letter alone keeps a phrase from going on from one to the other.
    folded = " œ ".join(dict.fromkeys((plain, plain.replace("oe", "œ"))))
    return {"kind": kind, "slug": slug, "name": name, "text": text, "folded": folded}
