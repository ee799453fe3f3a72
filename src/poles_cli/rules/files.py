"""The fields of the files that hold many entries: sources, regions, network, figures, dataset."""

from __future__ import annotations

from poles_cli.base.errors import N_
from poles_cli.rules.entries import FIGURE
from poles_cli.rules.field import (
    BACKING,
    GRADE,
    KEYED,
    LIST,
    NOTES,
    SEEN,
    SOURCES,
    Field,
    bilingual,
    several,
    table,
    tables,
    text,
    word,
)
from poles_cli.rules.vocabularies import NETWORK_SECTIONS, SOURCE_KINDS

SOURCE = {
    "title": text("Our label for it, in its own language or in French.")
    .needed().called(N_("Title")),
    "publisher": text("Publisher; the owner of a copy in brackets.")
    .needed().called(N_("Publisher")),
    "url": Field("url", "Address; the site's root where the page's own address names a person.")
    .needed().called(N_("Address")),
    "published": Field("date", "Date printed on the page.").called(N_("Published")),
    "kind": Field("text", "Its kinds.", True, LIST, SOURCE_KINDS)
    .called(N_("Kind")),
    "reworded": Field("flag", "True if the texts that cite it are in our own words, not copied.")
    .called(N_("Reworded")),
}  # fmt: skip

REGION = {
    "name": text("Official name.").needed().called(N_("Name")),
    "english_name": text("Customary English name, not official.").needed(),
    "aliases": several("text", "Other words that find the region."),
    "population": Field("integer", "Inhabitants.").needed().called(N_("Population")),
    "population_year": Field("date", "Year of the estimate, on the first of July.").needed(),
    "mrc_count": Field("integer", "Number of MRC and equivalent territories.").needed(),
    "municipality_count": Field("integer", "Number of local municipalities.").needed(),
    "main_city": text("Most populous municipality, not a legal seat.").needed(),
    "label_lat": Field("number", "Latitude of the point of its label, degrees.").needed(),
    "label_lon": Field("number", "Longitude of that point, degrees, west negative.").needed(),
}

NETWORK = {
    "names": tables(
        "Names of the network, newest first.",
        {
            "name": text("The name, as written.").needed(),
            "short_name": text("Short form."),
            "language": text("Language of the name, if not French.", "en"),
            "seen": several("date", "Dates at which it was seen, if start and end are unknown."),
            "current": Field("flag", "True for the name in use when last seen."),
            **SEEN,
        },
    ).needed(),
    "facts": tables(
        "Facts about it, by section.",
        {
            "section": word("Part of the card.", NETWORK_SECTIONS).needed(),
            "text": bilingual("The fact.").needed(),
            **SEEN,
        },
    ),
    "counts": tables(
        "Number of pôles over time.",
        {
            "year": Field("date", "Year of the count."),
            "poles": Field("integer", "Number of pôles.").needed(),
            "text": bilingual("The count as its source states it.").needed(),
            **BACKING,
        },
    ),
    "fallback": Field(
        "text", "National body to contact if no contact of a pôle is known.", refers="concept"
    ),
    "open_questions": bilingual("What is still unknown."),
}

_REGIONAL_FIGURE = {
    "regions": several(
        "text", "Codes of the regions counted together; `00` for all of them.", "area"
    ).needed().called(N_("Regions")),
    **{name: FIGURE[name] for name in ("series", "year")},
    "published": Field("date", "Date of publication.").called(N_("Published")),
    **{name: field for name, field in FIGURE.items() if name not in ("series", "year")},
}  # fmt: skip

_MEASURE = {
    "series": FIGURE["series"],
    "year": FIGURE["year"],
    "title": bilingual("Name of the measure.").needed().called(N_("Title")),
    "value": Field("measure", "The value: an amount, or a fraction such as 2/3.").needed(),
    "unit": text("A percentage, a number or a share.", "percent", "count", "share").needed(),
    "count": Field("amount", "The number behind a percentage."),
    **BACKING,
}  # fmt: skip

