"""Check the map: a projection that can be computed, and an outline for every region."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from poles_cli.base.errors import N_, PolesError
from poles_cli.base.files import read_file
from poles_cli.rules.contents import ABSENT, Contents, is_file
from poles_cli.rules.problem import Problem, problem
from poles_cli.rules.topology import NOT_ONE, read_topology

FILE = "map/regions.geojson"
BORDERS = "map/mrc.topojson"

UNREADABLE = N_("The file cannot be read as JSON in UTF-8: {error}.")
NOT_A_COLLECTION = N_("The file is not a collection of GeoJSON features.")
NOT_A_REGION = N_("Feature {number} has no “code” that is the code of a region.")
NOT_AN_AREA = N_(
    "Feature {number} is not a polygon or a group of polygons of degrees, longitude first, each"
    " ring ending where it starts."
)
NOT_BORDERS = N_("The file cannot be read as the polygons of the MRC: {error}.")
NOT_AN_MRC = N_("No MRC has the code “{value}”, which a polygon has.")
NO_POLYGON = N_("The MRC “{value}” has no polygon.")
NO_OUTLINE = N_("The region “{value}” has no outline.")
PARALLELS = N_("Write two parallels, between -89 and 89, that are not opposite: [46, 60].")
LATITUDE = N_("“{value}” is not a latitude that a map can show: write degrees, from -89 to 89.")
LONGITUDE = N_("“{value}” is not a longitude: write degrees, from -180 to 180.")

_LIMITS = {"lat": (89, LATITUDE), "lon": (180, LONGITUDE)}


def check_map(root: Path, contents: Contents) -> Iterator[Problem]:
    """Yield the problems of the regions' points, and of the map if there is one."""
    regions = _table(contents.tables["regions"].get("regions.toml"))
    for code, region in regions.items():
        for end in _LIMITS:
            name = f"label_{end}"
            yield from _degrees("regions.toml", f"{code}.{name}", end, _table(region).get(name))
    settings = _table(contents.tables["dataset"].get("dataset.toml")).get("map")
    if not isinstance(settings, Mapping):
        return
    parallels = settings.get("parallels")
    if isinstance(parallels, list) and not _are_valid_parallels(parallels):
        yield problem("dataset.toml", "map.parallels", PARALLELS)
    for end in _LIMITS:
        value = _table(settings.get("origin")).get(end)
        yield from _degrees("dataset.toml", f"map.origin.{end}", end, value)
    yield from _outlines(root, regions)
    yield from _borders(root, [row["code"] for row in contents.rows.get("mrc", ())])


def _borders(root: Path, mrcs: Sequence[str]) -> Iterator[Problem]:
    """Yield the problems of the MRC's polygons, which older editions do not have."""
    if not is_file(root, BORDERS):
        return
    try:
        shapes = read_topology(read_file(root / BORDERS)).shapes
    except (PolesError, *NOT_ONE) as error:
        why = error.values["reason"] if isinstance(error, PolesError) else error
        yield problem(BORDERS, "", NOT_BORDERS, error=why)
        return
    for code in {*shapes} - {*mrcs}:
        yield problem(BORDERS, code, NOT_AN_MRC, value=code)
    for code in mrcs:
        if code not in shapes:
            yield problem(BORDERS, code, NO_POLYGON, value=code)


def _outlines(root: Path, regions: Mapping[str, Any]) -> Iterator[Problem]:
    if not is_file(root, FILE):
        yield problem(FILE, "", ABSENT, name=FILE)
        return
    try:
        collection = json.loads(read_file(root / FILE))
    except (PolesError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        why = error.values["reason"] if isinstance(error, PolesError) else error
        yield problem(FILE, "", UNREADABLE, line, error=why)
        return
    features = _table(collection).get("features")
    if not isinstance(features, list):
        yield problem(FILE, "", NOT_A_COLLECTION)
        return
    drawn = set()
    for number, feature in enumerate(features, 1):
        code = _table(_table(feature).get("properties")).get("code")
        if not isinstance(code, str) or code not in regions:
            yield problem(FILE, "", NOT_A_REGION, number=number)
        elif not _is_area(_table(_table(feature).get("geometry"))):
            yield problem(FILE, code, NOT_AN_AREA, number=number)
        else:
            drawn.add(code)
    for code in regions:
        if code not in drawn:
            yield problem(FILE, code, NO_OUTLINE, value=code)


def _is_area(geometry: Mapping[str, Any]) -> bool:
    polygons: Any = geometry.get("coordinates")
    if geometry.get("type") == "Polygon":
        polygons = [polygons]
    elif geometry.get("type") != "MultiPolygon":
        return False
    if not _filled(polygons) or not all(map(_filled, polygons)):
        return False
    rings = [ring for polygon in polygons for ring in polygon]
    return all(map(_is_ring, rings))


def _is_ring(ring: Any) -> bool:
    """Return True if a ring is closed and has some area."""
    if not _filled(ring) or len(ring) < 4 or not all(map(_is_point, ring)):
        return False
    return ring[0] == ring[-1] and all(len(set(ends)) > 1 for ends in zip(*ring, strict=True))


def _filled(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _is_point(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and _within(value[0], 180)
        and _within(value[1], 89)
    )


def _within(value: Any, limit: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= limit


def _are_valid_parallels(parallels: list[Any]) -> bool:
    return (
        len(parallels) == 2
        and all(_within(parallel, 89) for parallel in parallels)
        and abs(parallels[0] + parallels[1]) > 1
    )


def _degrees(file: str, field: str, end: str, value: Any) -> Iterator[Problem]:
    limit, message = _LIMITS[end]
    if _within(value, 1e15) and not _within(value, limit):  # other types are reported elsewhere
        yield problem(file, field, message, value=value)


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
