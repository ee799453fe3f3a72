"""Compare a parsed table with the registry: its values, and the problems of its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from poles_cli.base.errors import N_
from poles_cli.base.suggest import suggest
from poles_cli.rules.entries import CONTACTS
from poles_cli.rules.field import KEYED, LIST, ONE, Field
from poles_cli.rules.problem import Advice

MISSING = N_("The field “{name}” is missing.")
UNKNOWN = N_("There is no field “{name}” here; closest: {known}.")
NO_FIELD = N_("There is no field “{name}” here; possible fields: {known}.")
RETIRED = Advice(N_("The field “{name}” is no longer used: take it out."))
NOT_TABLE = N_("“{value}” is not a table of fields.")
NOT_LIST = N_("“{value}” is not a list: write it between brackets.")
EMPTY_LIST = N_("The list is empty: fill it.")
TWICE = N_("“{value}” appears twice in the list.")
NO_NOTE = N_("There is no note for the field “{name}” to go with.")
PRIVATE = N_("A method goes with a public note; another note holds its own: move it there.")
LONG_NOTE = Advice(N_("A public note has {count} words, of {most} at most: move its method apart."))

PUBLIC_WORDS = 12

# Faults of one table to report: more are useless, and each needs a search for a close name.
UNKNOWN_AT_MOST = 100


class Leaf(NamedTuple):
    """One value of a table, with its field and its language."""

    path: str
    field: Field
    value: Any
    language: str = ""


class Fault(NamedTuple):
    """A difference between a table and its shape in the registry."""

    path: str
    message: str
    values: Mapping[str, Any]


def walk(field: Field, value: Any, path: str = "") -> Iterator[Leaf | Fault]:
    """Yield every value under a field and every fault of shape, as deep as the registry goes."""
    if field.shape == KEYED:
        yield from _walk_keyed(field, value, path)
    elif field.type == "bilingual":
        yield from _walk_languages(field, value, path)
    elif field.shape == LIST:
        yield from _walk_list(field, value, path)
    elif field.type == "table":
        yield from _walk_table(field, value, path)
    else:
        yield Leaf(path, field, value)


def _walk_table(field: Field, value: Any, path: str) -> Iterator[Leaf | Fault]:
    if not isinstance(value, Mapping):
        yield Fault(path, NOT_TABLE, {"value": value})
        return
    prefix = f"{path}." if path else ""
    for name, inner in field.fields.items():
        if name in value:
            items = walk(_former(field, inner, name, value), value[name], prefix + name)
            yield from _in_language(items, name) if name in ("fr", "en") else items
        elif inner.required:
            yield Fault(prefix + name, MISSING, {"name": name})
    if "audience" in field.fields:
        yield from _audience(value, prefix)
    unknown = (name for name in value if name not in field.fields)
    for name in islice(unknown, UNKNOWN_AT_MOST):
        if name in field.retired:
            yield Fault(prefix + name, RETIRED, {"name": name})
            continue
        close = suggest(name, field.fields)
        message, known = (UNKNOWN, close) if close else (NO_FIELD, [*field.fields])
        yield Fault(path, message, {"name": name, "known": ", ".join(known)})


def _in_language(items: Iterator[Leaf | Fault], language: str) -> Iterator[Leaf | Fault]:
    for item in items:
        yield item._replace(language=language) if isinstance(item, Leaf) else item


def _audience(table: Mapping[str, Any], prefix: str) -> Iterator[Fault]:
    """Yield the problems between a note, its audience and its method."""
    if "audience" in table and "note" not in table:
        yield Fault(f"{prefix}audience", NO_NOTE, {"name": "audience"})
    if "method" in table and "audience" not in table:
        yield Fault(f"{prefix}method", PRIVATE, {})
    note = table.get("note") if "audience" in table else None
    for language, text in note.items() if isinstance(note, Mapping) else ():
        # A single sign, such as a French colon, is not a word.
        count = sum(any(map(str.isalnum, piece)) for piece in str(text).split())
        if count > PUBLIC_WORDS:
            values = {"count": count, "most": PUBLIC_WORDS}
            yield Fault(f"{prefix}note.{language}", LONG_NOTE, values)


def _former(parent: Field, field: Field, name: str, table: Mapping[str, Any]) -> Field:
    """Return the field of a value: for a former contact, the field of that contact."""
    if name != "value" or "field" not in parent.fields:
        return field
    contact = table.get("field")
    return (
        CONTACTS[contact].fields["value"]
        if isinstance(contact, str) and contact in CONTACTS
        else field
    )


def _walk_list(field: Field, value: Any, path: str) -> Iterator[Leaf | Fault]:
    if not isinstance(value, list):
        yield Fault(path, NOT_LIST, {"value": value})
        return
    if not value and field.required:
        yield Fault(path, EMPTY_LIST, {})
    seen = set()
    one = field._replace(shape=ONE)
    for index, item in enumerate(value, 1):
        yield from walk(one, item, f"{path}[{index}]")
        if isinstance(item, str):
            if item in seen:
                yield Fault(path, TWICE, {"value": item})
            seen.add(item)


def _walk_languages(field: Field, value: Any, path: str) -> Iterator[Leaf | Fault]:
    """Yield the texts of a pair of languages; a list may be in one language only."""
    if not isinstance(value, Mapping):
        yield Fault(path, NOT_TABLE, {"value": value})
        return
    for language in ("fr", "en"):
        at = f"{path}.{language}"
        if language not in value:
            if field.shape != LIST:
                yield Fault(at, MISSING, {"name": language})
        elif field.shape == LIST:
            items = _walk_list(field._replace(type="text"), value[language], at)
            yield from _in_language(items, language)
        else:
            yield Leaf(at, field._replace(type="text"), value[language], language)
    for name in value:
        if name not in ("fr", "en"):
            yield Fault(path, NO_FIELD, {"name": name, "known": "fr, en"})


def _walk_keyed(field: Field, value: Any, path: str) -> Iterator[Leaf | Fault]:
    if not isinstance(value, Mapping):
        yield Fault(path, NOT_TABLE, {"value": value})
        return
    key, one = Field("key", field.description), field._replace(shape=ONE)
    for name, inner in value.items():
        at = f"{path}.{name}" if path else name
        yield Leaf(at, key, name)
        yield from walk(one, inner, at)
