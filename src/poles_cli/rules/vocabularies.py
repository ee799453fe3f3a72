"""The closed vocabularies of the data: each word with its label for people, in their fixed order.

They are separate from the fields so that `list` can sort pôles without importing the rules.
"""

from __future__ import annotations

from poles_cli.base.errors import N_

POLE_KINDS = {
    "regional": N_("regional pôle"),
    "first-nations": N_("First Nations pôle"),
    "cree": N_("Cree pôle"),
    "inuit": N_("Inuit pôle"),
}
NATIONS = {
    "first-nations": N_("First Nations communities"),
    "cree": N_("Cree communities"),
    "inuit": N_("Inuit communities"),
}
STATUSES = ("active", "former")
CONFIDENCE = {
    "high": N_("high confidence"),
    "medium": N_("medium confidence"),
    "low": N_("low confidence"),
}
PRESENTED_BY = {
    "revue": N_("presented in the Revue"),
    "pole": N_("presented by the pôle"),
    "host": N_("presented by the host"),
    "other": N_("presented by another source"),
}
REFRESHED = {  # the result of a visit for a fact or a site
    "new": N_("new"),
    "confirmed": N_("confirmed"),
    "changed": N_("changed"),
    "gone": N_("gone"),
    "moved": N_("moved"),
    "unrelated": N_("unrelated"),
    "error": N_("error"),
}
ANSWERED = {  # the result of a link check for an address
    "ok": N_("answers"),
    "redirected": N_("redirected"),
    "error": N_("error"),
}
NETWORK_SECTIONS = {
    "role": N_("What pôles do"),
    "composition": N_("Who they are"),
    "public-money": N_("Public money"),
    "shared-activities": N_("What they do together"),
}
SOURCE_KINDS = {
    "law": N_("law"),
    "government": N_("government"),
    "statistics": N_("statistics"),
    "register": N_("register"),
    "own-page": N_("the organization's own page"),
    "press": N_("press"),
    "report": N_("report"),
    "reference": N_("reference"),
    "archive": N_("archive"),
}
# Kinds of places, then of other names of places, then of areas; `{place}` is the official name.
MUNICIPAL = {
    "municipality": N_("municipality"),
    "indigenous": N_("Indigenous land"),
    "unorganized": N_("unorganized territory"),
}
FORMER = {
    "borough": N_("borough of {place}"),
    "merged": N_("former municipality, now in {place}"),
    "renamed": N_("former name of {place}"),
    "former": N_("former municipality, now in {place}"),
    "locality": N_("locality in {place}"),
    "neighbourhood": N_("neighbourhood of {place}"),
}
OTHER_NAMES = {
    "english": N_("English name of {place}"),
    "popular": N_("usual name of {place}"),
    "postal-name": N_("postal name of {place}"),
}
AREA_NAMES = {
    "area": N_("area that takes in {place}"),
    "former-mrc": N_("former MRC or division, now in {place}"),
    "former-code": N_("former code of {place}"),
}
ALIAS_KINDS = {"indigenous": "", **FORMER, **OTHER_NAMES, **AREA_NAMES}
AREAS = {
    "mrc": N_("MRC or equivalent territory"),
    "region": N_("administrative region"),
    "postal": N_("postal prefix"),
}
PLACE_KINDS = {**MUNICIPAL, **FORMER, **OTHER_NAMES, **AREA_NAMES, **AREAS}
# The basis of an answer of `locate`.
BASES = {
    "name": N_("its name"),
    "scope": N_("its name, and the area that it is in"),
    "postal": N_("the postal code"),
    "coordinates": N_("the coordinates"),
    "code": N_("the code"),
}
