"""A small dataset generated from the registry, with every field of every file."""

import csv
import io
import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import tomli_w

from poles_cli.rules.columns import COLUMNS
from poles_cli.rules.field import KEYED, LIST, Field
from poles_cli.rules.registry import FILES

VALUES: dict[str, Any] = {
    "text": "texte",
    "date": "2026-11-24",
    "amount": "~3",
    "measure": "2/3",
    "url": "https://example.org/page",
    "email": "info@example.org",
    "phone": "418 555-0100",
    "postal-code": "G5L 1A1",
    "key": "identity",
    "flag": True,
    "integer": 1,
    "number": 1.5,
}
REFERRED = {
    "source": "page", "region": "01", "area": "01", "mrc": "100", "municipality": "10001",
    "place": "10001", "concept": "idee", "theme": "idea", "point": "aim", "series": "count",
}  # fmt: skip
# Values that something else refers to, and names that must be unique.
SET: dict[str, dict[str, Any]] = {
    "dataset.toml": {
        "expected.poles": 1,
        "expected.editions": {"2012": 1},
        "expected.regions": 1,
        "expected.mrcs": 1,
        "expected.municipalities": 1,
        "expected.concepts": 2,
        "themes.0.id": "idea",
        "points.0.id": "aim",
        "map.parallels": [46, 60],
    },
    "figures.toml": {"series.0.id": "count", "measures.0.value": "75"},
    "regions.toml": {
        "01.name": "Ardenne", "01.english_name": "Ardennes", "01.aliases": ["Les Ardennes"]
    },
    "poles/ardenne.toml": {
        "editions": ["2012"],
        "regions": ["01"],
        "acronym": "PA",
        "short_name": "Ardenne",
        "names.0.name": "Pôle d'Ardenne",
        "former_contacts.0.field": "phone",
        "former_contacts.0.value": "418 555-0199",
        "register_number.value": "123",
        "founded.0.value": "2012",
        "names.0.language": None,
    },
    "concepts/idee.toml": {"term": {"fr": "idée", "en": "idea"}, "related": ["mot"],
                           "aliases": {"fr": ["notion"], "en": ["notion"]}},
    "concepts/mot.toml": {"term": {"fr": "mot", "en": "word"}, "related": ["idee"],
                          "aliases": {"fr": ["vocable"], "en": ["term"]}},
}  # fmt: skip
ROWS = {
    "mrc": {"key": "ardenne", "code": "100", "name": "Ardenne", "population_year": "2025"},
    "municipalities": {
        "key": "bastogne", "code": "10001", "name": "Bastogne", "kind": "municipality",
        "nation": "", "twin": "", "population_year": "2025",
    },
    "aliases": {
        "key": "vieux moulin", "inner_key": "", "alias": "Vieux-Moulin", "kind": "locality",
        "nation": "",
    },
    "postal": {"key": "g5l", "prefix": "G5L", "mrcs": "100:100"},
}  # fmt: skip


def value(field: Field) -> Any:
    """Return a valid value of a field, with every field that it may contain."""
    if field.shape == KEYED:
        key = {"`regions": "01", "`sources": "page"}.get(
            field.description.partition(".")[0], "2012"
        )
        return {key: value(field._replace(shape="one"))}
    if field.type == "bilingual":
        one: Any = ["texte"] if field.shape == LIST else "texte"
        return {"fr": one, "en": one}
    if field.shape == LIST:
        return [value(field._replace(shape="one"))]
    if field.type == "table":
        return {name: value(inner) for name, inner in field.fields.items()}
    if field.choices:
        return next(iter(field.choices))
    return REFERRED[field.refers] if field.refers else VALUES[field.type]


def complete() -> dict[str, dict[str, Any]]:
    """Return the tables of the dataset, by the name of their file."""
    names = {"poles": ["ardenne"], "concepts": ["idee", "mot"]}
    tables = {
        (f"{kind}/{name}.toml" if name else f"{kind}.toml"): value(field)
        for kind, field in FILES.items()
        for name in names.get(kind, [""])
    }
    for file, changes in SET.items():
        for path, new in changes.items():
            put(tables[file], path.split("."), deepcopy(new))
    return tables


def put(table: Any, path: list[str], new: Any) -> None:
    """Put a value at a path, whose numbers are items; None removes it."""
    *above, last = path
    for name in above:
        table = table[int(name)] if isinstance(table, list) else table[name]
    if new is None:
        del table[int(last) if isinstance(table, list) else last]
    elif isinstance(table, list):
        table[int(last)] = new
    else:
        table[last] = new


def leaves(inner: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of every value of a table, tables and lists included."""
    items = inner.items() if isinstance(inner, dict) else enumerate(inner)
    for key, part in items:
        yield (*path, str(key))
        if isinstance(part, dict | list):
            yield from leaves(part, (*path, str(key)))


def written(root: Path, tables: dict[str, dict[str, Any]]) -> Path:
    """Write the dataset's files, including its territory, and return the folder."""
    for name, table in tables.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tomli_w.dumps(table), "utf-8")
    (root / "territory").mkdir(exist_ok=True)
    for name, columns in COLUMNS.items():
        row = {c: str(REFERRED.get(f.refers) or VALUES[f.type]) for c, f in columns.items()}
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerow(row | ROWS[name])
        (root / "territory" / f"{name}.csv").write_text(text.getvalue(), "utf-8")
    square = [[[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]]
    region = {
        "type": "Feature",
        "properties": {"code": "01"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    (root / "map").mkdir(exist_ok=True)
    (root / "map" / "regions.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [region]}), "utf-8"
    )
    return root


# One file of each kind, since the other concept is like the first.
ONE_OF_EACH = [file for file in complete() if file != "concepts/mot.toml"]
