"""The fields and schemas of docs/formats.md are those of the registry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from documents import ROOT
from poles_cli import load
from poles_cli.directory.collections import WHAT
from poles_cli.rules.json_schema import schemas
from poles_cli.rules.records import field_names
from program import UPDATE

GUIDE = ROOT / "docs/formats.md"
SCHEMAS = ROOT / "docs/schemas"
START = "<!-- records: generated from the registry -->"
END = "<!-- end of records -->"

# The records of each kind, and the commands that give them.
RECORDS = {
    "poles": "`list`, `show`, `export --what poles`",
    "concepts": "`explain`, `export --what concepts`",
    "regions": "`regions`, `map`, `export --what regions`",
    "places": "`locate`",
    "search": "`search`",
    "figures": "`stats`, `export --what figures`",
    "measures": "`stats --shares`",
    "sources": "`sources`, `export --what sources`",
    "examples": "`export --what examples`",
    "territory": "`export --what territory`",
    "corrections": "`set`, `unset`",
    "problems": "`check`",
    "coverage": "`check --coverage`",
    "stale": "`check --stale`",
    "links": "`check --links`",
    "refresh": "`refresh`",
    "about": "`about`",
}

# Fields of a record that its file does not have.
IDENTITY = {
    "poles": ("slug", "name"),
    "concepts": ("slug",),
    "regions": ("code", "slug", "poles"),
    "sources": ("id",),
}


def table() -> str:
    """Return the fields of the first level of every kind of record, as Markdown."""
    rows = ["| command | fields |", "| --- | --- |"]
    for kind, commands in RECORDS.items():
        names = ", ".join(f"`{name}`" for name in field_names(kind) if "." not in name)
        rows.append(f"| {commands} | {names} |")
    return "\n".join(rows)


def test_fields_are_those_of_the_registry() -> None:
    """The table of fields comes from the registry; POLES_UPDATE_GOLDEN=1 rewrites it."""
    text = GUIDE.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    expected = f"{before}{START}\n\n{table()}\n\n{END}{rest.partition(END)[2]}"
    if UPDATE:
        GUIDE.write_text(expected, encoding="utf-8", newline="\n")
        text = expected

    assert expected == text


def test_schemas_are_those_of_the_registry() -> None:
    """Each kind of file has its exact schema; POLES_UPDATE_GOLDEN=1 rewrites them."""
    expected = {
        f"{kind}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for kind, schema in schemas().items()
    }
    if UPDATE:
        SCHEMAS.mkdir(exist_ok=True)
        for name, text in expected.items():
            (SCHEMAS / name).write_text(text, encoding="utf-8", newline="\n")

    assert expected == {path.name: path.read_text("utf-8") for path in SCHEMAS.iterdir()}
    assert set(expected) == set(re.findall(r"\(schemas/(.+?)\)", GUIDE.read_text("utf-8")))


@pytest.mark.parametrize("kind", IDENTITY)
def test_records_are_tables_of_their_files(kind: str) -> None:
    """A JSON record without its identifier obeys the schema of its file."""
    found = Draft202012Validator(schemas()[kind])
    for document in _documents(kind, WHAT[kind](load())):
        found.validate(document)


def _documents(kind: str, records: list[Mapping[str, Any]]) -> Iterator[object]:
    """Yield the files that records come from, parsed."""
    tables = [
        {name: value for name, value in record.items() if name not in IDENTITY[kind]}
        for record in records
    ]
    if kind in ("poles", "concepts"):
        yield from tables
    else:  # one file has them all, each under its identifier
        keys = [str(record[IDENTITY[kind][0]]) for record in records]
        yield dict(zip(keys, tables, strict=True))
