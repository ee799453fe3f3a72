"""Choose the values that a site states, field by field: the best one, or several equally good."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from poles_cli.base.text import fold
from poles_cli.corrections.refresh.addresses import Cities, Office, offices, street_key
from poles_cli.corrections.refresh.links import host, same_page, social
from poles_cli.corrections.refresh.mail import Mailbox, mailboxes
from poles_cli.corrections.refresh.names import Names, compact
from poles_cli.corrections.refresh.page import Page
from poles_cli.corrections.refresh.persons import CREDIT, mailbox_rank, personal
from poles_cli.corrections.refresh.phones import Number, numbers

FIELDS = (
    "email", "phone", "contact_page", "facebook", "linkedin", "address", "city", "postal_code",
)  # fmt: skip

# Points for each place on a page: an organization describes itself in the footer.
_PLACES = {"data": 3, "card": 3, "footer": 2, "header": 2, "contact": 2, "news": -30}
_BESIDE = 2  # lines around a mailbox that belong to its owner
_NEAR = 5  # lines between an office or a mailbox and its telephone
_MOST = 300  # numbers, mailboxes or offices of a page
_SEVERAL = 4  # values that an organization may have for one field
_PERSONAL = 9  # points lost for a sign of a person: more than any place gives
_A_PERSON = re.compile(r"[a-z]+\.[a-z]+[.\d]*", re.I)  # a page with such a name may be a person's
_MAIL = re.compile(r"\b(?:courriel|e ?mail|ecrivez)\b")


class Sighting(NamedTuple):
    """A value, its place, the words that give it, and the points of its place."""

    value: str
    evidence: str
    page: str
    place: str
    score: int


class Facts(NamedTuple):
    """The values found on a page; `site` is its domain's name, and mailboxes have a rank.

    `domains` are those of the organization's own mailboxes.
    """

    page: Page
    site: str
    boxes: Sequence[tuple[Mailbox, int | None]]
    offices: Sequence[Office]
    numbers: Sequence[Number]
    domains: frozenset[str] = frozenset()

    def sighting(self, value: str, evidence: str, line: int, more: int = 0) -> Sighting:
        """Return a value found in a line, with the points of its place and those of `more`."""
        place = self.page.lines[line].place
        main = place in ("", "contact", "card") and bool(self.page.contact)
        score = _PLACES.get(place, 0) + 2 * main + more
        return Sighting(value, evidence, self.page.url, place, score)

    def own(self, domains: frozenset[str]) -> Facts:
        """Return the facts without those next to a mailbox of others, such as the host."""
        one = self._replace(domains=domains)
        return one._replace(
            offices=[office for office in self.offices if not one.others(office.line)],
            numbers=[number for number in self.numbers if not one.others(number.line)],
        )

    def others(self, line: int) -> bool:
        """Return True if the nearest mailbox in the same place belongs to others."""
        lines = self.page.lines
        near = [
            (abs(box.line - line), not self.has(box))
            for box, rank in self.boxes
            if rank is not None and abs(box.line - line) <= _BESIDE
            if lines[box.line].place == lines[line].place
            if not CREDIT.search(fold(lines[box.line].text))
        ]
        return bool(self.domains) and min(near, default=(0, False))[1]

    def has(self, box: Mailbox) -> bool:
        """Return True if a mailbox is at one of the organization's domains."""
        return box.value.partition("@")[2] in self.domains

    def office_near(self, line: int) -> str:
        """Return the office near a line, empty if there is none."""
        near = [(abs(office.line - line), office.key) for office in self.offices]
        return min((one for one in near if one[0] <= _NEAR), default=(0, ""))[1]

    def personal(self, number: Number, names: Names) -> bool:
        """Return True if a number is a person's."""
        private = [
            (box.line, rank is None) for box, rank in self.boxes if rank is None or self.has(box)
        ]
        return personal(self.page, number.line, number.evidence, private, names.words)


def sightings(
    pages: Sequence[Page], names: Names, known: Mapping[str, str], city_of: Cities
) -> dict[str, list[Sighting]]:
    """Return the values that the pages state for each field: several if none is better.

    `known` are the pôle's current contacts, which distinguish its office and domain from others'.
    """
    facts = [_facts(page, names, city_of) for page in pages]
    mail = _best(_mail(facts, names, known), "email", known)
    domains = frozenset(one.value.partition("@")[2] for one in mail)
    facts = [one.own(domains) for one in facts]
    chosen = _best(_offices(facts, known))
    result = {
        "email": mail,
        "phone": _phones(facts, names, chosen, known),
        "contact_page": [Sighting(p.url, p.contact, p.url, "", 0) for p in pages if p.contact][:1],
    }
    for field in ("facebook", "linkedin"):
        result[field] = _best(_social(facts, names, field), field, known)
    written = {office.evidence: office for one in facts for office in one.offices}
    for field, part in (("address", "street"), ("city", "city"), ("postal_code", "code")):
        parts = [one._replace(value=getattr(written[one.evidence], part)) for one in chosen]
        result[field] = list({one.value: one for one in parts if one.value}.values())
    return result


def _facts(page: Page, names: Names, city_of: Cities) -> Facts:
    site = compact(host(page.url).rpartition(".")[0])
    boxes = [(box, mailbox_rank(box.value, names, site)) for box in mailboxes(page)]
    places, phones = islice(offices(page, city_of), _MOST), islice(numbers(page), _MOST)
    return Facts(page, site, boxes[:_MOST], [*places], [*phones])


