"""Show EDTF dates in words, and the dates of a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate

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


def date(edtf: str | None, t: Translate, language: Language) -> str:
    """Return an EDTF date in words; empty if unknown."""
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
        return t(N_("by {end}")).format(end=after(end, t, language))
    if not end:
        return t(N_("{start} or later")).format(start=date(start, t, language))
    between = {"start": after(start, t, language), "end": after(end, t, language)}
    return t(N_("between {start} and {end}")).format(**between)


def after(edtf: str, t: Translate, language: Language) -> str:
    """Return a date for use after a preposition: in French, a day or season gets its article."""
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
    return t(N_("about {date}")).format(date=after(plain, t, language))


def used(name: Mapping[str, Any], t: Translate, language: Language) -> str:
    """Return the period in which a name was used, or the dates at which it was seen."""
    parts = []
    if start := date(name.get("from"), t, language):
        parts.append(t(N_("from: {date}")).format(date=start))
    if end := date(name.get("until"), t, language):
        parts.append(t(N_("until: {date}")).format(date=end))
    if seen := [date(day, t, language) for day in name.get("seen", ())]:
        parts.append(t(N_("seen: {dates}")).format(dates=", ".join(seen)))
    if name.get("current"):
        parts.append(t(N_("in use at the last sighting")))
    return ", ".join(parts)
