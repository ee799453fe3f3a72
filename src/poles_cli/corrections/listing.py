"""Corrections as records: list, save and remove them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from poles_cli.base.errors import IO, NOT_FOUND, N_, PolesError
from poles_cli.base.text import one_line
from poles_cli.corrections.merge import own_fact
from poles_cli.corrections.store import Corrections, in_order, update
from poles_cli.records.dataset import Dataset
from poles_cli.records.model import Record
from poles_cli.rules.entries import CONTACTS


def records(corrections: Mapping[str, Mapping[str, Record]], bundled: Dataset) -> list[Record]:
    """Return a record for each correction: by pôle, then in the order of the fields.

    `dataset` is the dataset's own value, or a list if it has several; absent if it has none.
    """
    tables = {pole.slug: pole.record for pole in bundled.poles}
    return [
        correction_record(slug, field, fact, tables.get(slug, {}))
        for slug, facts in in_order(corrections).items()
        for field, fact in facts.items()
    ]


def correction_record(slug: str, field: str, fact: Record, pole: Record) -> dict[str, Any]:
    """Return the record of one correction; `pole` is the dataset's own record of its pôle."""
    record = {"pole": slug, "field": field, **own_fact(fact)}
    if title := fact.get("source_title"):
        record["source_title"] = title
    original = pole.get("contacts", {}).get(field) if field in CONTACTS else pole.get(field)
    if isinstance(original, list):
        values = [one["value"] for one in original]
        record["dataset"] = values if len(values) > 1 else values[0]
    elif original:
        record["dataset"] = original["value"]
    return record


def keep(path: Path | None, facts: Mapping[str, Mapping[str, Record]]) -> None:
    """Save corrections in the overlay, all or none, replacing earlier ones of the same facts."""

    def change(corrections: Corrections) -> None:
        for slug, fields in facts.items():
            for field, fact in fields.items():
                corrections.setdefault(slug, {})[field] = dict(fact)

    update(_place(path), change)


def take_back(path: Path | None, slug: str, field: str) -> Record:
    """Remove a correction from the overlay and return it.

    Raises `PolesError` (not found) if there is none, and leaves the file unchanged.
    """
    taken: list[Record] = []

    def change(corrections: Corrections) -> None:
        fact = corrections.get(slug, {}).pop(field, None)
        if fact is None:
            raise PolesError(
                NOT_FOUND,
                N_("You have no correction of “{field}” for “{pole}”."),
                N_("Type: poles set --list"),
                field=field,
                pole=one_line(slug),
            )
        taken.append(fact)

    update(_place(path), change)
    return taken[0]


def _place(path: Path | None) -> Path:
    if path is None:
        raise PolesError(
            IO,
            N_("There is no home folder to keep your corrections in."),
            N_("To keep them elsewhere, name a file in POLES_OVERLAY."),
        )
    return path
