"""The closed vocabularies of the data: each word with its label for people, in their fixed order.

They stand apart from the fields so that a listing can order pôles without importing the rules.
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
REFRESHED = {  # what a visit makes of a fact, or of a site
    "new": N_("new"),
    "confirmed": N_("confirmed"),
    "changed": N_("changed"),
    "gone": N_("gone"),
    "moved": N_("moved"),
    "unrelated": N_("unrelated"),
    "error": N_("error"),
}
ANSWERED = {  # what a link check makes of an address
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
