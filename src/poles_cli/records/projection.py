"""Read fields of a record by dotted name, and their one-line value for flat formats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from poles_cli.base.text import plain
from poles_cli.records.model import Record

SEPARATOR = "|"


def value_at(record: Record, path: str) -> Any:
    """Return the value at a dotted path, or None; a path through a list collects from each item.

    A contact is also a field: `website` is `contacts.website`.
    """
    head, _, rest = path.partition(".")
    value = record.get(head)
    if value is None:
        value = record.get("contacts", {}).get(head)
    return _descend(value, rest) if rest else value


def _descend(value: Any, path: str) -> Any:
    if isinstance(value, Mapping):
        return value_at(value, path)
    if isinstance(value, Sequence) and not isinstance(value, str):
        found = [_descend(item, path) for item in value]
        return [item for item in found if item is not None] or None
    return None


def flat(value: Any) -> str:
    """Return a value as one line: a fact's value, a pair's French text, a joined list."""
    if value is None:
        return ""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        for key in ("value", "text", "name", "fr", "term", "series", "law", "slug"):
            if key in value:
                return flat(value[key])
        return SEPARATOR.join(flat(part) for part in value.values())
    if isinstance(value, Iterable):
        return SEPARATOR.join(flat(item) for item in value)
    return str(value)


def flat_row(record: Record, paths: Iterable[str]) -> list[str]:
    """Return the one-line values of a record at `paths`."""
    return [flat(value_at(record, path)) for path in paths]


def pick(record: Record, paths: Iterable[str]) -> dict[str, Any]:
    """Return the record limited to `paths`, each under its requested name."""
    return {path: value_at(record, path) for path in paths}


def without_nulls(value: Any) -> Any:
    """Return `value` without any None."""
    if isinstance(value, dict):
        return {key: without_nulls(part) for key, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [without_nulls(part) for part in value if part is not None]
    return value
