"""The registry as JSON Schema (2020-12), for editors and other programs.

A schema says less than `poles check`: it sees one file, not what the files say of each other, and
neither the calendar nor typography.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.rules.field import KEYED, LIST, LONGEST, ONE, Field
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
    """Return the JSON Schema of a kind of file, as it reads once parsed from TOML."""
    return {"$schema": DIALECT, **_value(FILES[kind]), "$defs": _definitions()}


def _definitions() -> dict[str, Any]:
    text = {"$ref": "#/$defs/text"}
    texts = {"type": "array", "items": text}
    return {
        **_DEFINITIONS,
        "bilingual": _object({"fr": text, "en": text}, ["fr", "en"]),
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
