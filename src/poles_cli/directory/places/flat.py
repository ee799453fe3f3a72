"""Flatten the answer to a query into one record, each column collected from its matches."""

from __future__ import annotations

from typing import Any

from poles_cli.base.text import guarded
from poles_cli.directory.places.candidates import Reading
from poles_cli.records.model import Record
from poles_cli.records.projection import flat_row

COLUMNS = ("query", "status", "place", "kind", "code", "mrc", "region", "poles")
NOTHING = "\tnone" + "\t" * (len(COLUMNS) - 2) + "\n"

_GATHERED = ("place", "kind", "alias", "code", "mrc", "region")


def flatten(answer: Record) -> dict[str, Any]:
    """Return the answer with its matches' parts on top, as lists in order, without repeats."""
    matches = answer["matches"]
    flat: dict[str, Any] = {name: value or None for name, value in answer.items()}
    for name in _GATHERED:
        values: list[Any] = []
        for match in matches:
            if match[name] is not None and match[name] not in values:
                values.append(match[name])
        flat[name] = values or None
    return {**flat, "query": answer["query"], "matches": matches}


def cells(reading: Reading, columns: tuple[str, ...]) -> list[str]:
    """Return the columns of an answer as one-line texts, guarded against formulas."""
    return [guarded(cell) for cell in flat_row(flatten(reading.record("")), columns)]


def tail(reading: Reading) -> str:
    """Return the rest of the default TSV line, after the query."""
    if not reading.candidates:
        return NOTHING
    return "\t".join(["", *cells(reading, COLUMNS[1:])]) + "\n"
