"""The vocabulary, numbers and dates of the data, in a person's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.records.model import Amount

NO_BREAK = "\u00a0"

COLUMN_LABELS = {
    "slug": N_("Identifier"),
    "name": N_("Name"),
    "kind": N_("Kind"),
    "regions": N_("Regions"),
    "region": N_("Region"),
    "city": N_("City"),
    "website": N_("Website"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "founded": N_("Founding year"),
    "figures": N_("Figures"),
    "term": N_("Term"),
    "theme": N_("Theme"),
    "code": N_("Code"),
    "population": N_("Population"),
    "poles": N_("Pôles"),
    "id": N_("Identifier"),
    "title": N_("Title"),
    "publisher": N_("Publisher"),
    "published": N_("Published"),
    "url": N_("Address"),
    "match": N_("Passage"),
    "score": N_("Score"),
    "year": N_("Year"),
    "series": N_("Series"),
    "enterprises": N_("Enterprises"),
    "jobs": N_("Jobs"),
    "revenue_cad": N_("Revenue"),
    "sources": N_("Sources"),
    "query": N_("Query"),
    "status": N_("Status"),
    "place": N_("Place"),
    "mrc": N_("MRC"),
}

KINDS = {
    "regional": N_("regional pôle"),
    "first-nations": N_("First Nations pôle"),
    "cree": N_("Cree pôle"),
    "inuit": N_("Inuit pôle"),
}

CONFIDENCE = {
    "high": N_("high confidence"),
    "medium": N_("medium confidence"),
    "low": N_("low confidence"),
}

CONTACTS = {
    "website": N_("Website"),
    "host_website": N_("Host's website"),
    "shared_website": N_("Shared website"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "city": N_("City"),
    "postal_code": N_("Postal code"),
}

_SIGNS = {
    "": "{}",
    "~": N_("about {}"),
    ">": N_("more than {}"),
    ">=": N_("at least {}"),
    "<": N_("less than {}"),
    "<=": N_("at most {}"),
}

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre"
          " décembre".split(),
    "en": "January February March April May June July August September October November"
          " December".split(),
}  # fmt: skip
_SEASONS = {
    "fr": {"21": "printemps", "22": "été", "23": "automne", "24": "hiver"},
    "en": {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"},
}


def said(pair: Mapping[str, str] | None, language: Language) -> str:
    """Return a bilingual text in one language, or an empty text."""
    return "" if pair is None else pair[language]


def number(value: float, language: Language) -> str:
    """Return a count as the language groups it: « 11 360 » or "11,360"."""
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
    """Return an amount of the data in words, its hedge included; empty when unknown."""
    if text is None:
        return ""
    parsed = Amount(text)
    value = money(parsed.value, language) if dollars else number(parsed.value, language)
    return t(_SIGNS[parsed.sign]).format(value)


def date(edtf: str | None, t: Translate, language: Language) -> str:
    """Return an EDTF date in words; empty when unknown."""
    if not edtf:
        return ""
    if edtf.startswith("["):
        return _one_of(edtf.strip("[]"), t, language)
    if "/" in edtf:
        start, end = edtf.split("/")
        if start.endswith("~") and end.endswith("~"):
            return t(N_("about {date}")).format(date=f"{start[:-1]}-{end[:-1]}")
        return t(N_("{start} to {end}")).format(
            start=date(start, t, language) if start != ".." else "…",
            end=date(end, t, language) if end != ".." else "…",
        )
    return _day(edtf, t, language)


def _one_of(choices: str, t: Translate, language: Language) -> str:
    return t(N_(" or ")).join(_choice(part.strip(), t, language) for part in choices.split(","))


def _choice(part: str, t: Translate, language: Language) -> str:
    start, dots, end = part.partition("..")
    if not dots:
        return date(part, t, language)
    if not start:
        return t(N_("by {end}")).format(end=_after(end, t, language))
    if not end:
        return t(N_("{start} or later")).format(start=date(start, t, language))
    between = {"start": _after(start, t, language), "end": _after(end, t, language)}
    return t(N_("between {start} and {end}")).format(**between)


def _after(edtf: str, t: Translate, language: Language) -> str:
    """Return a date as it stands after a preposition: French gives a day or season its article."""
    words = date(edtf, t, language)
    _, *rest = edtf.split("-")
    if language == "en" or not rest or edtf.endswith("~"):
        return words
    if rest[0] in _SEASONS["fr"]:
        return f"l'{words}" if words[0] in "éah" else f"le {words}"
    return f"le {words}" if len(rest) > 1 else words


def _day(edtf: str, t: Translate, language: Language) -> str:
    plain = edtf.rstrip("~?%")
    year, *rest = plain.split("-")
    words = year
    if rest and rest[0] in _SEASONS[language]:
        words = f"{_SEASONS[language][rest[0]]} {year}"
    elif rest:
        words = f"{_MONTHS[language][int(rest[0]) - 1]} {year}"
    if len(rest) > 1:
        day = str(int(rest[1]))
        words = f"{'1er' if language == 'fr' and day == '1' else day} {words}"
    if plain == edtf:
        return words
    return t(N_("about {date}")).format(date=_after(plain, t, language))


def provision(law: Mapping[str, Any], t: Translate, language: Language) -> str:
    """Return a statute and its section: « art. 3 », a part by its name, the whole without."""
    name, article = said(law["law"], language), said(law["article"], language)
    if article[:1].isdigit():
        return f"{name}, {t(N_('s.'))} {article}"
    return name if article == "–" else f"{name}, {article}"


def used(name: Mapping[str, Any], t: Translate, language: Language) -> str:
    """Return from when until when a name was used, or when it was seen."""
    parts = []
    if start := date(name.get("from"), t, language):
        parts.append(t(N_("from: {date}")).format(date=start))
    if end := date(name.get("until"), t, language):
        parts.append(t(N_("until: {date}")).format(date=end))
    if seen := [date(day, t, language) for day in name.get("seen", ())]:
        parts.append(t(N_("sighted: {dates}")).format(dates=", ".join(seen)))
    if name.get("current"):
        parts.append(t(N_("in use at the last sighting")))
    return ", ".join(parts)


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
