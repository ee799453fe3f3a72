"""Compare a site with the dataset: new, confirmed, changed, gone, or unreadable."""

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
_FRESH = 3  # years after which a confirmed fact is proposed again
_LONGEST = 160
_LITTLE = 200  # a page with less text, and scripts, needs JavaScript
_NOT_OF_A_HOST = ("facebook", "linkedin")  # they describe the host; the others lead to the pôle


class Subject(NamedTuple):
    """A pôle to refresh: its names, the site to visit, and the field of that site, or `""`.

    `others` are the names of the other pôles.
    """

    pole: Pole
    names: Names
    others: Sequence[Names]
    field: str
    url: str

    @property
    def known(self) -> dict[str, str]:
        """Return the pôle's current contacts."""
        contacts = self.pole.record.get("contacts", {})
        return {field: fact["value"] for field, fact in contacts.items()}

    @property
    def own(self) -> bool:
        """Return True if the dataset gives the site as the pôle's own."""
        domain = self.known.get("email", "@").partition("@")[2]
        return self.field == "website" or bool(domain and same_site(self.url, f"//{domain}"))


class Proposal(NamedTuple):
    """The fields of a record after its pôle, in order; empty ones are left out."""

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
    """Return the pôle with the site to visit: the given one, else its own, else its host's."""
    asked = Subject(pole, names, others, "", site or "")
    for field in ("website", "host_website"):
        if field in asked.known and (site is None or same_site(site, asked.known[field])):
            return asked._replace(field=field, url=site or asked.known[field])
    return asked if site else None


def proposals(asked: Subject, visit: Visit, day: str, city_of: Cities) -> list[Record]:
    """Return the proposals of a visit for a pôle, or `unrelated` if no page mentions it."""
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
    """Yield the status of the site; nothing for a site other than the known one."""
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
    """Yield the proposals for a field, compared with the known value: value, page, words."""
    good = [one for one in found if _acceptable(field, one[0])]
    same = [one for one in good if known and same_value(field, known, one[0])]
    status = "confirmed" if same else "changed" if known else "new"
    for value, page, words in same[:1] or good:
        yield Proposal(field, status, known, value, page, "", words)
    # A city may be written anywhere, so a missing address does not mean that it is gone.
    if known and not good and visit.whole and field != "city":
        yield Proposal(field, "gone", known, "", visit.pages[0].url, "", "")


def _acceptable(field: str, value: str) -> bool:
    """Return True if the data accepts a value unchanged."""
    try:
        return bool(parse_value(field, value) == value)
    except PolesError:
        return False


def _guarded(evidence: str) -> str:
    """Return evidence as one short line that is neither a list nor a formula."""
    text = one_line(evidence).replace("|", "/")[:_LONGEST]
    while text and unicodedata.normalize("NFKC", text[0])[0] in " =+-@":
        text = text[1:]
    return text


def kept(asked: Subject, records: Iterable[Record], dataset: Dataset) -> dict[str, Record]:
    """Return the facts to keep from the proposals, by field: none if a field has several values.

    A confirmed value is included if the dataset's fact is doubtful. The facts obey the rules of
    `poles set`, source included.
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
    """Return True if a fact is uncertain, has a low grade, or was seen years ago."""
    fact = pole.record["contacts"][field]
    seen = span(fact["as_of"]).last if "as_of" in fact else None
    old = seen is not None and int(day[:4]) - seen[0] > _FRESH
    return old or fact["confidence"] == "low" or fact.get("status") == "uncertain"
