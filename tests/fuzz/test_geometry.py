"""Boundaries of any shape are drawn, or refused in a sentence, in time linear in their length."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from complete import complete, written
from fuzzing import fuzz
from program import Output, call

COMMANDS = [
    "map -f table", "map -f svg", "map -f geojson", "map --region 01 -f table", "export -f html",
    "check", "export -f jsonld",
]  # fmt: skip
ODD: list[Any] = [
    0, -0.0, 1, 1.0000000000000002, 5e-324, 1e-9, -1e-300, 89, 90, -89, 180, -180, 181, 1e9, 1e308,
    float("nan"), float("inf"), 10**400, -71.5, 46.8, 46.80000000000001, True, None, "1", [], {},
]  # fmt: skip
SIDES = [-89, -79.5, -71.2, -71.2000000001, -57.1, 0, 5e-324, 45.0, 46.8, 46.8000001, 62.5, 89]
DEGREES = st.sampled_from(SIDES) | st.floats(-89, 89)


def shapes(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[str, Any]]:
    """Return polygons and groups of polygons with these numbers, most with closed rings."""
    points = st.lists(numbers, min_size=2, max_size=2)
    closed = st.lists(points, min_size=3, max_size=6).map(lambda points: [*points, points[0]])
    polygons = st.lists(closed | closed | st.lists(points, max_size=5), min_size=1, max_size=2)
    return st.tuples(st.just("Polygon"), polygons) | st.tuples(
        st.sampled_from(["MultiPolygon", "MultiPolygon", "MultiPolygon", "Polygon", "Point"]),
        st.lists(polygons, min_size=1, max_size=2),
    )


STEPS = st.lists(st.lists(st.integers(-3, 3), min_size=2, max_size=2), min_size=3, max_size=5)
CLOSED = STEPS.map(lambda steps: [*steps, [-sum(axis) for axis in zip(*steps[1:], strict=True)]])
STRANGE = st.lists(st.lists(st.sampled_from(ODD), min_size=2, max_size=2), max_size=3)
TRIANGLE = [[0, 0], [1, 0], [0, 1], [-1, -1]]
ARCS = st.lists(CLOSED | CLOSED | CLOSED | STEPS | STRANGE, min_size=1, max_size=3)
PLACES = st.lists(
    st.sampled_from([[0], [0], [1], [~0], [~1], [2], [0, 1], [0, 0]])
    | st.lists(st.integers(-5, 4), max_size=3),
    min_size=1,
    max_size=2,
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The complete dataset, and a folder to write in."""
    folder = tmp_path_factory.mktemp("geometry")
    patch = pytest.MonkeyPatch()
    patch.setattr("tempfile.tempdir", str(folder))
    patch.setattr("os.fsync", lambda _: None)
    yield written(folder / "data", complete())
    patch.undo()


def check(done: Output) -> None:
    """Check a run against the promises, whatever the boundaries."""
    event(str(done.status))
    assert done.status in (0, 1, 3), done.stderr
    assert not re.search(r"\b(nan|inf|Infinity|NaN)\b", done.stdout) or done.status == 3
    if done.status == 3 and not done.stdout:
        assert done.stderr and "Traceback" not in done.stderr


@fuzz(40)
@given(shapes(DEGREES) | shapes(DEGREES | st.sampled_from(ODD)), st.sampled_from(COMMANDS))
def test_outlines(root: Path, shape: tuple[str, Any], command: str) -> None:
    """A region may have any outline."""
    kind, coordinates = shape
    geometry = {"type": kind, "coordinates": coordinates}
    feature = {"type": "Feature", "properties": {"code": "01"}, "geometry": geometry}
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    path = root / "map" / "regions.geojson"
    before = path.read_bytes()
    path.write_text(text, "utf-8")
    try:
        check(call(*command.split(), "--data", str(root)))
    finally:
        path.write_bytes(before)


@fuzz(40)
@given(
    ARCS, PLACES, st.sampled_from([1, 0.1, 0.01, 1e-300, 1e300, -1]),
    st.sampled_from(["locate 46.8,-71.2", "locate 46.8,-71.2 --json", "check", "export -f html"]),
)  # fmt: skip
@example([TRIANGLE], [[0]], 1, "export -f html")  # outside every view
@example([TRIANGLE], [[0], [0]], 0.01, "export -f html")  # simplified to nothing
def test_borders(
    root: Path, arcs: list[Any], rings: list[list[int]], grid: float, command: str
) -> None:
    """An MRC may have any border."""
    geometry = {"type": "Polygon", "arcs": rings, "properties": {"code": "100"}}
    topology = {
        "arcs": arcs,
        "transform": {"scale": [grid, grid], "translate": [-71.5, 46.5]},
        "objects": {"mrc": {"geometries": [geometry]}},
    }
    path = root / "map" / "mrc.topojson"
    path.write_text(json.dumps(topology), "utf-8")
    try:
        check(call(*command.split(), "--data", str(root)))
    finally:
        os.unlink(path)
