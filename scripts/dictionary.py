"""The registry as the tables of the data guide (`data/README.md`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from poles_cli.rules.columns import COLUMNS
from poles_cli.rules.field import KEYED, LIST, ONE, Field
from poles_cli.rules.registry import FILES

START = "<!-- fields: generated from the registry -->"
END = "<!-- end of fields -->"

_TYPES = {
    "postal-code": "postal code",
    "bilingual": "text in fr and en",
    "flag": "true or false",
    "integer": "whole number",
    "key": "identity",
}


def dictionary() -> str:
    """Return the Markdown tables of every field of every file, in file order."""
    parts = [part for field in FILES.values() for part in _file(field.description, field.fields)]
    for name, fields in COLUMNS.items():
        parts += _file(f"`territory/{name}.csv`: one row each", fields)
    return "\n".join(parts)


def updated(readme: str) -> str:
    """Return the guide with the tables between its two marks regenerated."""
    before, _, rest = readme.partition(START)
    after = rest.partition(END)[2]
    return f"{before}{START}\n\n{dictionary()}\n{END}{after}"


def _file(title: str, fields: Mapping[str, Field]) -> Iterator[str]:
    yield f"### {title}\n"
    yield "| field | type | required | what it is |\n| --- | --- | --- | --- |"
    for path, field in _rows(fields):
        required = "yes" if field.required else ""
        yield f"| `{path}` | {_type(field)} | {required} | {_words(field)} |"
    yield ""


def _rows(fields: Mapping[str, Field], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Yield every path of a file; `[]` marks a list of tables, a bilingual field is one row."""
    for name, field in fields.items():
        path = prefix + name
        yield path, field
        yield from _rows(field.fields, path + ("[]." if field.shape == LIST else "."))


def _type(field: Field) -> str:
    name = _TYPES.get(field.type, field.type)
    if field.shape == ONE:
        return name
    if field.shape == KEYED:
        return f"{name}, by key"
    return f"list of {name}s" if name.isalpha() else f"list of {name}"


def _words(field: Field) -> str:
    choices = ", ".join(f"`{choice}`" for choice in field.choices)
    return f"{field.description} One of {choices}." if choices else field.description
