"""Find the sources that a record cites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def cited(value: Any) -> list[str]:
    """Return the source ids cited anywhere in a record, in order of first appearance."""
    found: dict[str, None] = {}
    _collect(value, found)
    return list(found)


def _collect(value: Any, found: dict[str, None]) -> None:
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key == "sources":
                found.update(dict.fromkeys(part))
            else:
                _collect(part, found)
    elif isinstance(value, list):
        for part in value:
            _collect(part, found)
