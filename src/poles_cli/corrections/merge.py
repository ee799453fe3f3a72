"""Apply the user's corrections to the records: they replace the facts, and are marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from poles_cli.corrections.input import NO_SOURCE, NO_SUCH_POLE, is_url
from poles_cli.corrections.store import WITHOUT
from poles_cli.records.model import Record
from poles_cli.rules.entries import CONTACTS, POLE
from poles_cli.rules.field import LIST
from poles_cli.rules.problem import Problem, problem

Corrections = Mapping[str, Mapping[str, Record]]


def corrected(record: Record, facts: Mapping[str, Record]) -> dict[str, Any]:
    """Return a pôle's record with the user's facts, each marked `own`."""
    table = dict(record)
    for name, fact in facts.items():
        own = own_fact(fact)
        if name in CONTACTS:
            table["contacts"] = {**table.get("contacts", {}), name: own}
        elif POLE[name].shape == LIST:  # sources that disagree are side by side, the user's first
            table[name] = [own, *table.get(name, ())]
        else:
            table[name] = own
    order = [*dict.fromkeys(("slug", "name", *POLE, *table))]
    return {name: table[name] for name in order if name in table}


def own_fact(fact: Record) -> dict[str, Any]:
    """Return a fact of the overlay for a record: marked `own`, without its source's title."""
    kept = {key: value for key, value in fact.items() if key not in ("set_on", "source_title")}
    return {**kept, "own": True, "set_on": fact["set_on"]}


def lay_over(
    records: dict[str, dict[str, Any]], corrections: Corrections, overlay: Path | None
) -> None:
    """Correct the records of the pôles, by slug; raise for a correction of an unknown pôle."""
    for slug, facts in corrections.items():
        if slug not in records:
            _refuse(overlay, problem("", slug, NO_SUCH_POLE, value=slug))
        records[slug] = corrected(records[slug], facts)


def add_sources(
    records: list[dict[str, Any]], corrections: Corrections, overlay: Path | None
) -> None:
    """Add to the bibliography the addresses that corrections cite; raise for an unknown id."""
    known = {record["id"] for record in records}
    for slug, facts in corrections.items():
        for name, fact in facts.items():
            for source in fact["sources"]:
                if source in known:
                    continue
                if not is_url(source):
                    path = f"{slug}.{name}.sources"
                    _refuse(overlay, problem("", path, NO_SOURCE, value=source))
                known.add(source)
                records.append({"id": source, **source_entry(source, fact), "own": True})


def _refuse(overlay: Path | None, wrong: Problem) -> None:
    from poles_cli.rules.problem import BadData

    assert overlay is not None  # corrections come from a file
    raise BadData(overlay, [wrong], WITHOUT)


def source_entry(url: str, fact: Record) -> dict[str, Any]:
    """Return the entry of the bibliography for an address that a correction cites."""
    domain = domain_of(url)
    own_page = domain in domains(fact["value"])
    return {
        "title": fact.get("source_title", domain),
        "publisher": domain,
        "url": url,
        "kind": ["own-page" if own_page else "reference"],
    }


def domain_of(url: str) -> str:
    """Return the domain of an address, without « www. » or port."""
    from urllib.parse import urlsplit

    return (urlsplit(url).hostname or "").removeprefix("www.")


def domains(value: Any) -> Sequence[str]:
    """Return the domain of a value that is an address or an e-mail address."""
    if not isinstance(value, str):
        return ()
    if is_url(value):
        return (domain_of(value),)
    return (value.partition("@")[2],) if "@" in value else ()
