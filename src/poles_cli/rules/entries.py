"""The fields of the files that hold one entry each: pôles and concepts."""

from __future__ import annotations

from poles_cli.rules.field import (
    AS_OF,
    GRADE,
    NOTE,
    SOURCES,
    Field,
    bilingual,
    fact,
    several,
    table,
    tables,
    text,
)

POLE_KINDS = ("regional", "first-nations", "cree", "inuit")
NATIONS = ("first-nations", "cree", "inuit")

CONTACTS = {
    "website": fact(Field("url", "Address of a web page."), "The pôle's own website."),
    "host_website": fact(
        Field("url", "Address of a web page."), "Website of the body that hosts it."
    ),
    "shared_website": fact(
        Field("url", "Address of a web page."), "A site it shares with other pôles."
    ),
    "email": fact(Field("email", "The organization's address."), "E-mail of the organization."),
    "phone": fact(Field("phone", "Number as dialled."), "Telephone of the organization."),
    "address": fact(text("Number, street, suite."), "Street address."),
    "city": fact(text("Municipality."), "Municipality of its seat, or where it writes from."),
    "postal_code": fact(Field("postal-code", "Postal code."), "Postal code of its seat."),
}

# The facts whose coverage is worth knowing.
COVERED = ("website", "email", "phone", "address", "city", "founded", "figures")

_AMOUNTS = {
    "enterprises": Field("amount", "Number of enterprises."),
    "jobs": Field("amount", "Number of jobs."),
    "revenue_cad": Field("amount", "Revenue of the year, in Canadian dollars."),
}

FIGURE = {
    "series": Field(
        "text", "Series; only a comparable one may be set side by side.", refers="series"
    ).needed(),
    "year": Field("date", "Year that the figure is about."),
    **_AMOUNTS,
    "scope": bilingual("What is counted, where, by whom.").needed(),
    "confidence": GRADE.needed(),
    "sources": SOURCES,
    "note": NOTE,
}

_NAME = {
    "name": text("The name, as written.").needed(),
    "acronym": text("Acronym that goes with this name."),
    "language": text("Language of the name when it is not French.", "en"),
    "from": Field("date", "When the name came into use."),
    "until": Field("date", "When it went out of use."),
    "seen": several("date", "When it was seen, start and end unknown."),
    "current": Field("flag", "True for a name in use at the last sighting."),
    "as_of": AS_OF,
    "confidence": GRADE.needed(),
    "sources": SOURCES,
    "note": NOTE,
}

_CLAIM = {
    "mrcs": several(
        "text", "Codes of the MRC served; none if empty; absent: all those of the regions.", "mrc"
    ),
    "nations": Field("text", "Nations served, wherever they live.", shape="list", choices=NATIONS),
    "with_mrc": Field("flag", "True where the pôle of the place's MRC is given after this one."),
    "basis": bilingual("Why we say so.").needed(),
    "as_of": AS_OF,
    "confidence": GRADE.needed(),
    "sources": SOURCES,
    "note": NOTE,
}

_HOST = {
    "name": text("Name of the host.").needed(),
    "acronym": text("Acronym of the host."),
    "name_en": text("English name of the host."),
    "acronym_en": text("English acronym of the host."),
    "former": Field("flag", "True when it no longer hosts the pôle."),
    "as_of": AS_OF,
    "confidence": GRADE.needed(),
    "sources": SOURCES,
    "note": NOTE,
}

_FORMER_CONTACT = {
    "field": text("Which contact it was.", *CONTACTS).needed(),
    "value": text("The contact, no longer to be used.").needed(),
    "as_of": AS_OF,
    "confidence": GRADE.needed(),
    "sources": SOURCES,
    "note": NOTE,
}

_ACTIVITY = {
    "text": bilingual("What the pôle does or did.").needed(),
    "sources": SOURCES,
    "note": NOTE,
}

