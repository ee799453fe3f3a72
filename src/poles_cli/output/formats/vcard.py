"""vCard 3.0 (RFC 2426): one card per pôle. Common address books refuse version 4.0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from uuid import UUID, uuid5

from poles_cli.base.i18n import Language, translator
from poles_cli.base.text import one_line
from poles_cli.directory.directory import Directory
from poles_cli.output.context import Context
from poles_cli.output.result import Result
from poles_cli.records.model import Fact, Pole
from poles_cli.records.projection import flat, value_at
from poles_cli.rules.dates import is_calendar
from poles_cli.rules.entries import CONTACTS
from poles_cli.rules.registry import having
from poles_cli.rules.vocabularies import CONFIDENCE

# A random value, made once for this program: a pôle keeps its UID as long as its slug.
NAMESPACE = UUID("5b0e3f0a-9a3c-4c55-8f0e-6c1f2f1d7a44")

_LONGEST = 75  # octets of a line, without its end
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

# Machine output is the same whatever the user's language, so it has both.
OWN: Mapping[Language, str] = {"fr": "votre correction", "en": "your correction"}

_PROPERTIES = {"email": "EMAIL;TYPE=INTERNET", "phone": "TEL;TYPE=WORK,VOICE"}


def write_vcard(result: Result, context: Context) -> Iterator[str]:
    """Yield the cards, with folded lines that end in CRLF."""
    for record in result.records:
        for line in card_lines(Pole(record), context.directory):
            yield fold_line(line) + "\r\n"


def card_lines(pole: Pole, directory: Directory) -> Iterator[str]:
    """Yield the lines of the card of `pole`, before folding."""
    name = escape(pole.name)
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:urn:uuid:{uuid5(NAMESPACE, pole.slug)}"
    yield f"FN:{name}"
    yield "N:;;;;"  # required, but empty, since a pôle is not a person
    yield f"ORG:{name}"
    yield "X-ABSHOWAS:COMPANY"
    if acronym := pole.record.get("acronym"):
        yield f"NICKNAME:{escape(acronym)}"
    yield from _reach(pole)
    yield "CATEGORIES:" + ",".join(escape(text) for text in _categories(pole, directory))
    yield "NOTE:" + escape("\n".join(_notes(pole)))
    if sources := pole.record["names"][0].get("sources"):
        yield f"SOURCE:{one_line(directory.source(sources[0]).url)}"
    if date := _revision(pole, directory):
        yield f"REV:{date}"
    yield "END:VCARD"


def _reach(pole: Pole) -> Iterator[str]:
    for name, field in CONTACTS.items():
        if fact := pole.contact(name):
            type_ = field.fields["value"].type
            if type_ == "url":
                yield f"URL:{one_line(str(fact.value))}"
            elif type_ in _PROPERTIES:
                # A comma is a pause to a telephone; "x" is dialled as an extension everywhere.
                value = str(fact.value).replace(", poste ", " x")
                yield f"{_PROPERTIES[type_]}:{escape(value)}"
    facts = [pole.contact(field) for field in ("address", "city", "postal_code")]
    if any(facts):
        street, city, code = (escape(fact.value) if fact else "" for fact in facts)
        yield f"ADR;TYPE=WORK:;;{street};{city};Québec;{code};Canada"


def _categories(pole: Pole, directory: Directory) -> list[str]:
    regions = {region.code: region.name for region in directory.regions}
    return ["Économie sociale", *(regions[code] for code in pole.regions)]


def _notes(pole: Pole) -> Iterator[str]:
    """Yield the notes: the host, and the grade and date of each contact."""
    if pole.status == "former":
        yield "N'existe plus sous cette forme. / No longer exists in this form."
    host = pole.record.get("host")
    if host and not host.get("former"):
        english = host.get("name_en", host["name"])
        yield f"Organisme porteur : {host['name']}. / Host: {english}."
    in_french = translator("fr")
    for name, field in CONTACTS.items():
        if fact := pole.contact(name):
            french, english = _grade(fact, "fr"), _grade(fact, "en")
            yield f"{in_french(field.label)} : {french}. / {field.label}: {english}."
    if not any(map(pole.contact, CONTACTS)):
        yield "Coordonnées inconnues. / How to reach it is not known."


def _grade(fact: Fact, language: Language) -> str:
    """Return the grade of a fact, the years in which it was seen, and a mark if the user set it."""
    grade = translator(language)(CONFIDENCE[fact.confidence or "low"])
    years = sorted(set(re.findall(r"\d{4}", fact.as_of or "")))
    seen = "-".join(dict.fromkeys((years[0], years[-1]))) if years else ""
    text = f"{grade} ({seen})" if seen else grade
    own = fact.record.get("own")
    return f"{text}, {OWN[language]} ({fact.record['set_on']})" if own else text


def _revision(pole: Pole, directory: Directory) -> str:
    """Return the date of the dataset or, if later, of the user's newest correction."""
    days = (flat(value_at(pole.record, f"{name}.set_on")) for name in having("settable"))
    return max(_full_date(directory.info["date"]) or "", *days)


def _full_date(edtf: str) -> str | None:
    """Return the first day of a year or month, or the day: REV takes no less. None for the rest."""
    return "-".join([*edtf.split("-"), "01", "01"][:3]) if is_calendar(edtf) else None


def escape(text: str) -> str:
    """Return a text value escaped for vCard 3.0, with its line ends."""
    return "\n".join(one_line(line) for line in str(text).split("\n")).translate(_ESCAPES)


def fold_line(line: str) -> str:
    """Fold a line at 75 octets, never inside a character; a space starts each next line."""
    pieces, piece, room = [], "", _LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", _LONGEST - 1
        piece += character
        room -= size
    return "\r\n ".join([*pieces, piece])
