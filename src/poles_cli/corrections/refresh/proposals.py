"""A site's own words beside the dataset's: new, the same, changed, gone, or not to be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from poles_cli.base.errors import PolesError
from poles_cli.base.text import one_line
from poles_cli.corrections.input import parse_sources, parse_value
from poles_cli.corrections.refresh.addresses import Cities
from poles_cli.corrections.refresh.evidence import FIELDS, same_value, sightings
from poles_cli.corrections.refresh.links import same_site
from poles_cli.corrections.refresh.names import Names, spoken
from poles_cli.corrections.refresh.visit import Visit
from poles_cli.records.dataset import Dataset
from poles_cli.records.model import Pole, Record
from poles_cli.rules.dates import span

_CHANGES = ("new", "changed", "moved")
_FRESH = 3  # years after which a fact is worth stating again
_LONGEST = 160
_LITTLE = 200  # letters: a page that says less and has scripts is a shell
_NOT_OF_A_HOST = ("facebook", "linkedin")  # they speak of the host; the rest leads to the pôle


class Subject(NamedTuple):
    """A pôle to refresh: its names, and the site to visit, by the field that has it, or `""`.

    `others` are the names of the other pôles.
    """

    pole: Pole
    names: Names
    others: Sequence[Names]
    field: str
    url: str

    @property
    def known(self) -> dict[str, str]:
        """The pôle's contacts today."""
        contacts = self.pole.record.get("contacts", {})
        return {field: fact["value"] for field, fact in contacts.items()}

    @property
    def own(self) -> bool:
        """True if the site is the pôle's own, by the dataset's word."""
        domain = self.known.get("email", "@").partition("@")[2]
        return self.field == "website" or bool(domain and same_site(self.url, f"//{domain}"))


class Proposal(NamedTuple):
    """What a record has beside its pôle, in order; what is empty is left out of it."""

    field: str
    status: str
    old: str
    new: str
    page: str
    seen: str
    evidence: str


def subject(
    pole: Pole, names: Names, others: Sequence[Names], site: str | None = None
) -> Subject | None:
    """Return what is to be visited: the pôle's own site, else its host's, unless one is given."""
    asked = Subject(pole, names, others, "", site or "")
    for field in ("website", "host_website"):
        if field in asked.known and (site is None or same_site(site, asked.known[field])):
            return asked._replace(field=field, url=site or asked.known[field])
    return asked if site else None


def proposals(asked: Subject, visit: Visit, day: str, city_of: Cities) -> list[Record]:
    """Return what a visit proposes for a pôle; nothing but `unrelated` if it speaks of another."""
    return [
        {"pole": asked.pole.slug}
        | {name: value for name, value in one._replace(seen=day)._asdict().items() if value}
        for one in _proposals(asked, visit, city_of)
    ]


def _proposals(asked: Subject, visit: Visit, city_of: Cities) -> Iterator[Proposal]:
    site, old = asked.field or "website", asked.known.get(asked.field, "")
    if visit.trouble is not None:
        page = visit.trouble.url or visit.url
        yield Proposal(site, "error", old, "", page, "", visit.trouble.words)
        return
    home = visit.pages[0]
    words = spoken(asked.names, asked.others, home.title, visit.text)
    found = sightings(visit.pages, asked.names, asked.known, city_of) if words else {}
    letters = sum(c.isalpha() for line in home.lines for c in line.text)
    if home.scripts and letters < _LITTLE and not any(found.values()):
        yield Proposal(site, "error", old, "", home.url, "", "JavaScript")
    elif not words:
        status = "error" if home.login else "unrelated"
        yield Proposal(site, status, old, "", home.url, "", "login" if home.login else "")
    else:
        yield from _of_site(asked, visit, site, old, words)
        for field in FIELDS:
            if asked.field != "host_website" or field not in _NOT_OF_A_HOST:
                values = [(one.value, one.page, _guarded(one.evidence)) for one in found[field]]
                yield from _of_field(field, asked.known.get(field, ""), values, visit)
        for trouble in visit.failed:
            yield Proposal("contact_page", "error", "", "", trouble.url, "", trouble.words)


def _of_site(asked: Subject, visit: Visit, site: str, old: str, words: str) -> Iterator[Proposal]:
    """Yield what became of the site; nothing if it is another than the one that is known."""
    home = visit.pages[0].url
    if asked.field and same_site(home, visit.url):
        yield Proposal(site, "confirmed", old, old, home, "", words)
    elif asked.field or site not in asked.known:
        parts = urlsplit(home)
        root = "/" in (parts.path or "/", urlsplit(asked.url).path or "/")
        new = f"{parts.scheme}://{parts.netloc}" if root else home
        if _acceptable(site, new):
            yield Proposal(site, "moved" if asked.field else "new", old, new, home, "", words)


def _of_field(
    field: str, known: str, found: Iterable[tuple[str, str, str]], visit: Visit
) -> Iterator[Proposal]:
    """Yield what a site states of a field, beside what is known: value, page, words."""
    good = [one for one in found if _acceptable(field, one[0])]
    same = [one for one in good if known and same_value(field, known, one[0])]
    status = "confirmed" if same else "changed" if known else "new"
    for value, page, words in same[:1] or good:
        yield Proposal(field, status, known, value, page, "", words)
    # A city alone may be said anywhere: not to find its address does not deny it.
    if known and not good and visit.whole and field != "city":
        yield Proposal(field, "gone", known, "", visit.pages[0].url, "", "")


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
    made: dict[str, list[Record]] = {}
    for one in records:
        confirmed = one["status"] == "confirmed" and _doubtful(
            asked.pole, one["field"], one["seen"]
        )
        if confirmed or one["status"] in _CHANGES:
            made.setdefault(one["field"], []).append(one)
    return {
        field: {
            "value": one["new"],
            "as_of": one["seen"],
            "confidence": "high" if asked.own else "medium",
            "sources": parse_sources([one["page"]], dataset),
            "set_on": one["seen"],
        }
        for field, (one, *others) in made.items()
        if not others
    }


def _doubtful(pole: Pole, field: str, day: str) -> bool:
    """Return True if a fact is uncertain, graded low, or was seen years ago."""
    fact = pole.record["contacts"][field]
    seen = span(fact["as_of"]).last if "as_of" in fact else None
    old = seen is not None and int(day[:4]) - seen[0] > _FRESH
    return old or fact["confidence"] == "low" or fact.get("status") == "uncertain"
