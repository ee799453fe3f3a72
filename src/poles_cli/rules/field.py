"""What the registry says of one field, and the shapes that many fields share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

ONE = "one"
LIST = "list"
KEYED = "keyed"

CONFIDENCE = ("high", "medium", "low")


class Field(NamedTuple):
    """One field of the data.

    `type` is `text`, `bilingual`, `date` (EDTF), `amount`, `measure`, `url`, `email`, `phone`,
    `postal-code`, `key`, `flag`, `integer`, `number` or `table`. `shape` says whether the file
    holds one such value, a list of them, or a table of them under free keys; a bilingual list is a
    list in each language. `refers` names what a value must be the identity of: `area` is a region
    or all of them (`00`). `retired` names the fields that older editions of the data hold here and
    that nothing reads any more.
    """

    type: str
    description: str
    required: bool = False
    shape: str = ONE
    choices: tuple[str, ...] = ()
    refers: str = ""
    fields: Mapping[str, Field] = {}
    retired: tuple[str, ...] = ()

    def needed(self) -> Field:
        """Return the same field, required."""
        return self._replace(required=True)


def text(description: str, *choices: str) -> Field:
    """Return a field of one line of text, or of one word among `choices`."""
    return Field("text", description, choices=choices)


def bilingual(description: str) -> Field:
    """Return a field of text in both languages."""
    return Field("bilingual", description)


def several(type_: str, description: str, refers: str = "") -> Field:
    """Return a field that lists values of one type."""
    return Field(type_, description, shape=LIST, refers=refers)


def table(description: str, fields: Mapping[str, Field]) -> Field:
    """Return a field that is a table of other fields."""
    return Field("table", description, fields=fields)


def tables(description: str, fields: Mapping[str, Field]) -> Field:
    """Return a field that is a list of tables."""
    return Field("table", description, shape=LIST, fields=fields)


def keyed(description: str, fields: Mapping[str, Field]) -> Field:
    """Return a field that is a table of tables, each under its own identity."""
    return Field("table", description, shape=KEYED, fields=fields)


SOURCES = several("text", "Ids of the sources that say so, best first.", "source").needed()
GRADE = text("How sure it is: high, medium or low.", *CONFIDENCE)
AS_OF = Field("date", "When the source saw it so.")
NOTE = bilingual("A finer shade: conditions, other readings, limits.")


def fact(value: Field, description: str) -> Field:
    """Return a field that states one sourced value."""
    return table(
        description,
        {
            "value": value.needed(),
            "as_of": AS_OF,
            "confidence": GRADE.needed(),
            "sources": SOURCES,
            "note": NOTE,
        },
    )
