"""A map that could not be drawn is reported before anything draws it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from complete import complete, put, written
from poles_cli.rules.check import check_directory
from program import call

SQUARE = [[[1, 1], [2, 1], [2, 2], [1, 1]]]
MORE = 1.0000000000000002  # the next number after 1: a ring too small for any picture
SPECK = [[[1, 1], [MORE, 1], [MORE, MORE], [1, 1]]]
SLIVER = [[[1, 1], [MORE, 80], [1, 80], [1, 1]]]


def feature(coordinates: Any, code: Any = "01", kind: Any = "Polygon") -> dict[str, Any]:
    """Return one feature."""
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def collection(*features: Any) -> str:
    """Return a collection, as text."""
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (collection(feature(SQUARE)), []),
        (collection(feature([SQUARE], kind="MultiPolygon")), []),
        (collection(feature(SPECK)), []),
        (collection(feature(SLIVER)), []),
        (collection(feature([SQUARE, SPECK], kind="MultiPolygon")), []),
        (collection(), ["01"]),
        (collection(feature(SQUARE, code="99")), ["", "01"]),
        (collection(feature(SQUARE, code=["01"])), ["", "01"]),
        (collection(feature(SQUARE, kind="Point")), ["01", "01"]),
        (collection(feature([])), ["01", "01"]),
        (collection(feature([[[1, 1], [2, 1], [1, 1]]])), ["01", "01"]),
        (collection(feature([[[1, 1], [2, 1], [2, "x"], [1, 1]]])), ["01", "01"]),
        (collection(feature([[[1, 1], [2, 1], [2, 90], [1, 1]]])), ["01", "01"]),
        (collection(feature([[[1, 1], [2, 1], [2, 2], [1, 2]]])), ["01", "01"]),
        (collection(feature([[[1, 1], [1, 2], [1, 3], [1, 1]]])), ["01", "01"]),
        (collection(feature(7)), ["01", "01"]),
        (collection(None), ["", "01"]),
        (collection(feature(SQUARE)).replace("2,", "NaN,", 1), ["01", "01"]),
        ("[]", [""]),
        ('{"features": 3}', [""]),
        ("{", [""]),
        ("[" * 100_000, [""]),
        ("\udcff", [""]),
    ],
)
def test_outlines(tmp_path: Path, content: str, fields: list[str]) -> None:
    """Each region must have an outline: polygons in degrees."""
    root = written(tmp_path, complete())
    (root / "map" / "regions.geojson").write_text(content, "utf-8", "surrogateescape")
    assert fields == [found.field for found in check_directory(root)]
    for format_ in ("table", "svg", "geojson"):
        done = call("map", "-f", format_, "--data", str(root))
        assert (3 if fields else 0) == done.status


@pytest.mark.parametrize("what", ["nothing", "folder", "pipe"])
def test_no_file(tmp_path: Path, what: str) -> None:
    """A declared map must have its file, which is never waited for."""
    path = written(tmp_path, complete()) / "map" / "regions.geojson"
    path.unlink()
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    assert ["map/regions.geojson"] == [found.file for found in check_directory(tmp_path)]


@pytest.mark.parametrize(
    ("file", "path", "value"),
    [
        ("dataset.toml", "map.parallels", [46]),
        ("dataset.toml", "map.parallels", [46, 60, 70]),
        ("dataset.toml", "map.parallels", [-46, 46]),
        ("dataset.toml", "map.parallels", [46, 90]),
        ("dataset.toml", "map.origin.lat", -90),
        ("dataset.toml", "map.origin.lon", 181),
        ("regions.toml", "01.label_lat", 90),
        ("regions.toml", "01.label_lon", -200.5),
        ("figures.toml", "measures.0.value", "2/3"),
        ("figures.toml", "measures.0.unit", "share"),
    ],
)
def test_numbers(tmp_path: Path, file: str, path: str, value: Any) -> None:
    """Impossible projections, points outside Earth and measures without a unit are reported."""
    tables = complete()
    put(tables[file], path.split("."), value)
    [found] = check_directory(written(tmp_path, tables))
    assert file == found.file
    assert 3 == call("map", "-f", "table", "--data", str(tmp_path)).status


ARC = [[0, 0], [1, 0], [0, 1], [-1, -1]]


def topology(
    code: Any = "100", arcs: Any = (ARC,), rings: Any = ((0,),), kind: Any = "Polygon"
) -> str:
    """Return the polygons of one MRC, as text."""
    geometry = {"type": kind, "arcs": rings, "properties": {"code": code}}
    return json.dumps({
        "type": "Topology", "arcs": arcs, "transform": {"scale": [1, 1], "translate": [0, 0]},
        "objects": {"mrc": {"type": "GeometryCollection", "geometries": [geometry]}},
    })  # fmt: skip


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        (topology(), []),
        (topology(rings=[[[~0]]], kind="MultiPolygon"), []),
        (topology(code="999"), ["999", "100"]),
        (topology(arcs=[ARC[:3]]), [""]),
        (topology(arcs=[["x"]]), [""]),
        (topology(rings=[[7]]), [""]),
        (topology(kind="Point"), [""]),
        (topology(rings=[[0], [0]]), []),
        (topology(rings=[[0], [~0], [0]]), [""]),
        (topology(arcs=[[[179, 0], *ARC[1:], [0, 0]]], rings=[[0, ~0]]), []),
        (topology(arcs=[[[180, 0], *ARC[1:]]]), [""]),
        (topology(arcs=[[[0, float("nan")], *ARC[1:]]]), [""]),
        (topology(arcs=[[[10**400, 0], *ARC[1:]]]), [""]),
        ("{}", [""]),
        ("[]", [""]),
        ("[" * 100_000, [""]),
    ],
)
def test_borders(tmp_path: Path, content: str, fields: list[str]) -> None:
    """Each MRC must have a polygon, and each polygon an MRC, with closed rings of known arcs."""
    root = written(tmp_path, complete())
    (root / "map" / "mrc.topojson").write_text(content, "utf-8")

    assert fields == [found.field for found in check_directory(root)]
    point = call("locate", "0.5,1.2", "--data", str(root))
    assert 0 != point.status and "Traceback" not in point.stderr


def test_endless_borders_are_refused(tmp_path: Path) -> None:
    """A thousand lines across Québec are refused at once."""
    root = written(tmp_path, complete())
    arc = [[-80, 44], *([[29, 19], [-29, -19]] * 1000)]
    (root / "map" / "mrc.topojson").write_text(topology(arcs=[arc]), "utf-8")
    point = call("locate", "45.5,-71.2", "--data", str(root), "--lang", "en")

    assert (3, "") == point[:2]
    assert "the borders are too long" in point.stderr


def test_an_edition_without_borders_finds_no_point(tmp_path: Path) -> None:
    """An older edition without borders is valid, but finds no point."""
    root = written(tmp_path, complete())
    refused = call("locate", "45.40,-72.73", "--data", str(root), env={"POLES_LANG": "en"})

    assert [] == check_directory(root)
    assert 3 == refused.status and "mrc.topojson cannot be read" in refused.stderr
