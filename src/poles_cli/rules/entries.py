"""The fields of the files that hold one entry each: pôles and concepts."""

from __future__ import annotations

from poles_cli.base.errors import N_
from poles_cli.rules.field import (
    BACKING,
    GRADE,
    LIST,
    NOTES,
    SEEN,
    SOURCES,
    Field,
    bilingual,
    fact,
    several,
    table,
    tables,
    text,
    word,
)
from poles_cli.rules.vocabularies import NATIONS, POLE_KINDS, PRESENTED_BY, STATUSES

_STANDING = text("`uncertain` for an address that may be out of date.", "uncertain")


def _contact(value: Field, description: str) -> Field:
    """Return a contact field: each can be set, is exported and may go out of date."""
    contact = fact(value, description)
    fields = {**contact.fields, "status": _STANDING}
    return contact._replace(fields=fields).with_roles("settable", "exported", "changing")


_PAGE = Field("url", "Address of a web page.")

# In the order of cards: the first known `direct` contact is the main one.
CONTACTS = {
    "website": _contact(_PAGE, "The pôle's own website.")
    .called(N_("Website"), N_("Web")).with_roles("site", "direct", "covered"),
    "contact_page": _contact(_PAGE, "The contact page of its site.")
    .called(N_("Contact page")).with_roles("site", "direct"),
    "host_website": _contact(_PAGE, "Website of the organization that hosts it.")
    .called(N_("Host's website")).with_roles("site", "direct"),
    "shared_website": _contact(_PAGE, "A site it shares with other pôles.")
    .called(N_("Shared website")).with_roles("site", "direct"),
    "facebook": _contact(_PAGE, "Its Facebook page.")
    .called("Facebook").with_roles("site", "direct"),
    "linkedin": _contact(_PAGE, "Its LinkedIn page.")
    .called("LinkedIn").with_roles("site", "direct"),
    "email": _contact(Field("email", "The organization's address."), "E-mail of the organization.")
    .called(N_("E-mail"), "@").with_roles("direct", "covered"),
    "phone": _contact(Field("phone", "Number as dialled."), "Telephone of the organization.")
    .called(N_("Phone"), N_("Tel.")).with_roles("direct", "covered"),
    "address": _contact(text("Number, street, suite."), "Street address.")
    .called(N_("Address"), N_("Addr.")).with_roles("covered"),
    "city": _contact(text("Municipality."), "Municipality of its seat, or of its mail.")
    .called(N_("City")).with_roles("covered"),
    "postal_code": _contact(Field("postal-code", "Postal code."), "Postal code of its seat.")
    .called(N_("Postal code")),
}  # fmt: skip

_AMOUNTS = {
    "enterprises": Field("amount", "Number of enterprises.").called(N_("Enterprises")),
    "jobs": Field("amount", "Number of jobs.").called(N_("Jobs")),
    "revenue_cad": Field("amount", "Revenue of the year, in Canadian dollars.").called(
        N_("Revenue")
    ),
}

FIGURE = {
    "series": Field(
        "text", "Series; compare only figures of a comparable one.", True, refers="series"
    ).called(N_("Series")),
    "year": Field("date", "Year that the figure is about.").called(N_("Year")),
    **_AMOUNTS,
    "scope": bilingual("The object, place and author of the count.").needed(),
    **BACKING,
}

_NAME = {
    "name": text("The name, as written.").needed(),
    "acronym": text("Acronym that goes with this name."),
    "language": text("Language of the name, if not French.", "en"),
    "from": Field("date", "Date at which the name came into use."),
    "until": Field("date", "Date at which it went out of use."),
    "seen": several("date", "Dates at which it was seen, if start and end are unknown."),
    "current": Field("flag", "True for a name in use when last seen."),
    **SEEN,
}

_CLAIM = {
    "mrcs": several(
        "text", "Codes of the MRC served; none if empty; absent: all those of the regions.", "mrc"
    ),
    "nations": word("Nations served, wherever they live.", NATIONS)._replace(shape=LIST),
    "with_mrc": Field("flag", "True if the pôle of the place's MRC is given after this one."),
    "basis": bilingual("Basis of the claim.").needed(),
    **SEEN,
}

_HOST = {
    "name": text("Name of the host.").needed(),
    "acronym": text("Acronym of the host."),
    "name_en": text("English name of the host."),
    "acronym_en": text("English acronym of the host."),
    "former": Field("flag", "True if it no longer hosts the pôle."),
    **SEEN,
}

_FORMER_CONTACT = {
    "field": text("The kind of contact.", *CONTACTS).needed(),
    "value": text("The contact, which should no longer be used.").needed(),
    **SEEN,
    "status": _STANDING,
}

_ACTIVITY = {
    "text": bilingual("Activities of the pôle, present or past.").needed(),
    "sources": SOURCES,
    **NOTES,
}

