"""The declaration of one field, and the shapes that many fields share."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from poles_cli.base.errors import N_
from poles_cli.rules.vocabularies import CONFIDENCE

LONGEST = 5000  # characters of a text: ten times the longest in the data

ONE = "one"
LIST = "list"
KEYED = "keyed"

# The uses of a pôle's fact in the program:
# `settable`: `poles set` corrects it            `covered`: coverage counts the pôles that have it
# `exported`: GeoJSON carries it                 `changing`: it may become false, and is then stale
# `direct`: it reaches the pôle by itself        `site`: it is the address of a web site of the pôle
Role = Literal["settable", "covered", "exported", "changing", "direct", "site"]


class Field(NamedTuple):
    """One field of the data.

    `type` is `text`, `bilingual`, `stated` (either), `recorded` (either, or texts), `date` (EDTF),
    `amount`, `measure`, `url`, `email`, `phone`, `postal-code`, `key`, `flag`, `integer`, `number`
    or `table`. `shape` is one value, a list, or a table under free keys; a bilingual list is one
    list per language. `refers` is the kind of entry that a value must identify: `area` is a region
    or all of them (`00`). `choices` are the allowed words, each with its label or an empty text.
    `longest` is the maximum number of characters. `label` names the field on cards and in tables,
    `heading` in a narrow column. `retired` names the fields here of older editions, which nothing
    reads any more.
    """

    type: str
    description: str
    required: bool = False
    shape: str = ONE
    choices: Mapping[str, str] = {}
    refers: str = ""
    longest: int = LONGEST
    fields: Mapping[str, "Field"] = {}
    label: str = ""
    heading: str = ""
    roles: tuple[Role, ...] = ()
    retired: tuple[str, ...] = ()

    def needed(self) -> "Field":
        """Return a copy of the field that is required."""
        return self._replace(required=True)

    def called(self, label: str, heading: str = "") -> "Field":
        """Return a copy of the field with its label, and its heading if different."""
        return self._replace(label=label, heading=heading or label)

    def with_roles(self, *roles: Role) -> "Field":
        """Return a copy of the field with these roles added."""
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
    several("text", "Ids of its sources, best first.", "source").needed().called(N_("Sources"))
)
GRADE = word("Grade: high, medium or low.", CONFIDENCE)
AS_OF = Field("date", "Date at which it was seen.")
NOTES: Mapping[str, Field] = {
    "audience": text("`public`: users who call, visit, join or quote need the note.", "public"),
    "note": bilingual("A nuance: conditions, other readings, limits; short if public."),
    "method": bilingual("Method behind a public note."),
}
# The fields of each fact, and of each fact with a date.
BACKING = {"confidence": GRADE.needed(), "sources": SOURCES, **NOTES}
SEEN = {"as_of": AS_OF, **BACKING}


def fact(value: Field, description: str) -> Field:
    """Return a field that states one sourced value."""
    return table(description, {"value": value.needed(), **SEEN})
