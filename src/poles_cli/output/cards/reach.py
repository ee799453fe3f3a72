"""Show how to reach a pôle: its own website, else its host's, else a shared one; never empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.base.i18n import Language, Translate
from poles_cli.directory.directory import Directory
from poles_cli.output.blocks import Aside, Block, Item, Items, Paragraph, Row, Rows
from poles_cli.output.cards.labels import backing, dotted, in_language
from poles_cli.records.model import Fact, Pole
from poles_cli.rules.entries import CONTACTS
from poles_cli.rules.field import Role
from poles_cli.rules.registry import having

_AT_ONCE = ("phone", "email")  # answered by a person
_NEIGHBOURS = 3  # pôles to try instead of one that cannot be reached


def reach(pole: Pole, directory: Directory, t: Translate, language: Language) -> list[Block]:
    """Return the blocks on how to reach a pôle, and what to do if nothing is known."""
    rows = []
    for name, field in CONTACTS.items():
        fact = pole.contact(name)
        if fact is not None:
            url = fact.value if "site" in field.roles else ""
            rows.append(Row(t(field.label), fact.value, backing(fact.record, language), url))
    found: list[Block] = [Rows(rows)] if rows else []
    if not best_address(pole)[0]:
        found += _unknown(pole, directory, t)
        command = f"poles set {pole.slug} phone … --source …"
        text = t(N_("If you know one, type: {command}")).format(command=command)
        found.append(Paragraph(text, typed=True))
    return found


def best_address(pole: Pole, role: Role = "direct") -> tuple[str, str]:
    """Return the best contact field of a pôle and its value, or two empty texts.

    With the role `site`, only the address of a web site is returned.
    """
    for field in having(role):
        if fact := pole.contact(field):
            return field, str(fact.value)
    return "", ""


def ways_in(
    pole: Pole,
    directory: Directory,
    t: Translate,
    language: Language,
    most: int = 4,
    *,
    seat: bool = True,
) -> list[Row]:
    """Return the lines on how to reach a pôle: at most `most` addresses, the best first.

    Then come the place of its seat, if `seat`, and the unknown contacts; if no contact is known, or
    all should be checked, the national body.
    """
    today = directory.info["date"]
    known = {name: fact for name in having("direct") if (fact := pole.contact(name))}
    # A user's own corrections come first: the others may lack room.
    first = sorted(
        known, key=lambda name: (not known[name].record.get("own"), name not in _AT_ONCE)
    )
    ways = [known[name] for name in first]
    rows: list[Row] = []
    for name in first[:most]:
        fact = known[name]
        url = fact.value if "site" in CONTACTS[name].roles else ""
        rows.append(Row("", fact.value, _beside(fact.record, today, t, language), url))
    place = [pole.contact(name) for name in ("address", "city", "postal_code")]
    where = ", ".join(fact.value for fact in place if fact)
    unknown = _missing(pole, t)
    if where and seat:
        city = next(fact for fact in place if fact)
        aside = _beside(city.record, today, t, language, seat=True)
        together = unknown and not aside.text
        rows.append(Row("", dotted(where, unknown) if together else where, aside))
        unknown = "" if together else unknown
    if unknown:
        rows.append(Row("", unknown))
    unsure = _unsure(ways[:most], today) if most > 1 else not ways
    if unsure:
        rows += _national(directory, t, language, tried=bool(ways))
    return [row._replace(label=t(N_("Reach"))) if not i else row for i, row in enumerate(rows)]


def _unsure(ways: Sequence[Fact], today: str) -> bool:
    """Return True if no address is reliable: none is known, or all should be checked."""
    from poles_cli.output.cards.seen import doubtful  # for the short cards alone

    return all(doubtful(fact.record, today) for fact in ways)


def _beside(
    fact: Mapping[str, Any], today: str, t: Translate, language: Language, *, seat: bool = False
) -> Aside:
    """Return the age of a contact, and its public note.

    A `seat`, which seldom changes, shows its age only if it should be checked.
    """
    from poles_cli.output.cards.seen import doubtful, seen  # for the short cards alone

    note = in_language(fact.get("note"), language) if fact.get("audience") == "public" else ""
    aged = doubtful(fact, today) or fact.get("own") or not seat
    return Aside(dotted(seen(fact, today, t, language) if aged else "", note))


def _missing(pole: Pole, t: Translate) -> str:
    """Return one line with the unknown contacts: site, telephone, e-mail."""
    ways: dict[str, object] = {
        N_("website"): best_address(pole, "site")[0],
        N_("phone"): pole.contact("phone"),
        N_("e-mail"): pole.contact("email"),
    }
    missing = [t(name) for name, known in ways.items() if not known]
    if len(missing) > 1:
        *others, last = missing
        return t(N_("{names} and {name} unknown")).format(names=", ".join(others), name=last)
    return t(N_("{name} unknown")).format(name=missing[0]) if missing else ""


def _national(
    directory: Directory, t: Translate, language: Language, *, tried: bool
) -> Iterator[Row]:
    """Yield the national body to contact, if the dataset names one and its site."""
    if "fallback" not in directory.network:
        return
    body = directory.concept(directory.network["fallback"])
    if site := body.record.get("website"):
        text = N_("Try the national body: {name}, {site}")
        if tried:
            text = N_("No answer? Try the national body: {name}, {site}")
        name, address = in_language(body.term, language), site["value"]
        yield Row("", t(text).format(name=name, site=address), url=address)


def neighbours(pole: Pole, directory: Directory) -> list[Pole]:
    """Return a few other active pôles of its regions and kind that have a known contact.

    A nation's pôle does not answer for a region, nor a region's for it.
    """
    reached = _reached(directory)
    others = {
        other.slug: other
        for region in pole.regions
        for other in reached.get((pole.kind, region), ())
        if other.slug != pole.slug
    }
    return list(others.values())[:_NEIGHBOURS]


@lru_cache(maxsize=1)
def _reached(directory: Directory) -> dict[tuple[str, str], list[Pole]]:
    """Return the first active pôles with a known contact, by kind and region."""
    reached: dict[tuple[str, str], list[Pole]] = {}
    for pole in directory.poles:
        if pole.status == "active" and best_address(pole)[0]:
            for region in pole.regions:
                group = reached.setdefault((pole.kind, region), [])
                if len(group) <= _NEIGHBOURS:  # one more, which may be the pôle itself
                    group.append(pole)
    return reached


def _unknown(pole: Pole, directory: Directory, t: Translate) -> list[Block]:
    """Return that no contact is known, and whom to contact instead."""
    network = directory.network["names"][0]["name"]
    others = [
        Item(other.name, Aside(entry=f"pole/{other.slug}"), t(N_("Or another pôle of its region:")))
        for other in neighbours(pole, directory)
    ]
    return [
        Paragraph(t(N_("No website, e-mail or phone is known for this pôle; none is guessed."))),
        Items([Item(network, Aside(entry="network"), t(N_("Try the network:"))), *others]),
    ]
