"""The columns of the territory tables (CSV, one row per place)."""

from __future__ import annotations

from collections.abc import Mapping

from poles_cli.rules.field import LIST, Field, several, text, word
from poles_cli.rules.vocabularies import ALIAS_KINDS, MUNICIPAL, NATIONS

_KEY = text("The folded name, to which all spellings are reduced.").needed()

COLUMNS: Mapping[str, Mapping[str, Field]] = {
    "mrc": {
        "key": _KEY,
        "code": text("Three-digit code.").needed(),
        "name": text("Official name.").needed(),
        "label": text("Name with its type (MRC, agglomeration).").needed(),
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
        "kind": word("Its kind.", MUNICIPAL).needed(),
        "nation": word("Nation that decides for its pôle.", NATIONS),
        "mrc": Field("text", "Code of its MRC.", True, refers="mrc"),
        "population": Field("integer", "Inhabitants; absent if no source counts them."),
        "population_year": Field("date", "Year of the estimate."),
        "twin": Field(
            "text", "Code of the land or village of the same name.", refers="municipality"
        ),
        "lat": Field("number", "Latitude of its inhabited place, degrees."),
        "lon": Field("number", "Longitude of that place, degrees."),
    },
    "aliases": {
        "key": _KEY,
        "inner_key": text("Folded name of the part in brackets of the alias."),
        "alias": text("The other name.").needed(),
        "kind": word("Its kind.", ALIAS_KINDS).needed(),
        "nation": word("Nation that decides for its pôle, if the place has none.", NATIONS),
        "code": Field(
            "text", "Municipality, MRC or region that it leads to.", True, refers="place"
        ),
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
        "communities": several("text", "Communities of nations in it.", "municipality"),
    },
}
