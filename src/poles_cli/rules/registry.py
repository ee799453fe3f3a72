"""The registry of fields: the content of each file of the data, and its uses in the program.

A declaration in `entries.py` or `files.py` drives all the rest: checks, cards, labels, coverage,
corrections, exports, completion, JSON Schema and the data dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from poles_cli.rules.entries import CONCEPT, CONTACTS, POLE
from poles_cli.rules.field import Field, Role, keyed, table
from poles_cli.rules.files import DATASET, FIGURES, GUIDE, NETWORK, REGION, SOURCE

# The table of each kind of file.
FILES: Mapping[str, Field] = {
    "dataset": table("`dataset.toml`: the dataset itself", DATASET)._replace(
        retired=("languages", "forms", "whole")
    ),
    "poles": table("`poles/<slug>.toml`: one pôle; the file's name is its slug", POLE),
    "concepts": table("`concepts/<slug>.toml`: one concept; the file's name is its slug", CONCEPT),
    "network": table("`network.toml`: the network of pôles", NETWORK),
    "figures": table("`figures.toml`: figures for the whole and by region", FIGURES),
    "guide": table("`guide.toml`: how to start a collective project", GUIDE),
    "regions": keyed("`regions.toml`: one table per region, under its code", REGION),
    "sources": keyed("`sources.toml`: one table per source, under its id", SOURCE),
}


def having(role: Role) -> dict[str, Field]:
    """Return the facts of a pôle that have a role, contacts by their own names, in file order."""
    facts: dict[str, Field] = {}
    for name, field in POLE.items():
        facts |= CONTACTS if name == "contacts" else {name: field}
    return {name: fact for name, fact in facts.items() if role in fact.roles}


def settable() -> dict[str, Field]:
    """Return the facts that a user may correct, in file order."""
    return having("settable")


def covered() -> dict[str, Field]:
    """Return the facts that coverage counts, contacts first."""
    return dict(sorted(having("covered").items(), key=lambda item: item[0] not in CONTACTS))


def paths(fields: Mapping[str, Field], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Yield every dotted path under `fields`, depth first, with its field; lists add no level."""
    for name, field in fields.items():
        path = prefix + name
        yield path, field
        if field.type in ("bilingual", "stated", "recorded"):
            yield f"{path}.fr", field._replace(type="text")
            yield f"{path}.en", field._replace(type="text")
        yield from paths(field.fields, path + ".")
