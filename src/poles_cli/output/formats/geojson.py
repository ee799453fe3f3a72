"""GeoJSON (RFC 7946): one point per pôle, with the basis of the point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from poles_cli.directory.seats import Points
from poles_cli.output.context import Context
from poles_cli.output.formats.json_ import dumps
from poles_cli.output.result import Result
from poles_cli.records.model import Pole, Record
from poles_cli.records.projection import pick, value_at
from poles_cli.rules.registry import having

_IDENTITY = ("slug", "name", "acronym")  # the first properties


def write_geojson(result: Result, context: Context) -> Iterator[str]:
    """Yield a FeatureCollection, one pôle per line; `geometry` is null if it has no point."""
    points = Points(context.directory)
    fields = context.options.fields
    return collection(pole_feature(record, points, fields) for record in result.records)


def collection(features: Iterable[Record], more: Record | None = None) -> Iterator[str]:
    """Yield a FeatureCollection with its bounding box, one feature per line, after `more`."""
    features = list(features)
    positions = [p for f in features if f["geometry"] for p in _positions(f["geometry"])]
    lons, lats = [lon for lon, _ in positions], [lat for _, lat in positions]
    box = {"bbox": [min(lons), min(lats), max(lons), max(lats)]} if positions else {}
    head = dumps({"type": "FeatureCollection", **box, **(more or {})})
    yield head.removesuffix("}") + ', "features": ['
    for index, feature in enumerate(features):
        yield (",\n" if index else "\n") + dumps(feature)
    yield "\n]}\n"


def _positions(geometry: Record) -> Iterator[list[float]]:
    """Yield every position of a geometry, however deep its coordinates are nested."""
    parts = [geometry["coordinates"]]
    while parts:
        part = parts.pop()
        if isinstance(part[0], list):
            parts += part
        else:
            yield part


def pole_feature(record: Record, points: Points, fields: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the feature of one pôle; `fields`, if given, replace the usual properties."""
    point = points.of(Pole(record))
    properties = pick(record, fields) if fields else _properties(record)
    if own := [p for p in properties if _is_own(record, p)]:
        properties["own"] = own  # the names of the user's corrections
    geometry = point and {"type": "Point", "coordinates": [point.lon, point.lat]}
    return {
        "type": "Feature",
        "id": record["slug"],
        "geometry": geometry,
        "properties": {**properties, "basis": point and point.basis},
    }


def _properties(record: Record) -> dict[str, Any]:
    """Return the usual properties; a fact becomes its value."""
    values = pick(record, dict.fromkeys((*_IDENTITY, *having("exported"))))
    return {name: v["value"] if isinstance(v, dict) else v for name, v in values.items()}


def _is_own(record: Record, field: str) -> bool:
    value = value_at(record, field)
    return isinstance(value, dict) and value.get("own") is True
