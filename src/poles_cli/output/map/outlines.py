"""Read the regions' boundaries from the dataset and project them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from poles_cli.base.errors import DATA, N_, PolesError
from poles_cli.base.files import unreadable
from poles_cli.directory.directory import Directory
from poles_cli.output.map.projection import Project, lambert

FILE = "map/regions.geojson"

Point = tuple[float, float]


class Frame(NamedTuple):
    """A rectangle of the plane, in km; y grows towards the north."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Kilometres from west to east."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Kilometres from south to north."""
        return self.top - self.bottom

    def meets(self, other: Frame) -> bool:
        """Return True if two frames overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, point: Point) -> bool:
        """Return True if a point is inside."""
        return self.left < point[0] < self.right and self.bottom < point[1] < self.top

    def grown(self, share: float) -> Frame:
        """Return the frame with a margin all around, as a share of its longer side.

        The margin is at least a metre, so that the map of a smaller area has some size.
        """
        margin = share * max(self.width, self.height)
        if share > 0:
            margin = max(margin, 0.001)
        return Frame(
            self.left - margin, self.bottom - margin, self.right + margin, self.top + margin
        )


class Outline(NamedTuple):
    """One region on the plane: its code, its closed rings, and the point of its label."""

    code: str
    rings: list[list[Point]]
    label: Point


class Inset(NamedTuple):
    """A part of the map drawn again, larger: its title in both languages, and its frame."""

    title: dict[str, str]
    codes: tuple[str, ...]
    frame: Frame


def geometries(directory: Directory) -> dict[str, dict[str, Any]]:
    """Return each region's GeoJSON geometry by its code: degrees, exterior rings counter-clockwise.

    Raises `PolesError` (bad dataset) if the file is missing or invalid.
    """
    import json

    try:
        features = json.loads(directory.read(FILE))["features"]
        shapes = {feature["properties"]["code"]: feature["geometry"] for feature in features}
        # Only the members that were checked.
        return {
            code: {name: shape[name] for name in ("type", "coordinates")}
            for code, shape in shapes.items()
        }
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise unreadable(directory.root / FILE, error) from error


def outlines(directory: Directory) -> list[Outline]:
    """Return the regions, by code, on the plane of the dataset's projection."""
    project = projection(directory)
    shapes = geometries(directory)
    return [
        Outline(
            region.code,
            [[project(*point) for point in ring] for ring in rings(shapes[region.code])],
            project(region.record["label_lon"], region.record["label_lat"]),
        )
        for region in directory.regions
        if region.code in shapes
    ]


def projection(directory: Directory) -> Project:
    """Return the function from degrees to the plane that the dataset names."""
    settings = _settings(directory)
    return lambert(settings["parallels"], settings["origin"]["lat"], settings["origin"]["lon"])


def insets(directory: Directory, found: Sequence[Outline]) -> list[Inset]:
    """Return the insets that the dataset defines, each framing the regions it names."""
    return [
        Inset(
            inset["title"],
            tuple(inset["regions"]),
            frame(outline for outline in found if outline.code in inset["regions"]),
        )
        for inset in _settings(directory).get("insets", ())
    ]


def frame(found: Iterable[Outline]) -> Frame:
    """Return the smallest frame around outlines."""
    points = [point for outline in found for ring in outline.rings for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Frame(min(xs), min(ys), max(xs), max(ys))


def rings(geometry: dict[str, Any]) -> list[list[Any]]:
    """Return every ring of a GeoJSON polygon or group of polygons."""
    if geometry["type"] == "Polygon":
        return list(geometry["coordinates"])
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def _settings(directory: Directory) -> Any:
    """Return the map settings of the dataset; raise if it has no map."""
    settings = directory.info.get("map")
    if settings is None:
        raise PolesError(DATA, N_("This dataset has no map."), N_("Type: poles regions"))
    return settings
