"""Show asides in words: the small print, then the grade, date and sources of a fact."""

from __future__ import annotations

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.output.blocks import Aside
from poles_cli.output.cards.dates import date
from poles_cli.rules.vocabularies import CONFIDENCE

# The command that shows an entry, by the kind of entry.
_COMMANDS = {"pole": "poles show", "concept": "poles explain", "network": "poles about"}


def aside_text(aside: Aside, t: Translate, language: Language) -> str:
    """Return all of an aside on one line, source ids included; empty if it holds nothing."""
    parts = [*notes(aside, t, language), grade(aside, t), sighting(aside, t, language)]
    if aside.sources:
        parts.append(t(N_("sources: {ids}")).format(ids=", ".join(aside.sources)))
    if aside.entry:
        kind, _, slug = aside.entry.partition("/")
        parts.append(f"{_COMMANDS[kind]} {slug}".rstrip())
    return " · ".join(part for part in parts if part)


def notes(aside: Aside, t: Translate, language: Language) -> list[str]:
    """Return the small print, the mark of a user's own fact, and the note."""
    own = ""
    if aside.own:
        own = t(N_("your correction of {date}")).format(date=date(aside.own, t, language))
    return [aside.text, own, aside.note]


def grade(aside: Aside, t: Translate) -> str:
    """Return the grade of a fact, or what qualifies it."""
    if aside.shades:
        return t(N_("confidence: {shades}")).format(shades=aside.shades)
    return t(CONFIDENCE[aside.confidence]) if aside.confidence else ""


def sighting(aside: Aside, t: Translate, language: Language) -> str:
    """Return when a fact was seen."""
    seen = date(aside.seen, t, language)
    return t(N_("seen: {date}")).format(date=seen) if seen else ""
