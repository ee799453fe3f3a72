"""JSON: one array, or one object per line. Whole records, both languages, the data's key order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from poles_cli.base.text import visible
from poles_cli.output.context import Context
from poles_cli.output.result import Result
from poles_cli.records.model import Record
from poles_cli.records.projection import pick, without_nulls


def dumps(value: Any, **settings: Any) -> str:
    """Return a value as JSON, with letters unescaped and hidden characters escaped."""
    return visible(json.dumps(value, ensure_ascii=False, **settings))


def write_json(result: Result, context: Context) -> Iterator[str]:
    """Yield one array, `[]` if empty, or a document as one object."""
    if result.document is not None:
        yield dumps(without_nulls(result.document), indent=2) + "\n"
        return
    lead = "[\n"
    for record in _records(result, context):
        yield lead + _indented(record)
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def write_jsonl(result: Result, context: Context) -> Iterator[str]:
    """Yield one object per line."""
    for record in _records(result, context):
        yield dumps(record, separators=(", ", ": ")) + "\n"


def _records(result: Result, context: Context) -> Iterator[dict[str, Any]]:
    """Yield the records, limited to the requested fields; missing ones are left out."""
    fields = context.options.fields
    records = (pick(r, fields) for r in result.flat_records()) if fields else result.records
    yield from map(without_nulls, map(dict, records))


def _indented(record: Record) -> str:
    text = dumps(record, indent=2)
    return "  " + text.replace("\n", "\n  ")
