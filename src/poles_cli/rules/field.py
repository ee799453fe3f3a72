"""What the registry says of one field, and the shapes that many fields share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from poles_cli.base.errors import N_
from poles_cli.rules.vocabularies import CONFIDENCE

LONGEST = 5000  # characters of a text: ten times the longest there is

ONE = "one"
LIST = "list"
KEYED = "keyed"

# What the program does with a fact of a pôle, beyond keeping it:
# `settable`: `poles set` corrects it            `covered`: coverage counts the pôles that have it
# `exported`: GeoJSON carries it                 `changing`: it may become false, and is then stale
# `direct`: it reaches the pôle by itself        `site`: it is the address of a web site of the pôle
Role = Literal["settable", "covered", "exported", "changing", "direct", "site"]


class Field(NamedTuple):
    """One field of the data.

    `type` is `text`, `bilingual`, `stated` (either), `date` (EDTF), `amount`, `measure`, `url`,
    `email`, `phone`, `postal-code`, `key`, `flag`, `integer`, `number` or `table`. `shape` says
    whether the file holds one such value, a list of them, or a table of them under free keys; a
    bilingual list is a list in each language. `refers` names what a value must be the identity of:
    `area` is a region or all of them (`00`). `choices` are the words admitted, each with its label
    or an empty text. `longest` is the most characters of its text. `label` names the field on cards
    and in tables, `heading` in a narrow column. `retired` names the fields that older editions of
    the data hold here and that nothing reads any more.
    """

    type: str
    description: str
    required: bool = False
    shape: str = ONE
    choices: Mapping[str, str] = {}
    refers: str = ""
    longest: int = LONGEST
    fields: Mapping[str, Field] = {}
    label: str = ""
    heading: str = ""
    roles: tuple[Role, ...] = ()
    retired: tuple[str, ...] = ()

    def needed(self) -> Field:
        """Return the same field, required."""
        return self._replace(required=True)

    def called(self, label: str, heading: str = "") -> Field:
        """Return the same field with its label, and its heading if it differs."""
        return self._replace(label=label, heading=heading or label)

    def with_roles(self, *roles: Role) -> Field:
        """Return the same field with these roles added."""
        return self._replace(roles=(*self.roles, *roles))


def text(description: str, *choices: str) -> Field:
    """Return a field of one line of text, or of one word among `choices`."""
    return Field("text", description, choices=dict.fromkeys(choices, ""))


def word(description: str, vocabulary: Mapping[str, str]) -> Field:
    """Return a field of one word of a vocabulary."""
    return Field("text", description, choices=vocabulary)


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


SOURCES = (
    several("text", "Ids of the sources that say so, best first.", "source")
    .needed()
    .called(N_("Sources"))
)
GRADE = word("How sure it is: high, medium or low.", CONFIDENCE)
AS_OF = Field("date", "When the source saw it so.")
NOTES: Mapping[str, Field] = {
    "audience": text("`public`: one who calls, visits, joins or quotes needs the note.", "public"),
    "note": bilingual("A finer shade: conditions, other readings, limits; short if public."),
    "method": bilingual("How that is known, beside a public note."),
}
# What stands under each fact, and under each fact that was seen on a day.
BACKING = {"confidence": GRADE.needed(), "sources": SOURCES, **NOTES}
SEEN = {"as_of": AS_OF, **BACKING}


def fact(value: Field, description: str) -> Field:
    """Return a field that states one sourced value."""
    return table(description, {"value": value.needed(), **SEEN})
