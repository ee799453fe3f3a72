"""Texts of the data in one language, and the quiet words beside a fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.output.cards.dates import date
from poles_cli.rules.vocabularies import CONFIDENCE


def said(pair: Mapping[str, str] | None, language: Language) -> str:
    """Return a bilingual text in one language, or an empty text."""
    return "" if pair is None else pair[language]


def provision(law: Mapping[str, Any], t: Translate, language: Language) -> str:
    """Return a statute and its section: « art. 3 », a part by its name, the whole without."""
    name, article = said(law["law"], language), said(law["article"], language)
    if article[:1].isdigit():
        return f"{name}, {t(N_('s.'))} {article}"
    return name if article == "–" else f"{name}, {article}"


def own_mark(fact: Mapping[str, Any], t: Translate, language: Language) -> str:
    """Return whose a person's own fact is: « votre correction du 24 novembre 2026 »."""
    return t(N_("your correction of {date}")).format(date=date(fact["set_on"], t, language))


def aside(fact: Mapping[str, Any], t: Translate, language: Language) -> str:
    """Return how far a fact can be trusted: its note, confidence, date seen and sources."""
    parts = [own_mark(fact, t, language)] if fact.get("own") else []
    if note := said(fact.get("note"), language):
        parts.append(note)
    if confidence := fact.get("confidence"):
        parts.append(t(CONFIDENCE[confidence]))
    if seen := date(fact.get("as_of"), t, language):
        parts.append(t(N_("seen: {date}")).format(date=seen))
    if sources := fact.get("sources"):
        parts.append(t(N_("sources: {ids}")).format(ids=", ".join(sources)))
    return " · ".join(parts)
