"""The one registry of fields: what every file of the data may hold, and what commands may show.

The checks, the JSON Schema, the data dictionary and `--fields` all come from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from poles_cli.rules.entries import CONCEPT, CONTACTS, COVERED, EXAMPLE, POLE, SETTABLE
from poles_cli.rules.field import LIST, Field, keyed, table
from poles_cli.rules.files import DATASET, FIGURES, NETWORK, REGION, SOURCE

# Each kind of file, as the table it parses to.
FILES: Mapping[str, Field] = {
    "dataset": table("`dataset.toml`: the dataset itself", DATASET)._replace(
        retired=("languages", "forms", "whole")
    ),
    "poles": table("`poles/<slug>.toml`: one pôle; the file's name is its slug", POLE),
    "concepts": table("`concepts/<slug>.toml`: one concept; the file's name is its slug", CONCEPT),
    "network": table("`network.toml`: the network of pôles", NETWORK),
    "figures": table("`figures.toml`: figures for the whole and by region", FIGURES),
    "regions": keyed("`regions.toml`: one table a region, under its code", REGION),
    "sources": keyed("`sources.toml`: one table a source, under its id", SOURCE),
}

# Fields that records have and files do not.
_DERIVED: Mapping[str, tuple[str, ...]] = {
    "poles": ("slug", "name"),
    "concepts": ("slug",),
    "regions": ("code", "slug"),
    "sources": ("id", "own"),
    "figures": (
        "slug",
        "name",
        "kind",
        "regions",
        "enterprises_value",
        "jobs_value",
        "revenue_cad_value",
    ),
    "examples": ("slug",),
}

# What one match of a place says; in flat formats `locate` gathers each over all of them.
_MATCH = (
    "place", "kind", "alias", "code", "mrc", "mrc.code", "mrc.name", "region", "region.code",
    "region.name", "poles", "poles.slug", "poles.basis", "poles.basis.fr", "poles.basis.en",
    "poles.confidence", "poles.share",
)  # fmt: skip

_PLAIN: Mapping[str, tuple[str, ...]] = {
    "search": ("kind", "slug", "name", "field", "match", "score"),
    "about": (
        "version", "title", "title.fr", "title.en", "date", "languages", "poles", "former_poles",
        "concepts", "regions", "sources", "coverage", *(f"coverage.{name}" for name in COVERED),
        "licences", "licences.fr", "licences.en",
        "licences.subject", "licences.id", "licences.url", "attributions", "attributions.fr",
        "attributions.en", "attributions.url", "notes", "notes.fr", "notes.en",
    ),
    "corrections": (
        "pole", "field", "value", "value.fr", "value.en", "as_of", "confidence", "sources", "note",
        "note.fr", "note.en", "own", "set_on", "source_title", "dataset", "dataset.fr",
        "dataset.en",
    ),
    "problems": ("file", "field", "line", "problem", "problem.fr", "problem.en"),
    "coverage": ("slug", *COVERED),
    "stale": ("pole", "field", "value", "value.fr", "value.en", "as_of", "seen", "sources"),
    "territory": ("key", "name", "kind", "code", "mrc", "region", "poles"),
    "places": ("query", "status", *_MATCH, "matches", *(f"matches.{name}" for name in _MATCH)),
}  # fmt: skip


def field_names(kind: str) -> list[str]:
    """Return every dotted path that `--fields` accepts for records of this kind, in file order.

    Kinds: poles, concepts, regions, sources, figures, measures, examples, search, places, network,
    about, territory, corrections, problems, coverage, stale.
    """
    if kind == "about":
        network = paths({"network": FILES["network"]})
        return [*_PLAIN[kind], *(path for path, _ in network)]
    if kind in _PLAIN:
        return list(_PLAIN[kind])
    names = [*_DERIVED.get(kind, ()), *(path for path, _ in paths(_record_fields(kind)))]
    return list(dict.fromkeys(names))


def _record_fields(kind: str) -> Mapping[str, Field]:
    """Return the fields of the records of one kind: contacts stand by their own names as well."""
    if kind == "poles":
        fields: dict[str, Field] = {}
        for name, field in POLE.items():
            if name == "contacts":
                contacts = {contact: _settable(fact) for contact, fact in CONTACTS.items()}
                field = field._replace(fields=contacts)
                fields |= contacts
            fields[name] = _settable(field) if name in SETTABLE else field
        return fields
    if kind in ("figures", "measures"):
        return FIGURES[kind].fields
    if kind == "examples":
        return EXAMPLE
    if kind == "regions":
        return {
            "name": REGION["name"],
            **REGION,
            "poles": Field("text", "Slugs of its pôles.", shape=LIST),
        }
    return FILES[kind].fields


def _settable(fact: Field) -> Field:
    """Return a fact with what its record says when a person has set it."""
    own = {
        "own": Field("flag", "True for a person's own correction."),
        "set_on": Field("date", "Day on which the person set it."),
    }
    return fact._replace(fields={**fact.fields, **own})


def paths(fields: Mapping[str, Field], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Yield every dotted path under `fields` with its field, depth first; lists add no level."""
    for name, field in fields.items():
        path = prefix + name
        yield path, field
        if field.type == "bilingual":
            yield f"{path}.fr", field._replace(type="text")
            yield f"{path}.en", field._replace(type="text")
        yield from paths(field.fields, path + ".")
