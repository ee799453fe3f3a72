"""Texts of the data in one language, and the sources and grade of a fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.output.blocks import Aside
from poles_cli.output.cards.amounts import amount
from poles_cli.output.cards.dates import date
from poles_cli.rules.field import Field


def in_language(pair: Mapping[str, str] | None, language: Language) -> str:
    """Return a bilingual text in one language, or an empty text."""
    return "" if pair is None else pair[language]


def value_text(field: Field, value: Any, t: Translate, language: Language) -> str:
    """Return the value of a fact as text; several values are separated by semicolons."""
    if isinstance(value, list):
        return "; ".join(value_text(field, part, t, language) for part in value)
    match field.fields["value"].type:
        case "date":
            return date(value, t, language)
        case "bilingual":
            return in_language(value, language)
        case "amount":
            return amount(value, t, language)
    return str(value)


def provision(law: Mapping[str, Any], t: Translate, language: Language) -> str:
    """Return a statute and its section (« art. 3 »), the name of a part, or the statute alone."""
    name, article = in_language(law["law"], language), in_language(law["article"], language)
    if article[:1].isdigit():
        return f"{name}, {t(N_('s.'))} {article}"
    return name if article == "–" else f"{name}, {article}"


def backing(fact: Mapping[str, Any], language: Language, *texts: str) -> Aside:
    """Return the small print in `texts`, then the sources and grade of a fact."""
    return Aside(
        text=dotted(*texts),
        own=fact["set_on"] if fact.get("own") else "",
        note=noted(fact, language),
        confidence=fact.get("confidence", ""),
        seen=fact.get("as_of", ""),
        sources=tuple(fact.get("sources", ())),
    )


def noted(fact: Mapping[str, Any], language: Language) -> str:
    """Return the note of a fact and the method beside it, as one text."""
    note, method = (in_language(fact.get(name), language) for name in ("note", "method"))
    return f"{note}{' ' if note.endswith('.') else '; '}{method}" if method else note


def dotted(*texts: str) -> str:
    """Return the texts that are not empty, with dots between them."""
    return " · ".join(text for text in texts if text)
