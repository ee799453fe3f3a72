"""Linked data (JSON-LD): pôles as organizations, the glossary in SKOS, sources as works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from poles_cli.base.i18n import translator
from poles_cli.directory.directory import Directory
from poles_cli.output.context import Context
from poles_cli.output.formats.json_ import dumps
from poles_cli.output.formats.vcard import OWN
from poles_cli.output.result import Result
from poles_cli.records.bibliography import cited
from poles_cli.records.model import Concept, Pole, Record, Source
from poles_cli.rules.dates import is_calendar
from poles_cli.rules.entries import CONTACTS
from poles_cli.rules.vocabularies import NATIONS

CONTEXT = {
    "@vocab": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    **{name: {"@type": "@id"} for name in ("url", "sameAs", "license")},
    **{
        name: {"@id": f"skos:{name}", "@container": "@language"}
        for name in ("prefLabel", "altLabel", "definition")
    },
    **{
        name: {"@id": f"skos:{name}", "@type": "@id"}
        for name in ("related", "inScheme", "hasTopConcept", "member")
    },
    "source": {"@id": "http://purl.org/dc/terms/source", "@type": "@id"},
}
_CONTACTS = {
    "website": "url",
    "facebook": "sameAs",
    "linkedin": "sameAs",
    "email": "email",
    "phone": "telephone",
}
_ADDRESS = {"address": "streetAddress", "city": "addressLocality", "postal_code": "postalCode"}


def write_jsonld(result: Result, context: Context) -> Iterator[str]:
    """Yield one document: the dataset, then active pôles, themes, concepts and sources."""
    directory = context.directory
    nodes = [
        _dataset(directory),
        *organizations(directory),
        *_themes(directory),
        *(_concept(concept, directory) for concept in directory.concepts),
        *(_work(source, directory) for source in directory.sources),
    ]
    yield dumps({"@context": CONTEXT, "@graph": nodes}, indent=2) + "\n"


def organizations(directory: Directory, *, sources: bool = True) -> Iterator[Record]:
    """Yield each active pôle, with its sources unless `sources` is False."""
    for pole in directory.poles:
        if pole.status == "active":
            ids = cited(pole.record) if sources else []
            yield _organization(pole, directory, [_iri(directory, "source", id_) for id_ in ids])


def _iri(directory: Directory, kind: str, id_: str) -> str:
    """Return the URN of a thing, since the data has no web address of its own."""
    return f"urn:poles-cli:{directory.info['id']}:{kind}:{id_}"


def _texts(bilingual: Record) -> list[Record]:
    return [{"@value": bilingual[language], "@language": language} for language in ("fr", "en")]


def _dataset(directory: Directory) -> Record:
    info = directory.info
    return {
        "@id": _iri(directory, "dataset", info["date"]),
        "@type": "Dataset",
        "name": _texts(info["title"]),
        "dateModified": max([info["date"], *_days_of_corrections(directory)]),
        "license": [x["url"] for x in info["licences"] if x["subject"] == "data" and "url" in x],
        "creditText": [text for credit in info.get("attributions", ()) for text in _texts(credit)],
    }


def _days_of_corrections(directory: Directory) -> list[str]:
    """Return the day of each of the user's corrections, as ISO dates."""
    corrections = directory.corrections.values()
    return [str(fact["set_on"]) for facts in corrections for fact in facts.values()]


