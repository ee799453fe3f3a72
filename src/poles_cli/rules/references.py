"""Check rules between files: references both ways, identifiers, expected counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from poles_cli.base.errors import N_
from poles_cli.base.text import name_key, slugify
from poles_cli.rules.contents import Contents
from poles_cli.rules.problem import Advice, Problem, problem
from poles_cli.rules.registry import FILES
from poles_cli.rules.walk import Leaf, walk

ALL = "00"

DANGLING = {
    "source": N_("No source has the id “{value}”: add it to sources.toml."),
    "region": N_("No region has the code “{value}”."),
    "area": N_("No region has the code “{value}”; 00 is all of them."),
    "mrc": N_("No MRC has the code “{value}”."),
    "concept": N_("No concept has the slug “{value}”."),
    "theme": N_("No theme has the id “{value}”."),
    "point": N_("No point of comparison has the id “{value}”."),
    "series": N_("No series has the id “{value}”."),
}
UNUSED = {
    "source": Advice(N_("Nothing cites the source “{value}”: cite it or take it out.")),
    "region": Advice(N_("No pôle declares the region “{value}”.")),
    "theme": Advice(N_("No concept is of the theme “{value}”.")),
    "point": Advice(N_("No concept answers to the point “{value}”.")),
    "series": Advice(N_("No figure is of the series “{value}”.")),
}
ONE_WAY = Advice(
    N_("“{value}” does not name “{slug}” among its own related concepts: relations go both ways.")
)
ITSELF = N_("“{value}” is this very concept: a concept is not related to itself.")
BAD_SLUG = N_("“{value}” is not an identity: name the file {right}.")
SAME_NAME = Advice(N_("“{value}” is also a name of “{other}”: a name leads to one entry."))
SAME_ID = N_("“{value}” appears twice.")
NO_OTHER = Advice(N_("No other concept answers to the points of a comparison."))
UNIT = N_("“{value}” is not of the unit “{unit}”: a fraction is a share, a number is not.")
ALONE = N_("“{value}” means all the regions: use it alone.")
COUNT = Advice(N_("There are {found} entries; {expected} are expected."))

# The file that declares each kind, for unused entries.
_HOMES = {
    "source": "sources.toml",
    "region": "regions.toml",
    "theme": "dataset.toml",
    "point": "dataset.toml",
    "series": "figures.toml",
}

# Counts of rows.
_COUNTED = {"mrcs": "mrc", "municipalities": "municipalities"}


class Use(NamedTuple):
    """One reference: its file and field, and the identifier it names."""

    file: str
    path: str
    refers: str
    value: str


def check_references(contents: Contents) -> Iterator[Problem]:
    """Yield the problems between the files of a dataset, except files that could not be read."""
    known = identities(contents)
    uses = list(_uses(contents))
    for use in uses:
        if use.refers in known and use.value not in known[use.refers]:
            yield problem(use.file, use.path, DANGLING[use.refers], value=use.value)
    for refers, message in UNUSED.items():
        used = {use.value for use in uses if use.refers == refers and _counts(use, contents)}
        for identity in known.get(refers, ()):
            if identity not in used:
                yield problem(_HOMES[refers], identity, message, value=identity)
    yield from _relations(contents)
    yield from _comparisons(uses)
    yield from _names(contents)
    yield from _units(contents)
    yield from _areas(contents)
    yield from _expected(contents)


def _counts(use: Use, contents: Contents) -> bool:
    """Return True if a use counts: for a region, only uses by an active pôle do."""
    if use.refers != "region":
        return True
    return (
        use.path.startswith("regions[")
        and _status(contents.tables["poles"].get(use.file)) == "active"
    )


def identities(contents: Contents) -> dict[str, Mapping[str, None]]:
    """Return the known identifiers of each kind that can be referred to, in file order."""
    tables = contents.tables
    found: dict[str, Iterable[Any]] = {
        "source": _table(tables["sources"].get("sources.toml")),
        "region": _table(tables["regions"].get("regions.toml")),
        "concept": map(_stem, tables["concepts"]),
        "theme": _ids(tables["dataset"].get("dataset.toml"), "themes"),
        "point": _ids(tables["dataset"].get("dataset.toml"), "points"),
        "series": _ids(tables["figures"].get("figures.toml"), "series"),
        "mrc": [row.get("code") for row in contents.rows["mrc"]],
    }
    known = {
        refers: dict.fromkeys(item for item in ids if isinstance(item, str))
        for refers, ids in found.items()
    }
    return {**known, "area": {**known["region"], ALL: None}}


def _uses(contents: Contents) -> Iterator[Use]:
    for kind, files in contents.tables.items():
        for file, table in files.items():
            for item in walk(FILES[kind], table):
                if isinstance(item, Leaf) and item.field.refers and isinstance(item.value, str):
                    yield Use(file, item.path, item.field.refers, item.value)


def _relations(contents: Contents) -> Iterator[Problem]:
    """Yield relations that are one-way, or from a concept to itself."""
    related = {
        _stem(file): (
            file,
            [slug for slug in _list(_table(table).get("related")) if isinstance(slug, str)],
        )
        for file, table in contents.tables["concepts"].items()
    }
    for slug, (file, others) in related.items():
        for index, other in enumerate(others, 1):
            if other == slug:
                yield problem(file, f"related[{index}]", ITSELF, value=other)
            elif other in related and slug not in related[other][1]:
                yield problem(file, f"related[{index}]", ONE_WAY, value=other, slug=slug)


def _comparisons(uses: Sequence[Use]) -> Iterator[Problem]:
    """Yield the points that a concept answers twice, and a concept with nothing to compare."""
    answers: dict[str, dict[str, str]] = {}
    for use in uses:
        if use.refers == "point" and use.value in answers.setdefault(use.file, {}):
            yield problem(use.file, use.path, SAME_ID, value=use.value)
        elif use.refers == "point":
            answers[use.file][use.value] = use.path
    for file in answers if len(answers) == 1 else ():
        yield problem(file, "comparison", NO_OTHER)


def _names(contents: Contents) -> Iterator[Problem]:
    """Yield badly formed identifiers, and names that lead to more than one entry."""
    for kind in ("poles", "concepts"):
        owners: dict[str, str] = {}
        for file, table in contents.tables[kind].items():
            slug = _stem(file)
            if slug != slugify(slug):
                yield problem(file, "", BAD_SLUG, value=slug, right=f"{slugify(slug) or 'x'}.toml")
            labels = _pole_labels(table) if kind == "poles" else _concept_labels(table)
            yield from _claimed(owners, file, slug, [("", slug), *labels])
    owners = {}
    for code, region in _table(contents.tables["regions"].get("regions.toml")).items():
        yield from _claimed(owners, "regions.toml", code, _region_labels(code, region))
    for refers, path in (("themes", "dataset"), ("points", "dataset"), ("series", "figures")):
        ids = _ids(contents.tables[path].get(f"{path}.toml"), refers)
        for identity in (item for item, count in Counter(ids).items() if count > 1):
            yield problem(f"{path}.toml", refers, SAME_ID, value=identity)


def _claimed(
    owners: dict[str, str], file: str, owner: str, labels: Iterable[tuple[str, Any]]
) -> Iterator[Problem]:
    """Yield the labels whose folded form another entry of the same kind has."""
    for path, label in labels:
        if not isinstance(label, str) or not (key := name_key(label)):
            continue
        if (other := owners.setdefault(key, owner)) != owner:
            yield problem(file, path, SAME_NAME, value=label, other=other)


def _pole_labels(table: Any) -> Iterator[tuple[str, Any]]:
    """Yield the names that must be unique to a pôle; several may share a former name."""
    table = _table(table)
    yield "short_name", table.get("short_name")
    yield "acronym", table.get("acronym")
    for index, name in enumerate(_list(table.get("names")), 1):
        if _table(name).get("current"):
            yield f"names[{index}].name", _table(name).get("name")


def _concept_labels(table: Any) -> Iterator[tuple[str, Any]]:
    table = _table(table)
    for language, term in _table(table.get("term")).items():
        yield f"term.{language}", term
    for language, aliases in _table(table.get("aliases")).items():
        for index, alias in enumerate(_list(aliases), 1):
            yield f"aliases.{language}[{index}]", alias


def _region_labels(code: str, table: Any) -> Iterator[tuple[str, Any]]:
    table = _table(table)
    for name in ("name", "english_name"):
        yield f"{code}.{name}", table.get(name)
    for index, alias in enumerate(_list(table.get("aliases")), 1):
        yield f"{code}.aliases[{index}]", alias


def _units(contents: Contents) -> Iterator[Problem]:
    """Yield the measures whose value does not match their unit."""
    figures = _table(contents.tables["figures"].get("figures.toml"))
    for index, item in enumerate(_list(figures.get("measures")), 1):
        value, unit = _table(item).get("value"), _table(item).get("unit")
        if isinstance(value, str) and isinstance(unit, str) and (unit == "share") != ("/" in value):
            yield problem("figures.toml", f"measures[{index}].value", UNIT, value=value, unit=unit)


def _areas(contents: Contents) -> Iterator[Problem]:
    """Yield the figures of all the regions that also name single regions."""
    figures = _table(contents.tables["figures"].get("figures.toml"))
    for name in ("figures", "measures"):
        for index, item in enumerate(_list(figures.get(name)), 1):
            codes = _list(_table(item).get("regions"))
            if ALL in codes and len(codes) > 1:
                yield problem("figures.toml", f"{name}[{index}].regions", ALONE, value=ALL)


def _expected(contents: Contents) -> Iterator[Problem]:
    """Yield the counts that differ from those that the dataset declares."""
    expected = _table(_table(contents.tables["dataset"].get("dataset.toml")).get("expected"))
    poles = [_table(table) for table in contents.tables["poles"].values()]
    found = {
        "poles": sum(_status(pole) == "active" for pole in poles),
        "regions": len(_table(contents.tables["regions"].get("regions.toml"))),
        "concepts": len(contents.tables["concepts"]),
    }
    found |= {name: len(contents.rows[table]) for name, table in _COUNTED.items()}
    wanted = [(name, expected.get(name), count) for name, count in found.items()]
    for edition, count in _table(expected.get("editions")).items():
        number = sum(edition in _list(pole.get("editions")) for pole in poles)
        wanted.append((f"editions.{edition}", count, number))
    for name, count, number in wanted:
        if isinstance(count, int) and count != number:
            yield problem("dataset.toml", f"expected.{name}", COUNT, found=number, expected=count)


def _status(table: Any) -> Any:
    return _table(table).get("status")


def _ids(table: Any, name: str) -> list[str]:
    ids = [_table(item).get("id") for item in _list(_table(table).get(name))]
    return [id_ for id_ in ids if isinstance(id_, str)]


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _stem(file: str) -> str:
    return PurePath(file).stem
