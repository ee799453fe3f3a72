"""One query's answer as one flat record, each column gathered over its matches."""

from __future__ import annotations

from typing import Any

from poles_cli.base.text import plain
from poles_cli.records.model import Record
from poles_cli.records.projection import flat_row

COLUMNS = ("query", "status", "place", "kind", "code", "mrc", "region", "poles")
NOTHING = "\tnone" + "\t" * (len(COLUMNS) - 2) + "\n"

_GATHERED = ("place", "kind", "alias", "code", "mrc", "region")


def flatten(answer: Record) -> dict[str, Any]:
    """Return the answer with its matches' parts on top: lists, in order, each value once.

    `poles` holds each pôle once, its shares (of a postal prefix) added up: rounded
    ones may go past 100, their sum does not.
    """
    matches = answer["matches"]
    flat: dict[str, Any] = {"query": answer["query"], "status": answer["status"]}
    for name in _GATHERED:
        values: list[Any] = []
        for match in matches:
            if match[name] is not None and match[name] not in values:
                values.append(match[name])
        flat[name] = values or None
    poles: dict[str, dict[str, Any]] = {}
    for pole in (pole for match in matches for pole in match["poles"]):
        known = poles.setdefault(pole["slug"], {**pole, "share": None})
        if pole["share"] is not None:
            known["share"] = min(100, (known["share"] or 0) + pole["share"])
    flat["poles"] = list(poles.values()) or None
    flat["matches"] = matches
    return flat


def tsv_line(answer: Record) -> str:
    """Return the answer as the line that TSV shows by default."""
    if not answer["matches"]:
        return plain(answer["query"]) + NOTHING
    return "\t".join(flat_row(flatten(answer), COLUMNS)) + "\n"


def slugs(answer: Record) -> str:
    """Return the pôles of all the matches, each once, joined as lists are."""
    return "|".join(
        dict.fromkeys(pole["slug"] for match in answer["matches"] for pole in match["poles"])
    )