EXAMPLE = {
    "name": text("Name of the enterprise.").needed(),
    "municipality": text("Municipality, under its official name."),
    "place": text("Where it is, when the municipality is unknown or says too little."),
    "form": bilingual("Legal form."),
    "sector": bilingual("What it works in.").needed(),
    "year": Field("date", "When the source presented it; it may not exist today."),
    "by": text(
        "Who presented it: the Revue, the pôle, its host, another.",
        "revue",
        "pole",
        "host",
        "other",
    ).needed(),
    "text": bilingual("One sentence about it.").needed(),
    "confidence": GRADE.needed(),
    "sources": SOURCES,
    "note": NOTE,
}

_FOUNDED = fact(Field("date", "Date of founding."), "").fields

POLE = {
    "kind": text("Whom the pôle serves: a region or a nation.", *POLE_KINDS).needed(),
    "kind_note": bilingual("Why this kind, when none fits well."),
    "status": text("Whether the pôle is there today.", "active", "former").needed(),
    "editions": several("date", "Editions (years) of the Revue in which it stands."),
    "regions": several("text", "Codes of the regions it declares.", "region"),
    "short_name": text("Short form of the name in use."),
    "short_name_note": bilingual("Where the short form comes from."),
    "acronym": text("Acronym people know it by."),
    "acronym_note": bilingual("What the acronym stands for, when it is not the name in use."),
    "aliases": several("text", "Other words it answers to; not all are attested names."),
    "names": tables("Names over time, newest first.", _NAME).needed(),
    "legal_name": fact(text("Name of the legal entity."), "Name in the enterprise register."),
    "register_number": fact(text("Number, digits only."), "Number in the enterprise register."),
    "legal_form": fact(bilingual("What is known of the form."), "Legal form."),
    "host": table("The body that carries the pôle, when it is not its own.", _HOST),
    "founded": tables("When it was founded, as each source gives it.", _FOUNDED),
    "territory": tables("What it serves, claim by claim.", _CLAIM).needed(),
    "contacts": table("How to reach it; what is unknown is absent.", CONTACTS),
    "former_contacts": tables("Contacts no longer in use, kept to be recognized.", _FORMER_CONTACT),
    "activities": tables("What it does or did.", _ACTIVITY),
    "figures": tables("Figures about its territory or its members.", FIGURE),
    "doubtful_figures": tables("Figures that cannot be right; kept, not shown as facts.", FIGURE),
    "examples": tables("Enterprises that a source presented.", EXAMPLE),
    "history": table(
        "Where it comes from.",
        {"text": bilingual("A few sentences.").needed(), "sources": SOURCES},
    ).needed(),
    "open_questions": bilingual("What we do not know."),
}  # fmt: skip

# The facts of a pôle that a person may correct, contacts aside.
SETTABLE = ("legal_name", "register_number", "legal_form", "founded")

CONCEPT = {
    "theme": Field("text", "Theme of the glossary.", refers="theme").needed(),
    "term": bilingual("The word.").needed(),
    "aliases": Field("bilingual", "Other words for it, in each language.", shape="list"),
    "explanation": bilingual("What it means, in our own words.").needed(),
    "confidence": GRADE.needed(),
    "confidence_note": bilingual("Which part is surer or less sure."),
    "note": bilingual("Our own reading or caution, not to be attributed to a source."),
    "related": several(
        "text", "Slugs of the concepts next to it, each of which names it too.", "concept"
    ),
    "sources": SOURCES,
    "legal": tables(
        "What the law says, in our own words.",
        {
            "law": bilingual("Law or text, with its number.").needed(),
            "article": bilingual("Article or section; a dash for the whole.").needed(),
            "text": bilingual("What it says.").needed(),
            "sources": SOURCES,
        },
    ),
    "facts": tables(
        "Dated facts.",
        {
            "year": Field("date", "Year that the fact is about."),
            "text": bilingual("The fact.").needed(),
            "confidence": GRADE.needed(),
            "sources": SOURCES,
        },
    ),
}
