"""The fields of the records that commands give: those of the files, and the program's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from poles_cli.base.errors import N_
from poles_cli.rules.entries import CONCEPT, CONTACTS, EXAMPLE, POLE
from poles_cli.rules.field import (
    AS_OF,
    GRADE,
    LIST,
    NOTES,
    SOURCES,
    Field,
    bilingual,
    several,
    table,
    tables,
    text,
    word,
)
from poles_cli.rules.files import DATASET, FIGURES, REGION, SOURCE
from poles_cli.rules.registry import FILES, covered, having, paths
from poles_cli.rules.vocabularies import ANSWERED, BASES, REFRESHED

Fields = Mapping[str, Field]

_SLUG = text("Identifier, which never changes.").needed().called(N_("Identifier"))
_NAME = text("Name in use.").needed().called(N_("Name"))
_KIND = text("Its kind.").needed().called(N_("Kind"))
_CODE = text("Code.").needed().called(N_("Code"))
_POLES = several("text", "Slugs of its pôles.").called(N_("Pôles"))
_OWN = {
    "own": Field("flag", "True for a user's own correction."),
    "set_on": Field("date", "Day on which the user set it."),
}
_AREA = {"code": _CODE, "name": _NAME}
_MATCH = {
    "place": text("Official name.").called(N_("Place")),
    "kind": _KIND,
    "alias": text("The other name in the query."),
    "code": _CODE,
    "mrc": table("Its MRC.", _AREA).called(N_("MRC")),
    "region": table("Its region.", _AREA).called(N_("Region")),
    "poles": tables(
        "The pôles that serve it.",
        {
            "slug": _SLUG,
            "basis": bilingual("Basis of the claim."),
            "confidence": GRADE,
            "share": Field("integer", "Share of a postal prefix, per cent."),
        },
    ).called(N_("Pôles")),
}
_CORRECTED = {
    "pole": text("Slug of the pôle.").needed(),
    "field": text("The fact.").needed(),
    "value": Field("stated", "Its value: a text, or one in each language."),
    "as_of": AS_OF,
}


def _poles() -> Fields:
    """Return the fields of a pôle, with contacts both under `contacts` and by their own names."""
    settable = having("settable")
    contacts = {name: _with_own(fact) for name, fact in CONTACTS.items()}
    fields: dict[str, Field] = {"slug": _SLUG, "name": _NAME}
    for name, field in POLE.items():
        if name == "contacts":
            fields |= {**contacts, name: field._replace(fields=contacts)}
        else:
            fields[name] = _with_own(field) if name in settable else field
    return fields


def _with_own(fact: Field) -> Field:
    """Return a fact with the fields that its record has if the user set it."""
    return fact._replace(fields={**fact.fields, **_OWN})


def _figures() -> Fields:
    return {
        **{"slug": _SLUG, "name": _NAME, "kind": _KIND},
        "regions": FIGURES["figures"].fields["regions"],
        "enterprises_value": Field("integer", "Number of enterprises, as a number."),
        "jobs_value": Field("integer", "Number of jobs, as a number."),
        "revenue_cad_value": Field("integer", "Revenue in dollars, as a number."),
        **FIGURES["figures"].fields,
    }


def _about() -> Fields:
    return {
        "version": text("Version of the program."),
        **{name: DATASET[name] for name in ("title", "date")},
        "languages": several("text", "Languages of the texts."),
        "poles": Field("integer", "Active pôles.").called(N_("Pôles")),
        "former_poles": Field("integer", "Former pôles."),
        "concepts": Field("integer", "Concepts."),
        "regions": Field("integer", "Regions.").called(N_("Regions")),
        "sources": Field("integer", "Sources.").called(N_("Sources")),
        "coverage": table(
            "Of how many active pôles each fact is known.",
            {name: Field("integer", fact.description) for name, fact in covered().items()},
        ),
        "citation": bilingual("How to cite the dataset.").needed(),
        **{name: DATASET[name] for name in ("licences", "attributions", "notes")},
        "network": FILES["network"],
    }


# The fields of the records of each kind, in order.
RECORDS: Mapping[str, Callable[[], Fields]] = {
    "poles": _poles,
    "concepts": lambda: {"slug": _SLUG, **CONCEPT},
    "regions": lambda: {
        "code": _CODE, "slug": _SLUG, **REGION,
        "poles": Field("text", "Slugs of its pôles.", shape=LIST).called(N_("Pôles")),
    },
    "sources": lambda: {
        "id": text("Identifier, cited by facts.").needed().called(N_("Identifier")),
        "own": _OWN["own"], **SOURCE,
    },
    "figures": _figures,
    "measures": lambda: FIGURES["measures"].fields,
    "examples": lambda: {"slug": _SLUG, **EXAMPLE},
    "network": lambda: FILES["network"].fields,
    "search": lambda: {
        "kind": _KIND, "slug": _SLUG, "name": _NAME, "field": text("Field of the matched words."),
        "match": text("The passage with the matched words.").called(N_("Passage")),
        "score": Field("integer", "How well it matches.").called(N_("Score")),
    },
    "places": lambda: {
        "query": text("The query.").called(N_("Query")),
        "status": text("Status of the answer.", "found", "ambiguous", "none").called(N_("Status")),
        "basis": word("How it was reached.", BASES).called(N_("Basis")),
        "near": tables("Other MRC within 100 m of a point.", _AREA),
        **_MATCH, "matches": tables("The places of that name.", _MATCH),
    },
    "territory": lambda: {
        "key": text("A name, folded."), "name": _NAME, "kind": _KIND, "code": _CODE,
        "mrc": text("Code of its MRC.").called(N_("MRC")),
        "region": text("Code of its region.").called(N_("Region")), "poles": _POLES,
    },
    "about": _about,
    "corrections": lambda: {
        **_CORRECTED, "confidence": GRADE, "sources": SOURCES, "note": NOTES["note"], **_OWN,
        "source_title": text("Title of the page cited."),
        "dataset": Field("recorded", "The dataset's own value, or its values if it has several."),
    },
    "problems": lambda: {
        "file": text("The file."), "field": text("The field."),
        "line": Field("integer", "The line, if it is known."),
        "problem": bilingual("What is wrong."),
    },
    "coverage": lambda: {
        "slug": _SLUG,
        **{name: Field("flag", fact.description).called(fact.label, fact.heading)
           for name, fact in covered().items()},
    },
    "refresh": lambda: {
        "pole": text("Slug of the pôle.").needed().called(N_("Pôle")),
        "field": text("The fact.").needed().called(N_("Fact")),
        "status": word("What the visit makes of it.", REFRESHED).needed().called(N_("Status")),
        "old": text("The directory's value.").called(N_("Before")),
        "new": text("The site's value.").called(N_("Now")),
        "page": text("Address of the page.").called(N_("Page")),
        "seen": Field("date", "Day of the visit.").called(N_("Seen")),
        "evidence": text("The words on the page, or the reason.").called(N_("Words found")),
    },
    "links": lambda: {
        "url": text("The address.").needed().called(N_("Address")),
        "status": word("Status of the answer.", ANSWERED).needed().called(N_("Status")),
        "code": Field("integer", "HTTP status.").called(N_("HTTP")),
        "final": text("Target of a redirect.").called(N_("Leads to")),
        "expires": Field("date", "Last day of the certificate.").called(N_("Certificate until")),
        "problem": text("Reason for the failure.").called(N_("Problem")),
        "seen": Field("date", "Date of the request.").called(N_("Seen")),
        "files": several("text", "Files of the data that hold it.").called(N_("Files")),
    },
    "stale": lambda: {
        **_CORRECTED, "seen": Field("date", "The deciding date."), "sources": SOURCES,
    },
}  # fmt: skip


def field_names(kind: str) -> list[str]:
    """Return every dotted path that `--fields` accepts for records of this kind, in file order."""
    return [path for path, _ in paths(RECORDS[kind]())]


def label(kind: str, column: str) -> str:
    """Return the label of a column (a message id), or its own name if it has none."""
    field = RECORDS[kind]().get(column)
    return field.label if field is not None and field.label else column
