"""The tables of the SQLite export, made from the fields of the data.

A column `note_fr` is the field `note.fr` of a record. A list is a table of its own, named after its
parent (`pole_names`); a list within a list, or of words of a vocabulary, is one text with its items
separated by bars. Sources are all in `citations`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from poles_cli.records.model import Amount
from poles_cli.rules.columns import COLUMNS
from poles_cli.rules.entries import CONCEPT, CONTACTS, POLE
from poles_cli.rules.field import LIST, ONE, SEEN, Field, bilingual, text
from poles_cli.rules.files import DATASET, FIGURES, GUIDE, NETWORK, REGION, SOURCE

Fields = Mapping[str, Field]

# Columns whose names would be SQL words, and tables named without their parent.
_RENAMED = {"from": "since", "by": "presented_by"}
_NAMES = {
    "pole_activities": "activities",
    "pole_examples": "examples",
    "concept_legal": "legal",
    "concept_facts": "facts",
    "concept_related": "related",
}
_ONE_OF = {"aliases": "alias"}
_TYPES = {"integer": "INTEGER", "flag": "INTEGER", "amount": "INTEGER", "number": "REAL"}

# The target of each reference: the table and the column that identifies its rows.
_TARGETS = {
    "pole": ("poles", "slug"),
    "source": ("sources", "id"),
    "region": ("regions", "code"),
    "series": ("series", "id"),
    "figure": ("figures", "id"),
    "theme": ("themes", "id"),
    "point": ("points", "id"),
    "concept": ("concepts", "slug"),
    "mrc": ("mrc", "code"),
    "municipality": ("municipalities", "code"),
}

_TEXT = text("")
_WORD = _TEXT.needed()
_COUNT = Field("integer", "", True)
_POSITION = {"position": _COUNT}
_FLAG = Field("flag", "")
_DEGREES = Field("number", "")
_OWN = {"own": _FLAG, "set_on": _TEXT}

# Fields of a pôle that share their tables with others.
_GATHERED = ("contacts", "former_contacts", "figures", "doubtful_figures")


class Column(NamedTuple):
    """A column: its name, its declaration, and the path of its value in a record."""

    name: str
    sql: str
    path: tuple[str, ...] = ()  # empty for a column that the database computes
    part: str = ""  # for an amount: its `number`, or the `sign` before it
    description: str = ""
    flag: bool = False  # an integer, 0 or 1

    def value(self, record: Any) -> Any:
        """Return the value of a row, with a list joined; None if the record has none."""
        for name in self.path:
            record = record.get(name) if isinstance(record, Mapping) else None
        if isinstance(record, str) and self.part:
            amount = Amount(record)
            return int(amount.value) if self.part == "number" else amount.sign
        if isinstance(record, list):
            return "|".join(record)
        return None if isinstance(record, Mapping) else record


class Table(NamedTuple):
    """A table: its columns, and those of its primary key."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def statement(self) -> str:
        """Return the statement that creates the table."""
        lines = [f"{column.name} {column.sql}" for column in self.columns]
        if self.key:
            lines.append(f"PRIMARY KEY ({', '.join(self.key)})")
        return f"CREATE TABLE {self.name} (\n    " + ",\n    ".join(lines) + "\n);"

    def indexes(self) -> Iterator[str]:
        """Yield an index for each column used in joins that does not come first in a key."""
        for column in self.columns:
            joins = "REFERENCES" in column.sql or column.name == "key"
            if joins and column.name not in self.key[:1]:
                yield f"CREATE INDEX {self.name}_{column.name} ON {self.name} ({column.name});"


class Child(NamedTuple):
    """A list of an entry as a table; `one` is the column of its items if they are texts."""

    name: str
    field: Field
    table: str
    one: str


def facts(parent: str, fields: Fields) -> list[str]:
    """Return the fields of a pôle that are rows of `pole_facts`; none for other entries."""
    names = [name for name, field in fields.items() if "value" in field.fields]
    return [name for name in names if parent == "pole" and name not in _GATHERED]


def children(parent: str, fields: Fields) -> Iterator[Child]:
    """Yield the lists of an entry that are tables of their own."""
    for name, field in fields.items():
        apart = name in ("sources", *_GATHERED) or field.choices or name in facts(parent, fields)
        if field.shape == LIST and not apart:
            table = f"{parent}_{name}"
            one = "" if field.fields else _ONE_OF.get(name, name.removesuffix("s"))
            yield Child(name, field, _NAMES.get(table, table), one)


def tables() -> dict[str, Table]:
    """Return every table by name, in order of creation."""
    return {table.name: table for table in chain(_entries(), _figures(), _places())}


def _entries() -> Iterator[Table]:
    yield _table("metadata", {"key": _WORD, "value": _WORD}, "key")
    yield _table("sources", {"id": _WORD, **SOURCE, "own": _FLAG}, "id")
    where = {"subject": _WORD, "slug": _WORD, "path": _WORD, **_POSITION}
    yield _table("citations", {**where, "source": _to("source")}, *where)
    yield from _entity("region", "regions", {"code": _WORD, "slug": _WORD, **REGION})
    point = {"latitude": _DEGREES, "longitude": _DEGREES, "point_basis": _TEXT}
    pole = {"slug": _WORD, **_POSITION, "name": _WORD, **POLE, **point}
    yield from _entity("pole", "poles", pole)
    fact_of = {"pole": _to("pole"), "field": _WORD}
    value = {"value": _TEXT, "value_fr": _TEXT, "value_en": _TEXT}
    fields = {**fact_of, **_POSITION, **value, **SEEN, **_OWN}
    yield _table("pole_facts", fields, *fact_of, "position")
    stated = {**CONTACTS["city"].fields, "value": _WORD}
    yield _table("contacts", {**fact_of, "former": _FLAG.needed(), **stated, **_OWN})
    for name in ("themes", "points"):
        yield _titled(_table(name, {**DATASET[name].fields, **_POSITION}, "id"), "title")
    yield from _entity("concept", "concepts", {"slug": _WORD, **CONCEPT})
    for child in (*children("network", NETWORK), *children("guide", GUIDE)):
        yield _list(child, {})


