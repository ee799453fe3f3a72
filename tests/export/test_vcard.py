"""vCards are accepted by an independent reader, and folded and escaped by RFC 2426."""

from typing import Any
from uuid import UUID

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from poles_cli import load
from poles_cli.base.text import one_line
from poles_cli.corrections.merge import corrected
from poles_cli.output.formats.vcard import card_lines, fold_line
from poles_cli.records.model import Pole
from poles_cli.rules.registry import settable
from program import call

DIRECTORY = load()


def text() -> str:
    """Return the cards of every pôle."""
    output = call("export", "--format", "vcard")
    assert (0, "") == (output.status, output.stderr)
    return output.raw.decode()


def read(cards: str) -> list[Any]:
    """Return the cards, read and validated by vobject."""
    found = list(vobject.readComponents(cards))
    assert all(card.validate(raiseException=True) for card in found)
    return found


def test_one_valid_card_per_pole() -> None:
    """Every card is valid vCard 3.0 and has the pôle's name and addresses."""
    cards = read(text())

    for pole, card in zip(load().poles, cards, strict=True):
        assert "3.0" == card.version.value
        assert pole.name == card.fn.value
        assert [pole.name] == card.org.value
        sites = [pole.contact(f) for f in ("website", "host_website", "shared_website")]
        urls = [url.value for url in card.contents.get("url", ())]
        assert [fact.value for fact in sites if fact] == urls
        city = pole.contact("city")
        assert (city.value if city else None) == (card.adr.value.city if city else None)


def test_lines_are_short_and_end_with_crlf() -> None:
    """No line is longer than 75 octets, all end with CRLF, and no character is cut."""
    raw = text().encode()

    assert b"\n" not in raw.replace(b"\r\n", b"")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # a cut character would not decode


def test_identities_never_change() -> None:
    """A pôle's UID depends only on its slug, and is unique."""
    uids = [card.uid.value.removeprefix("urn:uuid:") for card in read(text())]

    assert len(set(uids)) == len(uids) == len({UUID(uid) for uid in uids})
    laval = next(card for card in read(text()) if "Laval" in card.fn.value)
    assert "urn:uuid:3c93de29-0c87-5ab2-b339-67717c71e2ac" == laval.uid.value
    assert "2026-11-25" == laval.rev.value


def test_a_revision_follows_corrections() -> None:
    """REV is the date of the newest correction if it is later than the dataset's."""
    estrie = DIRECTORY.pole("estrie").record
    backing = {"own": True, "confidence": "low", "sources": ["x"]}
    contacts = {
        **estrie["contacts"],
        "phone": {"value": "418-228-8123, poste 1000", "set_on": "2027-01-02", **backing},
        "city": {"value": "Sherbrooke", "set_on": "2026-12-31", **backing},
    }

    (card,) = read("\r\n".join(card_lines(Pole({**estrie, "contacts": contacts}), DIRECTORY)))

    assert "2027-01-02" == card.rev.value
    assert "418-228-8123 x1000" == card.tel.value


@pytest.mark.parametrize("field", settable())
def test_a_revision_follows_a_correction_of_any_field(field: str) -> None:
    """REV is the day of a correction, whichever field it corrects."""
    fact = {"value": "x", "set_on": "2027-01-02", "confidence": "low", "sources": ["x"]}

    record = corrected(DIRECTORY.pole("estrie").record, {field: fact})

    assert "REV:2027-01-02" in [*card_lines(Pole(record), DIRECTORY)]


def test_a_note_has_the_age_and_grade_of_each_contact() -> None:
    """A card notes what is unknown, and the age and grade of each contact, in both languages."""
    notes = {
        pole.slug: card.note.value for pole, card in zip(load().poles, read(text()), strict=True)
    }

    assert (
        "Courriel : confiance moyenne (2021-2024). / E-mail: medium confidence (2021-2024)."
        in notes["laval"]
    )
    assert "Coordonnées inconnues. / How to reach it is not known." == notes["cris"]
    assert "N'existe plus" in notes["cercle-economie-sociale-autochtone"]


@settings(deadline=None)  # the first case loads the data
@given(st.text(min_size=1))
def test_any_text_is_read_back(value: str) -> None:
    """Commas, semicolons, backslashes and line ends read back unchanged from folded lines."""
    pole = Pole({**DIRECTORY.pole("laval").record, "name": value})
    card = "".join(fold_line(line) + "\r\n" for line in card_lines(pole, DIRECTORY))

    (read_back,) = read(card)

    expected = "\n".join(one_line(line) for line in value.split("\n"))
    assert expected == read_back.fn.value
    assert [expected] == read_back.org.value
    assert all(len(line.encode()) <= 75 for line in card.split("\r\n"))
