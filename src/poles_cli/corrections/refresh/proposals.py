"""A site's own words beside the dataset's: new, the same, changed, gone, or not to be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from poles_cli.base.errors import PolesError
from poles_cli.base.text import one_line
from poles_cli.corrections.input import parse_sources, parse_value
from poles_cli.corrections.refresh.addresses import Cities
from poles_cli.corrections.refresh.evidence import FIELDS, Sighting, same_value, sightings
from poles_cli.corrections.refresh.links import same_site
from poles_cli.corrections.refresh.names import Names, spoken
from poles_cli.corrections.refresh.page import Page
from poles_cli.corrections.refresh.visit import Visit
from poles_cli.records.dataset import Dataset
from poles_cli.records.model import Pole, Record
from poles_cli.rules.dates import span

_CHANGES = ("new", "changed", "moved")
_FRESH = 3  # years after which a fact is worth stating again
_SITES = ("website", "host_website")
_LONGEST = 160
_LITTLE = 200  # letters: a page that says less and has scripts is a shell
# An office of the host, or its own pages, are the way to the pôle; its social pages are not.
_OF_A_HOST = ("email", "phone", "contact_page", "address", "city", "postal_code")


class Subject(NamedTuple):
    """A pôle to refresh: its names, and the site to visit, by the field that has it, or `""`."""

    pole: Pole
    names: Names
    field: str
    url: str

    @property
    def known(self) -> dict[str, str]:
        """The pôle's contacts today."""
        return {
            field: fact["value"] for field, fact in self.pole.record.get("contacts", {}).items()
        }

    @property
    def own(self) -> bool:
        """True if the site is the pôle's own, by the dataset's word."""
        domain = self.known.get("email", "@").partition("@")[2]
        return self.field == "website" or bool(domain and same_site(self.url, f"//{domain}"))


def subject(pole: Pole, names: Names, site: str | None = None) -> Subject | None:
    """Return what is to be visited: the pôle's own site, else its host's, unless one is given."""
    known = Subject(pole, names, "", "").known
    for field in _SITES:
        if field in known and (site is None or same_site(site, known[field])):
            return Subject(pole, names, field, site or known[field])
    return Subject(pole, names, "", site) if site else None


def proposals(asked: Subject, visit: Visit, day: str, city_of: Cities) -> list[Record]:
    """Return what a visit proposes for a pôle; nothing but `unrelated` if it speaks of another."""
    return [
        {"pole": asked.pole.slug, **{name: value for name, value in one._asdict().items() if value}}
        for one in _proposals(asked, visit, day, city_of)
    ]


class _Proposal(NamedTuple):
    """The fields of a record, in order; what is empty is left out of it."""

    field: str
    status: str
    old: str
    new: str
    page: str
    seen: str
    evidence: str = ""


def _proposals(asked: Subject, visit: Visit, day: str, city_of: Cities) -> Iterator[_Proposal]:
    site, old = asked.field or "website", asked.known.get(asked.field, "")
    if visit.trouble is not None:
        page = visit.trouble.url or visit.url
        yield _Proposal(site, "error", old, "", page, day, visit.trouble.words)
        return
    home = visit.pages[0].url
    words = spoken(asked.names, _text(visit))
    found = sightings(visit.pages, asked.names, asked.known, city_of) if words else {}
    if unread := _unread(visit.pages[0], bool(words), any(found.values())):
        yield _Proposal(site, "error", old, "", home, day, unread)
        return
    if not words:
        yield _Proposal(site, "unrelated", old, "", home, day)
        return
    if status := _site_status(asked, visit):
        new = old if status == "confirmed" else _address(asked.url, home)
        if _acceptable(site, new):
            yield _Proposal(site, status, old, new, home, day, words)
    for field in FIELDS:
        if asked.field != "host_website" or field in _OF_A_HOST:
            known = asked.known.get(field, "")
            for status, one in _compared(field, known, found[field], visit):
                yield _Proposal(
                    field, status, known, one.value, one.page or home, day, _guarded(one.evidence)
                )
    for trouble in visit.failed:
        yield _Proposal("contact_page", "error", "", "", trouble.url, day, trouble.words)


def _unread(home: Page, believed: bool, facts: bool) -> str:
    """Return why a page that says nothing cannot be read as it is, if it can be told."""
    letters = sum(c.isalpha() for line in home.lines for c in line.text)
    if home.login and not believed:
        return "login"
    return "JavaScript" if home.scripts and letters < _LITTLE and not facts else ""


def _site_status(asked: Subject, visit: Visit) -> str:
    """Return what became of the site; nothing if it is another than the one that is known."""
    if not asked.field:
        return "" if "website" in asked.known else "new"
    return "moved" if visit.moved else "confirmed"


def _address(asked: str, home: str) -> str:
    """Return the address of a site: that of its first page, or its root if the root was asked."""
    parts = urlsplit(home)
    root = urlsplit(asked).path in ("", "/") or parts.path == "/"
    return f"{parts.scheme}://{parts.netloc}" if root else home


def _compared(
    field: str, known: str, found: Iterable[Sighting], visit: Visit
) -> Iterator[tuple[str, Sighting]]:
    """Yield the status of what a site states of a field, beside what is known."""
    good = [one for one in found if _acceptable(field, one.value)]
    if same := [one for one in good if known and same_value(field, known, one.value)]:
        yield "confirmed", same[0]
        return
    yield from (("changed" if known else "new", one) for one in good)
    # A city alone may be said anywhere: not to find its address does not deny it.
    if known and not good and visit.whole and field != "city":
        yield "gone", Sighting("", "", "", "", 0)


def _acceptable(field: str, value: str) -> bool:
    """Return True if the data could hold a value as it is."""
    try:
        return bool(parse_value(field, value) == value)
    except PolesError:
        return False


def _guarded(evidence: str) -> str:
    """Return evidence that is one short line, no list and no formula, whatever a page says."""
    text = one_line(evidence).replace("|", "/")[:_LONGEST]
    while text and unicodedata.normalize("NFKC", text[0])[0] in " =+-@":
        text = text[1:]
    return text


def kept(asked: Subject, records: Iterable[Record], dataset: Dataset) -> dict[str, Record]:
    """Return the facts that the proposals make, by field: none where several values stand.

    What is confirmed is one of them if the dataset is not sure of it any more. They obey the rules
    of `poles set`, source included.
    """
    facts: dict[str, Record] = {}
    confidence = "high" if asked.own else "medium"
    made = [
        one
        for one in records
        if one["status"] in _CHANGES
        or (one["status"] == "confirmed" and _doubtful(asked.pole, one["field"], one["seen"]))
    ]
    for one in made:
        if sum(other["field"] == one["field"] for other in made) == 1:
            day = one["seen"]
            fact = {"value": one["new"], "as_of": day, "confidence": confidence}
            sources = parse_sources([one["page"]], dataset)
            facts[one["field"]] = {**fact, "sources": sources, "set_on": day}
    return facts


def _doubtful(pole: Pole, field: str, day: str) -> bool:
    """Return True if a fact is uncertain, graded low, or was seen years ago."""
    fact = pole.record["contacts"][field]
    seen = span(fact["as_of"]).last if "as_of" in fact else None
    old = seen is not None and int(day[:4]) - seen[0] > _FRESH
    return old or fact["confidence"] == "low" or fact.get("status") == "uncertain"


def _text(visit: Visit) -> str:
    """Return all that the pages of a site say."""
    lines = (line.text for page in visit.pages for line in page.lines)
    return "\n".join([*(page.about for page in visit.pages), *lines])
