"""Find the sources that a record cites, and read a few entries of the bibliography alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def entries(text: str, ids: Iterable[str]) -> dict[str, dict[str, Any]] | None:
    """Return the tables of `ids` from the text of `sources.toml`, or None if it needs a full parse.

    Each source is one `[id]` table that ends where the next begins. Any other layout (an inline
    table, a bracket in a multi-line text) needs a parse of the whole file.
    """
    import tomli

    found = {}
    for id_ in ids:
        head = f'\n["{id_}"]\n' if "." in id_ else f"\n[{id_}]\n"
        start = text.find(head)
        if start < 0 or text.find(head, start + 1) >= 0:
            return None
        end = text.find("\n[", start + 1)
        try:
            tables = tomli.loads(text[start : end if end >= 0 else None])
        except tomli.TOMLDecodeError:
            return None
        found[id_] = tables[id_]
    return found
