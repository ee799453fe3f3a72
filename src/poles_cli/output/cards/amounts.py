"""Counts and sums of money in words, each with its source's qualifier (about, at least…)."""

from __future__ import annotations

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.records.model import Amount, Record

NO_BREAK = "\u00a0"

_SIGNS = {
    "": "{}",
    "~": N_("about {}"),
    "<~": N_("nearly {}"),
    ">": N_("more than {}"),
    ">=": N_("at least {}"),
    "<": N_("less than {}"),
    "<=": N_("at most {}"),
}

_PHRASES = {
    "enterprises": N_("{} enterprises"),
    "jobs": N_("{} jobs"),
    "revenue_cad": N_("{} in revenue"),
}


def number(value: float, language: Language) -> str:
    """Return a count with the digit grouping of the language: « 11 360 » or "11,360"."""
    text = f"{value:,.0f}"
    return text.replace(",", NO_BREAK) if language == "fr" else text


def money(value: float, language: Language) -> str:
    """Return Canadian dollars: « 568 M$ », « 1,3 G$ », "$568M", "$1.3B"."""
    for unit, french, english in ((1e9, "G$", "B"), (1e6, "M$", "M")):
        if value >= unit:
            text = f"{value / unit:.1f}".removesuffix(".0")
            if language == "fr":
                return text.replace(".", ",") + NO_BREAK + french
            return f"${text}{english}"
    amount = number(value, language)
    return f"{amount}{NO_BREAK}$" if language == "fr" else f"${amount}"


def amount(text: str | None, t: Translate, language: Language, *, dollars: bool = False) -> str:
    """Return an amount of the data in words, with its qualifier; empty if unknown."""
    if text is None:
        return ""
    parsed = Amount(text)
    value = money(parsed.value, language) if dollars else number(parsed.value, language)
    return t(_SIGNS[parsed.sign]).format(value)


def amounts(figure: Record, t: Translate, language: Language) -> list[str]:
    """Return the amounts of a figure in words: enterprises, jobs, revenue."""
    return [
        t(phrase).format(text)
        for name, phrase in _PHRASES.items()
        if (text := amount(figure.get(name), t, language, dollars=name == "revenue_cad"))
    ]
