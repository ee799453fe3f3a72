"""Read a few entries of the bibliography, without parsing the hundreds of others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


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
