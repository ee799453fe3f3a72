"""What the pages of a site state, field by field: the best one, or several as good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from poles_cli.base.text import fold
from poles_cli.corrections.refresh.addresses import Cities, Office, offices, street_key
from poles_cli.corrections.refresh.links import host, same_page, social
from poles_cli.corrections.refresh.mail import Mailbox, mailboxes
from poles_cli.corrections.refresh.names import Names
from poles_cli.corrections.refresh.page import Page
from poles_cli.corrections.refresh.persons import mailbox_rank, personal
from poles_cli.corrections.refresh.phones import Number, numbers

FIELDS = (
    "email", "phone", "contact_page", "facebook", "linkedin", "address", "city", "postal_code",
)  # fmt: skip

# What it is worth to stand there: the organization speaks of itself at the foot of its pages.
_PLACES = {"data": 3, "card": 3, "footer": 2, "header": 2, "contact": 2, "news": -2}
_NEAR = 5  # lines between an office or a mailbox and its telephone
_PERSONAL = 9  # what a sign of a person takes away: more than any place gives


class Sighting(NamedTuple):
    """A value where it stands, the words that give it, and how well it stands there."""

    value: str
    evidence: str
    page: str
    place: str
    score: int


class Facts(NamedTuple):
    """What was found on a page; each mailbox with how well it stands for the organization."""

    page: Page
    boxes: tuple[tuple[Mailbox, int | None], ...]
    offices: tuple[Office, ...]
    numbers: tuple[Number, ...]

    def sighting(self, value: str, evidence: str, line: int, more: int = 0) -> Sighting:
        """Return a value that stands in a line, worth its place and what more speaks for it."""
        lines = self.page.lines
        place = lines[line].place if line < len(lines) else ""
        main = place in ("", "contact", "card") and bool(self.page.contact)
        score = _PLACES.get(place, 0) + 2 * main + more
        return Sighting(value, evidence, self.page.url, place, score)

    def office_near(self, line: int) -> str:
        """Return the office that a line stands next to, empty if there is none."""
        near = [(abs(office.line - line), office.key) for office in self.offices]
        return min((one for one in near if one[0] <= _NEAR), default=(0, ""))[1]


def sightings(
    pages: Sequence[Page], names: Names, known: Mapping[str, str], city_of: Cities
) -> dict[str, list[Sighting]]:
    """Return what the pages state of each field: several values if nothing tells them apart.

    `known` are the pôle's contacts today, which tell its office and its domain from others'.
    """
    facts = [_facts(page, names, city_of) for page in pages]
    chosen = _best(_offices(facts, known))
    places = {office.evidence: office for one in facts for office in one.offices}
    result = {"email": _best(_mail(facts, names, known), "email", known.get("email", ""))}
    result["phone"] = _phones(facts, names, chosen, known.get("phone", ""))
    for field in ("address", "city", "postal_code"):
        parts = [one._replace(value=places[one.evidence].part(field)) for one in chosen]
        result[field] = list({one.value: one for one in parts if one.value}.values())
    contact = [page for page in pages if page.contact][:1]
    result["contact_page"] = [Sighting(page.url, page.contact, page.url, "", 0) for page in contact]
    for field in ("facebook", "linkedin"):
        result[field] = _best(_social(facts, names, field), field, known.get(field, ""))
    return result


def _facts(page: Page, names: Names, city_of: Cities) -> Facts:
    site = fold(host(page.url).rpartition(".")[0]).replace(" ", "")
    boxes = tuple((box, mailbox_rank(box.value, names, site)) for box in mailboxes(page))
    return Facts(page, boxes, tuple(offices(page, city_of)), tuple(numbers(page)))


def same_value(field: str, one: str, other: str) -> bool:
    """Return True if two values of a field say the same, in whatever writing."""
    if field == "phone":  # a number without its extension is the same telephone
        return one[:12] == other[:12] and (len(one) == 12 or one == other)
    if field in ("website", "contact_page", "facebook", "linkedin"):
        return same_page(one, other)
    return street_key(one) == street_key(other)


def _best(found: Iterable[Sighting], field: str = "", known: str = "") -> list[Sighting]:
    """Return the best sighting of the known value, else of each value that stands best.

    Another page, or another place on it, makes a value better.
    """
    groups: dict[str, list[Sighting]] = {}
    for sighting in found:
        groups.setdefault(sighting.value, []).append(sighting)
    if known and (same := [value for value in groups if same_value(field, known, value)]):
        return [max(groups[same[0]], key=lambda one: one.score)]
    best = [
        max(group, key=lambda one: one.score)._replace(
            score=max(one.score for one in group)
            + (len({one.page for one in group}) > 1)
            + (len({one.place for one in group}) > 1)
        )
        for group in groups.values()
    ]
    top = max((one.score for one in best), default=0)
    return [one for one in best if one.score == top > 0]


def _mail(facts: Sequence[Facts], names: Names, known: Mapping[str, str]) -> Iterator[Sighting]:
    """Yield the mailboxes of the organization: its own domain first, then the most general."""
    domains = {host(one.page.url).partition(":")[0] for one in facts}
    domains |= {known.get("email", "").partition("@")[2], host(known.get("website", ""))} - {""}
    for one in facts:
        for box, rank in one.boxes:
            domain = box.value.partition("@")[2]
            own = domain in domains or names.have(domain.rpartition(".")[0])
            sighting = one.sighting(box.value, box.evidence, box.line)
            # Another's domain may be the pôle's too, if it stands where one says who one is.
            if rank is not None and (own or sighting.score >= 2):
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
    facts: Sequence[Facts], names: Names, chosen: Sequence[Sighting], known: str
) -> list[Sighting]:
    """Return the telephones: local ones before toll-free ones, and that of the chosen office."""
    local: list[Sighting] = []
    toll_free: list[Sighting] = []
    near: dict[str, set[str]] = {}
    faxes = {number.base for one in facts for number in one.numbers if number.fax}
    for one in facts:
        private = [(box.line, rank is None) for box, rank in one.boxes]
        for number in one.numbers:
            if number.base in faxes:
                continue
            office = one.office_near(number.line)
            mine = any(abs(line - number.line) <= 2 for line, person in private if not person)
            more = number.label + bool(office or mine)
            more -= _PERSONAL * personal(one.page, number.line, private, names.words)
            sighting = one.sighting(number.value, number.evidence, number.line, more)
            (toll_free if number.toll_free else local).append(sighting)
            near.setdefault(number.value, set()).add(office)
    if any(same_value("phone", known, one.value) for one in (*local, *toll_free)):
        return _best([*local, *toll_free], "phone", known)
    bases = {one.value for one in local if one.score > 0}
    best = _best(one for one in local if one.value[:12] not in bases - {one.value})
    here = [one for one in best if near[one.value] & {office.value for office in chosen}]
    return (here if len(best) > 1 and len(chosen) == len(here) == 1 else best) or _best(toll_free)


def _social(facts: Sequence[Facts], names: Names, field: str) -> Iterator[Sighting]:
    """Yield the organization's pages on a social network: by its name, or by where they stand."""
    for one in facts:
        private = [(box.line, rank is None) for box, rank in one.boxes]
        for name, url, link in social(one.page):
            own = names.have(url.rpartition("/")[2])
            sighting = one.sighting(url, url, link.line, 4 * own)
            if name == field and (own or not personal(one.page, link.line, private, names.words)):
                yield sighting