def _organization(pole: Pole, directory: Directory, sources: list[Any]) -> Record:
    facts = {name: pole.contact(name) for name in (*_CONTACTS, *_ADDRESS)}
    held = {name: fact.record for name, fact in facts.items() if fact and _holds(fact.record)}
    sure = {name: str(fact["value"]) for name, fact in held.items()}
    sources += [_correction(name, fact) for name, fact in held.items() if "own" in fact]
    others = {pole.record.get("acronym"), pole.record.get("short_name")} - {None, pole.name}
    node: dict[str, Any] = {
        "@id": _iri(directory, "pole", pole.slug),
        "@type": "Organization",
        "name": pole.name,
        **({"alternateName": sorted(others)} if others else {}),
        "areaServed": [
            *_areas(pole, directory),
            *({"@type": "Place", "name": _texts(nation)} for nation in _nations(pole)),
        ],
        **({"source": sources} if sources else {}),
    }
    for name, term in _CONTACTS.items():
        if name in sure:
            node[term] = [*node.get(term, ()), sure[name]]
    if address := {term: sure[name] for name, term in _ADDRESS.items() if name in sure}:
        node["address"] = {"@type": "PostalAddress", **address, "addressCountry": "CA"}
    return node


def _holds(fact: Record) -> bool:
    """Return True if a fact remains true without its qualifiers, which linked data leaves out."""
    return fact.get("confidence") != "low" and fact.get("status") != "uncertain"


def _correction(name: str, fact: Record) -> Record:
    """Return a user's own fact as a source, so that it is not taken for the dataset's."""
    label = CONTACTS[name].label
    own = {str(to): f"{words} ({translator(to)(label)})" for to, words in OWN.items()}
    return {"@type": "CreativeWork", "name": _texts(own), "dateCreated": fact["set_on"]}


def _areas(pole: Pole, directory: Directory) -> Iterator[Record]:
    """Yield the regions that a pôle serves whole, and the MRC that it serves elsewhere."""
    regions = {region.code: region.name for region in directory.regions}
    for claim in filter(_holds, pole.territory):
        names: dict[str, str] = {}
        if "mrcs" in claim:
            names = {code: directory.mrc_title(code) for code in claim["mrcs"]}
        elif "nations" not in claim:
            names = {code: regions[code] for code in pole.regions}
        for code, name in names.items():
            yield {"@type": "AdministrativeArea", "identifier": code, "name": name}


def _nations(pole: Pole) -> list[Record]:
    """Return the nations that a pôle serves; those of a nation's own pôle are sure."""
    sure = [claim for claim in pole.territory if _holds(claim) or pole.kind != "regional"]
    slugs = dict.fromkeys(nation for claim in sure for nation in claim.get("nations", ()))
    return [{"fr": translator("fr")(NATIONS[slug]), "en": NATIONS[slug]} for slug in slugs]


def _themes(directory: Directory) -> Iterator[Record]:
    members: dict[str, list[str]] = {}
    for concept in directory.concepts:
        iri = _iri(directory, "concept", concept.slug)
        members.setdefault(concept.theme, []).append(iri)
    yield {
        "@id": _iri(directory, "glossary", "all"),
        "@type": "skos:ConceptScheme",
        "prefLabel": directory.info["title"],
        "hasTopConcept": [iri for iris in members.values() for iri in iris],
    }
    for theme in directory.info["themes"]:
        yield {
            "@id": _iri(directory, "theme", theme["id"]),
            "@type": "skos:Collection",
            "prefLabel": theme["title"],
            "member": members.get(theme["id"], []),
        }


def _concept(concept: Concept, directory: Directory) -> Record:
    record = concept.record
    aliases = record.get("aliases", {})
    return {
        "@id": _iri(directory, "concept", concept.slug),
        "@type": "skos:Concept",
        "inScheme": _iri(directory, "glossary", "all"),
        "prefLabel": record["term"],
        "altLabel": {
            language: [text for text in texts if text != record["term"][language]]
            for language, texts in aliases.items()
        },
        "definition": record["explanation"],
        "related": [_iri(directory, "concept", slug) for slug in record.get("related", ())],
        "source": [_iri(directory, "source", id_) for id_ in cited(record)],
    }


def _work(source: Source, directory: Directory) -> Record:
    published = source.record.get("published", "")
    day = {"datePublished": published} if is_calendar(published) else {}
    return {
        "@id": _iri(directory, "source", source.id),
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.record["publisher"]},
        "url": source.url,
        **day,
    }