EXAMPLE = {
    "name": text("Name of the enterprise.").needed().called(N_("Name")),
    "municipality": text("Municipality, under its official name."),
    "place": text("Its place, if the municipality is unknown or not precise enough.").called(
        N_("Place")
    ),
    "form": bilingual("Legal form."),
    "sector": bilingual("Its sector.").needed(),
    "year": Field("date", "Date at which the source presented it; it may not exist today.").called(
        N_("Year")
    ),
    "by": word(
        "Author of the presentation: the Revue, the pôle, its host, another.", PRESENTED_BY
    ).needed(),
    "text": bilingual("One sentence about it.").needed(),
    **BACKING,
}

_FOUNDED = fact(Field("date", "Date of founding."), "").fields

POLE = {
    "kind": word("Type of territory: a region or a nation.", POLE_KINDS)
    .needed().called(N_("Kind")).with_roles("exported"),
    "kind_note": bilingual("Reason for this kind, if none fits well."),
    "status": text("Status of the pôle today.", *STATUSES)
    .needed().called(N_("Status")).with_roles("exported"),
    "editions": several("date", "Editions (years) of the Revue that include it.")
    .called(N_("Editions of the Revue")),
    "regions": several("text", "Codes of the regions that it declares.", "region")
    .called(N_("Regions")).with_roles("exported"),
    "short_name": text("Short form of the name in use."),
    "short_name_note": bilingual("Origin of the short form."),
    "acronym": text("Acronym people know it by.").with_roles("exported"),
    "acronym_note": bilingual("Meaning of the acronym, if it is not the name in use."),
    "aliases": several("text", "Other words that find it; not all are attested names.")
    .called(N_("Also known as")),
    "names": tables("Names over time, newest first.", _NAME)
    .needed().called(N_("Names over time")).with_roles("changing"),
    "legal_name": fact(text("Name of the legal entity."), "Name in the enterprise register.")
    .called(N_("Legal name")).with_roles("settable", "changing"),
    "register_number": fact(text("Number, digits only."), "Number in the enterprise register.")
    .called(N_("Québec enterprise number (NEQ)")).with_roles("settable", "changing"),
    "legal_form": fact(bilingual("The form, as far as it is known."), "Legal form.")
    .called(N_("Legal form")).with_roles("settable", "changing"),
    "host": table("The organization that hosts the pôle, if any.", _HOST)
    .called(N_("Host")).with_roles("changing"),
    "founded": tables("Date of founding, from each source.", _FOUNDED)
    .called(N_("Founded"), N_("Since")).with_roles("settable", "covered"),
    "territory": tables("Its territory, claim by claim.", _CLAIM)
    .needed().called(N_("Territory")).with_roles("changing"),
    "contacts": table("How to reach it; unknown contacts are absent.", CONTACTS)
    .called(N_("How to reach it")),
    "former_contacts": tables("Contacts no longer in use, kept for recognition.", _FORMER_CONTACT)
    .called(N_("Former contacts, no longer in use")),
    "activities": tables("Its activities, present or past.", _ACTIVITY).called(N_("Activities")),
    "figures": tables("Figures about its territory or its members.", FIGURE)
    .called(N_("Figures")).with_roles("covered"),
    "doubtful_figures": tables("Figures that cannot be right; kept, not shown as facts.", FIGURE),
    "examples": tables("Enterprises that a source presented.", EXAMPLE).called(N_("Examples")),
    "history": table(
        "Its origins.",
        {"text": bilingual("A few sentences.").needed(), "sources": SOURCES},
    ).needed().called(N_("History")),
    "open_questions": bilingual("What is still unknown.").called(N_("Not known")),
}  # fmt: skip

CONCEPT = {
    "theme": Field("text", "Theme of the glossary.", True, refers="theme").called(N_("Theme")),
    "term": bilingual("The word.").needed().called(N_("Term")),
    "aliases": Field("bilingual", "Other words for it, in each language.", shape="list"),
    "explanation": bilingual("Its meaning, in our own words.").needed(),
    "confidence": GRADE.needed(),
    "confidence_note": bilingual("Parts that are more or less certain."),
    **NOTES,
    "website": fact(_PAGE, "Its own site, if it is an organization.").called(N_("Website")),
    "related": several(
        "text", "Slugs of its related concepts, each of which lists it too.", "concept"
    ),
    "sources": SOURCES,
    "comparison": tables(
        "Its answers to the points of a comparison with another concept.",
        {
            "point": Field("text", "Point of the comparison.", True, refers="point"),
            "text": bilingual("The answer.").needed(),
            "law": bilingual("Section of the law that settles it."),
            **BACKING,
        },
    ),
    "legal": tables(
        "Content of the law, in our own words.",
        {
            "law": bilingual("Law or text, with its number.").needed(),
            "article": bilingual("Article or section; a dash for the whole.").needed(),
            "text": bilingual("Its statement.").needed(),
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
