"""A Frictionless data package: the tables of the SQLite export as CSV, and their schemas."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from poles_cli.base.errors import USAGE, N_, PolesError
from poles_cli.base.text import guarded
from poles_cli.directory.directory import Directory
from poles_cli.output.context import Context
from poles_cli.output.formats.delimited import csv_line
from poles_cli.output.formats.json_ import dumps
from poles_cli.output.formats.sqlite_rows import rows
from poles_cli.output.formats.sqlite_schema import Column, Table, tables
from poles_cli.output.result import Result

_TYPES = {"INTEGER": "integer", "REAL": "number", "TEXT": "string"}
_REFERENCE = re.compile(r"REFERENCES (\w+) \((\w+)\)")
_SEARCH = "entries"  # texts for search, which are copied from the other tables
# These are empty for a citation by a whole file, which a data package treats as missing.
_EMPTY = {("citations", "slug"), ("citations", "path")}


def write_datapackage(result: Result, context: Context) -> Iterator[bytes]:
    """Yield the bytes of a ZIP file. Raises `PolesError` (usage) if it would go to a terminal."""
    if context.to_terminal and context.options.output is None:
        raise PolesError(
            USAGE,
            N_("A data package goes to a file."),
            N_("Type: poles export --format datapackage --output poles.zip"),
        )
    kept = {name: table for name, table in tables().items() if name != _SEARCH}
    lines = {name: [csv_line([c.name for c in _columns(table)])] for name, table in kept.items()}
    for name, record in rows(context.directory):
        if name in kept:
            values = (column.value(record) for column in _columns(kept[name]))
            lines[name].append(csv_line([_cell(value) for value in values]))
    described = dumps(_description(context.directory, kept), indent=2) + "\n"
    texts = {f"data/{name}.csv": "".join(rows) for name, rows in lines.items()}
    yield _zipped({"datapackage.json": described, **texts})


def _columns(table: Table) -> list[Column]:
    """Return the columns that contain data, without computed ones."""
    return [column for column in table.columns if column.path]


def _cell(value: Any) -> str:
    """Return a value as a cell, guarded against formulas; a flag becomes a number."""
    return "" if value is None else guarded(str(int(value) if isinstance(value, bool) else value))


def _zipped(files: dict[str, str]) -> bytes:
    """Return a ZIP file that depends only on `files`: no dates, and no compression."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o644 << 16  # readable files, as on Unix
            archive.writestr(info, text.encode())
    return stream.getvalue()


def _description(directory: Directory, kept: dict[str, Table]) -> dict[str, Any]:
    info = directory.info
    licences = [licence for licence in info["licences"] if licence["subject"] == "data"]
    return {
        "profile": "tabular-data-package",
        "name": f"poles-{info['id']}",
        "title": info["title"]["fr"],
        "description": "\n".join([info["title"]["en"], *(n["en"] for n in info.get("notes", ()))]),
        "version": info["date"],
        "licenses": [
            {"name": licence["id"], "title": licence["en"], **_path(licence)}
            for licence in licences
        ],
        "sources": [
            {"title": credit["en"], **_path(credit)} for credit in info.get("attributions", ())
        ],
        "resources": [_resource(table) for table in kept.values()],
    }


def _path(record: dict[str, str]) -> dict[str, str]:
    return {"path": record["url"]} if "url" in record else {}


def _resource(table: Table) -> dict[str, Any]:
    columns = _columns(table)
    named = {(table.name, column.name) for column in columns}
    references = [(c.name, match) for c in columns if (match := _REFERENCE.search(c.sql))]
    keys = [
        {"fields": [name], "reference": {"resource": _other(match[1], table), "fields": [match[2]]}}
        for name, match in references
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"data/{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column, (table.name, column.name)) for column in columns],
            **({"primaryKey": list(table.key)} if table.key and not _EMPTY & named else {}),
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _other(name: str, table: Table) -> str:
    """Return the resource of a reference: an empty name means the table itself."""
    return "" if name == table.name else name


def _field(column: Column, where: tuple[str, str]) -> dict[str, Any]:
    always = "NOT NULL" in column.sql and where not in _EMPTY
    needed = {"constraints": {"required": True}} if always else {}
    described = {"description": column.description} if column.description else {}
    kind: dict[str, Any] = {"type": _TYPES[column.sql.split()[0]]}
    if column.flag:
        kind = {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]}
    return {"name": column.name, **kind, **described, **needed}
