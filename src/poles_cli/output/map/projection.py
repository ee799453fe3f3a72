"""The map projection of the dataset: Lambert's conformal conic, on a sphere."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

EARTH_RADIUS = 6371.0  # km; a sphere is exact enough for a picture

Project = Callable[[float, float], tuple[float, float]]


def lambert(parallels: Sequence[float], lat: float, lon: float) -> Project:
    """Return the function from longitude and latitude in degrees to x and y in km.

    `parallels` are the two standard parallels, along which the scale is true; x and y are 0 at
    `lat`, `lon`, and y grows towards the north.
    """
    south, north = (math.radians(parallel) for parallel in parallels)
    if math.isclose(south, north):
        cone = math.sin(south)
    else:
        cone = math.log(math.cos(south) / math.cos(north)) / math.log(
            _tangent(north) / _tangent(south)
        )
    scale = EARTH_RADIUS * math.cos(south) * _tangent(south) ** cone / cone
    origin = scale / _tangent(math.radians(lat)) ** cone

    def project(longitude: float, latitude: float) -> tuple[float, float]:
        radius = scale / _tangent(math.radians(latitude)) ** cone
        angle = cone * math.radians(longitude - lon)
        return radius * math.sin(angle), origin - radius * math.cos(angle)

    return project


def _tangent(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)