FIGURES = {
    "series": tables(
        "The series of figures.",
        {
            "id": Field("key", "Identifier, cited by figures.").needed(),
            "title": bilingual("Title.").needed(),
            "comparable": Field("flag", "True if its figures may be compared.").needed(),
            "caution": bilingual("Warning to readers of its figures.").needed(),
            **NOTES,
        },
    ).needed(),
    "figures": tables("Figures for the whole and by region.", _REGIONAL_FIGURE).needed(),
    "measures": tables("Other measures of the portraits.", _MEASURE).needed(),
}

# Printed unchanged, step and text side by side in 80 columns.
GUIDE = {
    "title": bilingual("Title.")._replace(longest=80).needed(),
    "aliases": Field("bilingual", "Words that people type to find it.", shape=LIST),
    "theme": Field("text", "Theme of the glossary that it opens.", True, refers="theme"),
    "lines": tables(
        "Its lines, in order; those of one step have its name.",
        {
            "step": bilingual("The step.")._replace(longest=15).needed(),
            "text": bilingual("What to do, or who can help.")._replace(longest=64).needed(),
            "confidence": GRADE.needed(),
            "sources": SOURCES,
            "concepts": several("text", "Entries that it leads to, the nearest first.", "concept"),
        },
    ).needed(),
}

_PAIR = {
    "fr": text("In French.").needed(),
    "en": text("In English.").needed(),
}

_TITLED = {
    "id": Field("key", "Identifier, cited by concepts.").needed(),
    "title": bilingual("Title.").needed(),
}

_POINT = {
    "lat": Field("number", "Latitude, degrees.").needed(),
    "lon": Field("number", "Longitude, degrees, west negative.").needed(),
}

_MAP = {
    "epsg": Field("integer", "Number of the projection in the EPSG registry."),
    "projection": text("Kind of projection.", "lambert-conformal-conic").needed(),
    "parallels": several("number", "The two standard parallels, degrees.").needed(),
    "origin": table("Point where x and y are zero.", _POINT).needed(),
    "note": bilingual("Note on the lines of the map."),
    "insets": tables(
        "Regions drawn again, larger, beside the map.",
        {
            "title": bilingual("Title.").needed(),
            "regions": several("text", "Codes of the regions it shows.", "region").needed(),
        },
    ),
}

DATASET = {
    "id": Field("key", "Identifier of the dataset.").needed(),
    "title": bilingual("Title.").needed().called(N_("Title")),
    "date": Field("date", "Date of the last review of the data.").needed(),
    "expected": table(
        "Expected numbers of entries, which are checked.",
        {
            "poles": Field("integer", "Active pôles.").needed(),
            "editions": Field("integer", "Pôles in each edition, by year.", shape=KEYED),
            "regions": Field("integer", "Regions.").needed(),
            "mrcs": Field("integer", "MRC and equivalent territories."),
            "municipalities": Field("integer", "Municipalities and territories."),
            "concepts": Field("integer", "Concepts.").needed(),
        },
    ).needed(),
    "themes": tables("Themes of the glossary, in order.", _TITLED).needed(),
    "points": tables("Points of comparison of concepts, in order.", _TITLED),
    "licences": tables(
        "The licences of the program and the data.",
        {
            **_PAIR,
            "subject": text("Its scope.", "code", "data").needed(),
            "id": text("SPDX identifier.").needed(),
            "url": Field("url", "Address of its text."),
        },
    ).needed(),
    "attributions": tables(
        "Adapted data, with its owner and licence, to be printed with it.",
        {
            **_PAIR,
            "url": Field("url", "Address of its origin."),
            "map": Field("flag", "False if nothing on the map comes from it."),
        },
    ),
    "notes": tables("Statements that must accompany the data.", _PAIR),
    "map": table("Settings of the map.", _MAP),
}  # fmt: skip
