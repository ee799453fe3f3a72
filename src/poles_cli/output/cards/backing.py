"""What backs a fact, taken from its record as data: the aside that stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from poles_cli.base.i18n import Language
from poles_cli.output.blocks import Aside
from poles_cli.output.cards.words import said


def backing(fact: Mapping[str, Any], language: Language, *texts: str) -> Aside:
    """Return what backs a fact, after the small print in `texts`."""
    return Aside(
        text=dotted(*texts),
        own=fact["set_on"] if fact.get("own") else "",
        note=said(fact.get("note"), language),
        confidence=fact.get("confidence", ""),
        seen=fact.get("as_of", ""),
        sources=tuple(fact.get("sources", ())),
    )


def dotted(*texts: str) -> str:
    """Return the texts that are not empty, with dots between them."""
    return " · ".join(text for text in texts if text)
