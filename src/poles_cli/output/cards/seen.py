"""Show the age of a fact, in a few words for short cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.output.cards.dates import after, date
from poles_cli.rules.dates import span

_OLD = 3  # years after which a fact should be checked before use


def seen(fact: Mapping[str, Any], today: str, t: Translate, language: Language) -> str:
    """Return when a fact was seen: « vu en mars 2025 », « vu en 2020, à vérifier ».

    `today` is the date of the data (EDTF). An old fact, a low grade and an uncertain contact should
    be checked; the user's own correction shows its date.
    """
    if fact.get("own"):
        day = date(fact["set_on"], t, language)
        return t(N_("your correction of {date}")).format(date=day)
    as_of = fact.get("as_of")
    if as_of is None:
        words = t(N_("undated page"))
    else:
        words = _year(as_of, t) if is_old(as_of, today) else _when(as_of, t, language)
    return t(N_("{seen}, to be checked")).format(seen=words) if doubtful(fact, today) else words


def doubtful(fact: Mapping[str, Any], today: str) -> bool:
    """Return True if a fact should be checked: old, of low grade, or uncertain."""
    as_of = fact.get("as_of")
    old = as_of is not None and is_old(as_of, today)
    return old or fact.get("confidence") == "low" or fact.get("status") == "uncertain"


def is_old(as_of: str, today: str) -> bool:
    """Return True if the last day that `as_of` may mean is over three years before `today`."""
    last, now = span(as_of).last, span(today).first
    if last is None or now is None:
        return False
    return last < (now[0] - _OLD, *now[1:])


def _year(as_of: str, t: Translate) -> str:
    last = span(as_of).last
    return t(N_("seen in {when}")).format(when=last[0] if last else as_of)


def _when(as_of: str, t: Translate, language: Language) -> str:
    """Return the date of a fact to the month, with its preposition."""
    plain = as_of.rstrip("~?%")
    year, *rest = plain.split("-")
    if as_of[0] == "[" or "/" in as_of:
        days = span(as_of)
        if days.first and days.last and days.first[0] != days.last[0]:
            message = N_("seen between {start} and {end}")
            return t(message).format(start=days.first[0], end=days.last[0])
        return t(N_("seen in {when}")).format(when=days.last[0] if days.last else year)
    when = date("-".join((year, *rest[:1])), t, language)
    if plain != as_of:
        about = after("-".join((year, *rest[:1])), t, language)
        return t(N_("seen about {when}")).format(when=about)
    if language == "fr" and rest and rest[0] > "20":  # « au printemps », « à l'automne »
        article = "au " if when[0] == "p" else "à l'"
        return f"vu {article}{when}"
    return t(N_("seen in {when}")).format(when=when)
