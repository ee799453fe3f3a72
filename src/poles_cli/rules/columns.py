"""The columns of the territory tables (CSV, one row per place)."""

from __future__ import annotations

from collections.abc import Mapping

from poles_cli.rules.field import LIST, Field, text, word
from poles_cli.rules.vocabularies import NATIONS

_KEY = text("The name folded: what people's spellings are reduced to.").needed()

COLUMNS: Mapping[str, Mapping[str, Field]] = {
    "mrc": {
        "key": _KEY,
        "code": text("Three-digit code.").needed(),
        "name": text("Official name.").needed(),
        "label": text("Name with what it is (MRC, agglomeration).").needed(),
        "region": Field("text", "Code of its region.", True, refers="region"),
        "population": Field("integer", "Inhabitants.", True),
        "population_year": Field("date", "Year of the estimate.", True),
        "lat": Field("number", "Latitude of the centre of its population, degrees."),
        "lon": Field("number", "Longitude of that centre, degrees."),
    },
    "municipalities": {
        "key": _KEY,
        "code": text("Five-digit code; with 24 before it, Statistics Canada's.").needed(),
        "name": text("Official name.").needed(),
        "designation": text("Ville, Paroisse, Village cri and so on.").needed(),
        "kind": text("What it is.", "municipality", "indigenous", "unorganized").needed(),
        "nation": word("Nation that decides for its pôle.", NATIONS),
        "mrc": Field("text", "Code of its MRC.", True, refers="mrc"),
        "population": Field("integer", "Inhabitants.", True),
        "population_year": Field("date", "Year of the estimate.", True),
        "twin": Field(
            "text", "Code of the land or village of the same name.", refers="municipality"
        ),
        "lat": Field("number", "Latitude of its inhabited place, degrees."),
        "lon": Field("number", "Longitude of that place, degrees."),
    },
    "aliases": {
        "key": _KEY,
        "inner_key": text("Folded name of what stands between brackets in the alias."),
        "alias": text("The other name.").needed(),
        "kind": text("What it is.", "borough", "merged", "renamed", "former", "locality").needed(),
        "code": Field("text", "Municipality it is in.", True, refers="municipality"),
    },
    "postal": {
        "key": text("The prefix in lower case.").needed(),
        "prefix": text("First three characters of a postal code.").needed(),
        "mrcs": Field(
            "text",
            "MRC it covers, each with its share in percent (`210:37`).",
            True,
            LIST,
            refers="mrc",
        ),
    },
}
