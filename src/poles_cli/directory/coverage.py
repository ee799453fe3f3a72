"""Report which facts are known of each pôle, and which have not been seen for years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from poles_cli.directory.directory import Directory
from poles_cli.records.model import Pole, Record
from poles_cli.rules.dates import Day, span
from poles_cli.rules.entries import CONTACTS
from poles_cli.rules.registry import covered, having

_NEVER: Day = (10_000, 1, 1)


def active(directory: Directory) -> list[Pole]:
    """Return the active pôles."""
    return [pole for pole in directory.poles if pole.status == "active"]


def known(pole: Pole, field: str) -> bool:
    """Return True if a value of one of the covered facts is known, at any confidence."""
    return bool(pole.contact(field) or pole.record.get(field))


def coverage(directory: Directory) -> list[Record]:
    """Return one record per active pôle: its slug, and True for each covered fact that is known."""
    facts = covered()
    return [
        {"slug": pole.slug, **{field: known(pole, field) for field in facts}}
        for pole in active(directory)
    ]


def stale(directory: Directory, today: str, years: int) -> list[Record]:
    """Return the facts of active pôles that were last seen more than `years` before `today`.

    `today` is an ISO date. A fact was last seen at its `as_of`, else on the day the user set it,
    else when the newest of its sources was published; an imprecise date counts as its last day. A
    fact with no date at all is listed, since there is no proof that it was seen. Records: `pole`,
    `field`, `value`, `as_of`, `seen` (the date that decided), `sources`.
    """
    limit = years_before(today, years)
    published = {source.id: source.record.get("published") for source in directory.sources}
    found: list[Record] = []
    for pole in active(directory):
        for field, fact in changing_facts(pole):
            sources = fact.get("sources", [])
            seen = last_seen(fact, [published.get(source) for source in sources])
            if seen is None or _ended(seen) < limit:
                value = fact.get("value", fact.get("name", fact.get("basis")))
                as_of = fact.get("as_of")
                record = {"pole": pole.slug, "field": field, "value": value, "as_of": as_of}
                found.append({**record, "seen": seen, "sources": sources})
    return found


def last_seen(fact: Record, published: Iterable[str | None]) -> str | None:
    """Return the date at which a fact was last seen; `published` are the dates of its sources."""
    own = fact.get("as_of") or fact.get("set_on")
    dates = [own] if own else [*fact.get("seen", ()), *(date for date in published if date)]
    return max(dates, key=_ended, default=None)


def _ended(date: str) -> Day:
    """Return the last day that a date may mean; an open end counts as the future."""
    return span(date).last or _NEVER


def years_before(today: str, years: int) -> Day:
    """Return the same day of an earlier year, not before year 1."""
    year, month, day = map(int, today.split("-"))
    return (max(year - years, 0), month, day)


def changing_facts(pole: Pole) -> Iterator[tuple[str, Any]]:
    """Yield the facts of a pôle that may change over time, each with the path of its field."""
    contacts = pole.record.get("contacts", {})
    for name, field in having("changing").items():
        if name in CONTACTS:
            path, value = f"contacts.{name}", contacts.get(name)
        else:
            path, value = name, pole.record.get(name)
        facts = {path: value} if not isinstance(value, list) else {
            f"{path}[{index}]": fact
            for index, fact in enumerate(value, 1)
            if "current" not in field.fields or fact.get("current")
        }  # fmt: skip
        yield from ((at, fact) for at, fact in facts.items() if fact and not fact.get("former"))
