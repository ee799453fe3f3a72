"""GeoJSON of regions (RFC 7946): one polygon each, exterior rings counter-clockwise."""

from __future__ import annotations

from collections.abc import Iterator

from poles_cli.output.cards.map import credits_of
from poles_cli.output.context import Context
from poles_cli.output.formats.geojson import collection
from poles_cli.output.map.outlines import geometries
from poles_cli.output.result import Result
from poles_cli.records.projection import pick

PROPERTIES = ("code", "name", "slug", "poles")


def write_geojson(result: Result, context: Context) -> Iterator[str]:
    """Yield a FeatureCollection of the regions, with the notes on its lines and data."""
    info = context.directory.info
    shapes = geometries(context.directory)
    more = {"note": info.get("map", {}).get("note"), "attributions": credits_of(context.directory)}
    features = (
        {
            "type": "Feature",
            "id": record["code"],
            "geometry": shapes.get(record["code"]),
            "properties": pick(record, context.options.fields or PROPERTIES),
        }
        for record in result.records
    )
    return collection(features, more)