def same_value(field: str, one: str, other: str) -> bool:
    """Return True if two values of a field mean the same, however they are written."""
    if field == "phone":  # a number without its extension is the same telephone
        return one[:12] == other[:12] and (len(one) == 12 or one == other)
    if field in ("website", "contact_page", "facebook", "linkedin"):
        return same_page(one, other)
    return street_key(one) == street_key(other)


def _best(
    found: Iterable[Sighting], field: str = "", known: Mapping[str, str] | None = None
) -> list[Sighting]:
    """Return the best sighting of the known value, else of each value with the most points.

    A value gets more points if it is on several pages, or in several places.
    """
    groups: dict[str, list[Sighting]] = {}
    for sighting in found:
        groups.setdefault(sighting.value, []).append(sighting)
    best = []
    for value, group in groups.items():
        top = max(group, key=lambda one: one.score)
        if known and field in known and same_value(field, known[field], value):
            return [top]
        more = (len({one.page for one in group}) > 1) + (len({one.place for one in group}) > 1)
        best.append(top._replace(score=top.score + more))
    most = max((one.score for one in best), default=0)
    best = [one for one in best if one.score == most > 0]
    return best if len(best) <= _SEVERAL else []  # with more, some belong to others


def _mail(facts: Sequence[Facts], names: Names, known: Mapping[str, str]) -> Iterator[Sighting]:
    """Yield the mailboxes of the organization: its own domain first, then the most general."""
    domains = {host(one.page.url).partition(":")[0] for one in facts}
    domains |= {known.get("email", "").partition("@")[2], host(known.get("website", ""))} - {""}
    for one in facts:
        for box, rank in one.boxes:
            domain = box.value.partition("@")[2]
            own = domain in domains or names.have(domain.rpartition(".")[0])
            lines = one.page.lines[max(0, box.line - 1) : box.line + 1]
            words = fold(" ".join(line.text for line in lines).partition(box.evidence)[0][-80:])
            labelled = bool(_MAIL.search(words) or one.office_near(box.line))
            sighting = one.sighting(box.value, box.evidence, box.line, 2 * labelled)
            # A mailbox at another domain may be the pôle's, if it is in structured data or a
            # footer.
            if rank is not None and (own or (sighting.score >= 2 and not CREDIT.search(words))):
                yield sighting._replace(score=sighting.score + 10 * (50 * own + 50 - rank))


def _offices(facts: Sequence[Facts], known: Mapping[str, str]) -> Iterator[Sighting]:
    """Yield the offices: the known one first, the head office, that of the known city."""
    for one in facts:
        for office in one.offices:
            more = 1 + bool(office.code) + 4 * office.head
            more += 3 * (fold(known.get("city", "")) == fold(office.city))
            more += 20 * (street_key(known.get("address", "")) == street_key(office.street))
            yield one.sighting(office.key, office.evidence, office.line, more)


def _phones(
    facts: Sequence[Facts], names: Names, chosen: Sequence[Sighting], known: Mapping[str, str]
) -> list[Sighting]:
    """Return the telephones: local ones before toll-free ones, and that of the chosen office."""
    found: dict[bool, list[Sighting]] = {False: [], True: []}  # by toll-free or not
    near: dict[str, set[str]] = {}
    every = [number for one in facts for number in one.numbers]
    faxes = {one.base for one in every if one.fax} - {one.base for one in every if one.label}
    keys = {office.value for office in chosen}
    for one in facts:
        mine = [box.line for box, rank in one.boxes if rank is not None and one.has(box)]
        for number in one.numbers:
            if number.base not in faxes:
                office, line = one.office_near(number.line), number.line
                more = number.label + (
                    office in keys or any(abs(at - line) <= _NEAR for at in mine)
                )
                more -= _PERSONAL * one.personal(number, names)
                sighting = one.sighting(number.value, number.evidence, line, more)
                found[number.toll_free].append(sighting)
                near.setdefault(number.value, set()).add(office)
    local = found[False]
    if "phone" in known and (same := [
        one for one in local + found[True] if same_value("phone", known["phone"], one.value)
    ]):  # fmt: skip
        return _best(same, "phone", known)
    bases = {one.value for one in local if one.score > 0}
    best = _best(one for one in local if one.value[:12] not in bases - {one.value})
    here = [one for one in best if near[one.value] & keys]
    return (here if len(chosen) == len(here) == 1 else best) or _best(found[True])


def _social(facts: Sequence[Facts], names: Names, field: str) -> Iterator[Sighting]:
    """Yield the organization's pages on a network, chosen by name or by place on the page."""
    for one in facts:
        for network, url, link in social(one.page):
            slug = url.rpartition("/")[2]
            own = names.have(slug) or (len(one.site) > 3 and one.site in compact(slug))
            sighting = one.sighting(url, url, link.line, 4 * own)
            credit = CREDIT.search(fold(one.page.lines[link.line].text))
            theirs = one.others(link.line) or credit or _A_PERSON.fullmatch(slug)
            placed = sighting.place in ("footer", "header", "data", "card") and not theirs
            if network == field and (own or placed):
                yield sighting