def _figures() -> Iterator[Table]:
    yield _titled(_table("series", FIGURES["series"].fields, "id"), "title")
    id_, needed = {"id": _COUNT}, _FLAG.needed()
    fields = dict(FIGURES["figures"].fields)
    del fields["regions"]
    flags = {"all_quebec": needed, "doubtful": needed}
    pole = {"pole": _TEXT._replace(refers="pole")}
    yield _table("figures", {**id_, **pole, **fields, **flags}, "id")
    both = {"figure": _COUNT._replace(refers="figure"), "region": _to("region")}
    yield _table("figure_regions", both, *both)
    yield _table("measures", {**id_, **FIGURES["measures"].fields}, "id")


def _places() -> Iterator[Table]:
    yield _table("mrc", COLUMNS["mrc"], "code")
    yield _table("municipalities", COLUMNS["municipalities"], "code")
    yield _table("place_aliases", COLUMNS["aliases"])
    prefix = {"prefix": _WORD, "key": _WORD, "mrc": _to("mrc"), "share": _COUNT}
    yield _table("postal", prefix, "prefix", "mrc")
    held = {"prefix": _WORD, "municipality": _to("municipality")}
    yield _table("postal_communities", held, *held)
    for area, name in (("mrc", "mrc_poles"), ("municipality", "municipality_poles")):
        both = {area: _to(area), "pole": _to("pole")}
        basis = {"confidence": _TEXT, "basis": bilingual("")}
        yield _table(name, {**both, **_POSITION, **basis}, *both)
    texts = dict.fromkeys(("kind", "slug", "name", "text", "folded"), _WORD)
    yield _table("entries", {"id": _COUNT, **texts}, "id")


def _to(target: str) -> Field:
    """Return a column that refers to a row of another table."""
    return _WORD._replace(refers=target)


def _entity(parent: str, name: str, fields: Fields) -> Iterator[Table]:
    """Yield the table for entries of a kind, and one for each of their lists."""
    parted = list(children(parent, fields))
    apart = {*(child.name for child in parted), *facts(parent, fields), *_GATHERED}
    here = {name: field for name, field in fields.items() if name not in apart}
    table = _table(name, here, next(iter(fields)))
    yield _titled(table, "term", "name") if "term" in fields else table
    for child in parted:
        yield _list(child, {parent: _to(parent)})


def _list(child: Child, own: Fields) -> Table:
    """Return the table of a list; `own` names the entry, if there are several."""
    if not child.one:
        return _table(child.table, {**own, **_POSITION, **child.field.fields}, *own, "position")
    language = {"language": _WORD} if child.field.type == "bilingual" else {}
    item = child.field._replace(type="text", shape=ONE, required=True)
    columns = {**own, **language, child.one: item}
    return _table(child.table, columns, *columns)


def _table(name: str, fields: Fields, *key: str) -> Table:
    return Table(name, tuple(_columns(fields)), key)


def _titled(table: Table, field: str, name: str = "title") -> Table:
    """Return a table with a column of its French text, which Datasette uses as the label."""
    sql = f"TEXT GENERATED ALWAYS AS ({field}_fr) VIRTUAL"
    return table._replace(columns=(*table.columns, Column(name, sql)))


def _columns(
    fields: Fields, prefix: str = "", path: tuple[str, ...] = (), *, needed: bool = True
) -> Iterator[Column]:
    """Yield the columns of a table of `fields`; `needed` if the table itself is required."""
    for name, field in fields.items():
        column, where = prefix + _RENAMED.get(name, name), (*path, name)
        always = needed and field.required
        ending = " NOT NULL" if always else ""
        if name == "sources" or (field.shape == LIST and field.fields):
            continue
        if field.type == "table":
            yield from _columns(field.fields, f"{column}_", where, needed=always)
        elif field.type == "bilingual":
            for language in ("fr", "en"):
                place = (*where, language)
                yield Column(f"{column}_{language}", f"TEXT{ending}", place, "", field.description)
        elif field.type == "amount":
            yield Column(column, f"INTEGER{ending}", where, "number", field.description)
            yield Column(f"{column}_sign", "TEXT", where, "sign", "The sign before it: ~, < …")
        else:
            target = _TARGETS.get(field.refers) if field.shape == ONE else None
            reference = " REFERENCES {} ({})".format(*target) if target else ""
            type_ = _TYPES.get(field.type, "TEXT") if field.shape == ONE else "TEXT"
            sql = f"{type_}{ending}{reference}"
            yield Column(column, sql, where, "", field.description, field.type == "flag")


def schema() -> str:
    """Return the statements that create the tables, with full-text search."""
    return "\n".join([*(table.statement() for table in tables().values()), _FULL_TEXT])


def indexes() -> str:
    """Return the statements to run after the rows: faster, and pages in a fixed order."""
    made = chain.from_iterable(table.indexes() for table in tables().values())
    return "\n".join([_FILL, *made])


_FULL_TEXT = """
CREATE VIRTUAL TABLE entries_fts USING fts5 (
    name, text, folded, content="entries", content_rowid="id",
    tokenize="unicode61 remove_diacritics 2");
"""
_FILL = """
INSERT INTO entries_fts (entries_fts) VALUES ('rebuild');
INSERT INTO entries_fts (entries_fts) VALUES ('optimize');
CREATE INDEX entries_slug ON entries (slug);
"""
