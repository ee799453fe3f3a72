"""The registry as JSON Schema (2020-12), for the files and for the JSON of commands.

A schema checks less than `poles check`: it covers one file, not the references between files, the
calendar or the typography.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from poles_cli.rules.columns import COLUMNS
from poles_cli.rules.entries import CONTACTS
from poles_cli.rules.field import KEYED, LIST, LONGEST, ONE, Field, table, tables
from poles_cli.rules.records import RECORDS
from poles_cli.rules.registry import FILES

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# No control, bidirectional or separator character, no bar, no space at either end.
_TEXT = (
    "^(?![\\s=+@-])[^|\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f"
    "\\u2028-\\u202e\\u2066-\\u2069\\ufeff]*(?<!\\s)$"
)
_DAY = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?]?"
_END = f"({_DAY}|\\.\\.)"
_MEMBER = f"({_DAY}|{_DAY}\\.\\.({_DAY})?|\\.\\.{_DAY})"
_NUMBER = "[0-9]{1,15}(\\.[0-9]{1,4})?"

_DEFINITIONS: Mapping[str, Mapping[str, Any]] = {
    "text": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": _TEXT},
    "date": {
        "type": "string",
        "description": "An EDTF date.",
        "pattern": f"^({_DAY}|{_END}/{_END}|\\[{_MEMBER}(,{_MEMBER})*\\])$",
    },
    "amount": {"type": "string", "pattern": f"^(<?~|>=|<=|>|<)?{_NUMBER}$"},
    "measure": {
        "type": "string",
        "pattern": f"^((<?~|>=|<=|>|<)?{_NUMBER}|[1-9][0-9]*/[1-9][0-9]*)$",
    },
    "url": {"type": "string", "pattern": "^https?://[^\\s/?#@]+\\.[^\\s/?#@]+([/?#]\\S*)?$"},
    "email": {"type": "string", "pattern": "^[^\\s@|]+@[^\\s@|]+\\.[A-Za-z]{2,}$"},
    "phone": {"type": "string", "pattern": "^[0-9 ()+.-]+(, poste [0-9]+)?$"},
    "postal-code": {"type": "string", "pattern": "^[0-9A-Z -]+$"},
    "key": {"type": "string", "pattern": "^[0-9a-z]+([.-][0-9a-z]+)*$"},
    "flag": {"type": "boolean"},
    "integer": {"type": "integer", "minimum": 0},
    "number": {"type": "number"},
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of every kind of file, by kind."""
    return {kind: schema(kind) for kind in FILES}


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, after parsing from TOML."""
    return _document(f"file:{kind}", f"poles data file: {kind}", FILES[kind], _DEFINITIONS)


def records_schema(kind: str, commands: Sequence[str]) -> dict[str, Any]:
    """Return the JSON Schema of an array of records of a kind, or of everything at once (`all`).

    The title names the `commands` that write it. A record may quote what a user typed, so its texts
    have no rules.
    """
    whole = _everything() if kind == "all" else tables(f"Records of kind “{kind}”.", _whole(kind))
    title = ", ".join(f"poles {command} --json" for command in commands)
    text = {"type": "string"}
    recorded = [{"$ref": "#/$defs/stated"}, {"type": "array", "items": text}]
    definitions = {**_DEFINITIONS, "text": text, "recorded": {"anyOf": recorded}}
    return _document(f"records:{kind}", title, whole, definitions)


def _document(
    name: str, title: str, field: Field, definitions: Mapping[str, Any]
) -> dict[str, Any]:
    head = {"$schema": DIALECT, "$id": f"urn:poles-cli:{name}", "title": title}
    return head | _value(field) | {"$defs": _definitions(definitions)}


def _whole(kind: str) -> Mapping[str, Field]:
    """Return the fields of a whole record, without those of flat formats only."""
    fields = RECORDS[kind]()
    # An answer also has the pôles of all its places.
    match = {name for name in fields.get("matches", table("", {})).fields if name != "poles"}
    flat = {"poles": CONTACTS, "places": match}
    return {name: field for name, field in fields.items() if name not in flat.get(kind, ())}


def _everything() -> Field:
    """Return the schema of `export --json`: each file's content under its name."""
    listed = {
        name: tables("", _whole(name)) for name in ("poles", "concepts", "regions", "sources")
    }
    share = {"mrc": Field("text", "Code.", True), "share": Field("integer", "Per cent.", True)}
    sheets = {name: tables(f"`territory/{name}.csv`", fields) for name, fields in COLUMNS.items()}
    postal = {**COLUMNS["postal"], "mrcs": tables("MRC it covers.", share)}
    whole = {**FILES, **listed, "territory": table("", {**sheets, "postal": tables("", postal)})}
    needed = {name: field.needed() for name, field in whole.items() if name != "guide"}
    return table("The whole dataset.", {**needed, "guide": whole["guide"]})  # a recent addition


def _definitions(definitions: Mapping[str, Any]) -> dict[str, Any]:
    text = {"$ref": "#/$defs/text"}
    texts = {"type": "array", "items": text}
    return {
        **definitions,
        "bilingual": _object({"fr": text, "en": text}, ["fr", "en"]),
        "stated": {"anyOf": [text, {"$ref": "#/$defs/bilingual"}]},
        "bilingual-list": _object({"fr": texts, "en": texts}, []),
    }


def _value(field: Field) -> dict[str, Any]:
    """Return the schema of one field, with its description."""
    return {"description": field.description, **_shaped(field)}


def _shaped(field: Field) -> dict[str, Any]:
    if field.shape == ONE:
        return _one(field)
    if field.type == "bilingual":
        return {"$ref": "#/$defs/bilingual-list"}
    item = _one(field)
    if field.shape == LIST:
        least = {"minItems": 1} if field.required else {}
        return {"type": "array", "items": item, **least}
    assert field.shape == KEYED
    return {
        "type": "object",
        "propertyNames": {"$ref": "#/$defs/key"},
        "additionalProperties": item,
    }


def _one(field: Field) -> dict[str, Any]:
    if field.type == "table":
        properties = {name: _value(inner) for name, inner in field.fields.items()}
        return _object(properties, [name for name, inner in field.fields.items() if inner.required])
    if field.choices:
        return {"enum": list(field.choices)}
    return {"$ref": f"#/$defs/{field.type}"}


def _object(properties: Mapping[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
    }
