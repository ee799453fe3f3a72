"""The card of a place, on a terminal."""

from __future__ import annotations

import re

import pytest

from poles_cli import load
from program import ANY, Output, Program


def card(*arguments: str, language: str = "en") -> Output:
    """Return the text of a terminal, without colour."""
    program = (
        Program("locate", *arguments, "--full", "--color", "never").lang(language).terminal(100)
    )
    return program.run(stdout=ANY)


def test_a_card_shows_the_place_and_its_contact() -> None:
    """A card has the place, its pôle, the basis and confidence in words, and the contact."""
    text = card("st-jérôme").stdout

    for part in (
        "Saint-Jérôme",
        "La Rivière-du-Nord (750)",
        "Laurentides (15)",
        "(2025)",
        "Économie sociale Laurentides",
        "medium confidence",
        "https://",
        "poles show laurentides",
    ):
        assert part in text


def test_a_card_can_be_in_french() -> None:
    """A card gives the basis in the user's language."""
    text = card("Granby", language="fr").stdout

    assert "La Haute-Yamaska a rejoint la région en 2021" in text
    assert "has joined" not in text


def test_a_pole_without_contacts_gets_a_next_step() -> None:
    """The card of a pôle without contacts says so, with what to do next."""
    text = card("Mistissini").stdout

    assert "No website, e-mail or phone is known" in text
    assert "poles show cris" in text
    assert "show jamesie" not in text  # it serves no nation
    assert "4,055 (2025)" in text  # the population of the village and its land together


def test_several_places_are_shown_with_their_mrc() -> None:
    """The card of an ambiguous name has each place with its MRC, and how to choose."""
    text = card("Saint-Damase").stdout

    assert "--region" in text
    assert text.index("La Matapédia (070)") < text.index("Les Maskoutains (540)")


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("45.40,-72.73", ["MRC de La Haute-Yamaska", "the coordinates"]),
        ("45.3577,-72.851", ["Within 100 m of"]),
        ("Saint-Damase, Les Maskoutains", ["the area that it is in"]),
        ("Saint-Damase J0H 1J0", ["the postal code"]),
        ("Beauce", ["area that takes in Beauce-Centre"]),
        ("Mauricie-et-Centre-du-Québec", ["Centre-du-Québec (17)"]),
        ("Cree Nation Government", ["Eeyou Istchee (993)"]),
        ("Kitcisakik", ["Établissement indien", "89802"]),
    ],
)
def test_a_card_shows_how_the_place_was_found(query: str, parts: list[str]) -> None:
    """A card tells if a place was found by coordinates, scope or postal code."""
    text = card(query).stdout

    assert [] == [part for part in parts if part not in text]


def test_every_other_name_has_a_card() -> None:
    """Every kind of name has a card."""
    kinds: dict[tuple[str, int, str], str] = {}
    for row in load().territory.aliases.rows():
        kinds.setdefault((row["kind"], len(row["code"]), row["nation"]), row["alias"])
    for name in kinds.values():
        assert name in card(name).stdout


def test_a_prefix_shows_the_share_of_each_mrc() -> None:
    """A postal prefix has one card, with its MRC and each pôle's share."""
    text = card("J0E").stdout

    assert 1 == len(re.findall(r"^J0E", text, re.MULTILINE))
    assert "33% of the prefix" in text


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("Asbestos", "now in Val-des-Sources"),
        ("Ahuntsic-Cartierville", "borough of Montréal"),
        ("MRC d'Acton", "MRC d'Acton"),
        ("Estrie", "administrative region"),
        ("Lac-Vacher", "unorganized territory"),
    ],
)
def test_a_card_names_the_kind_of_place(query: str, part: str) -> None:
    """A card names every kind of place in words."""
    assert part in card(query).stdout


def test_a_short_card_shows_what_is_near() -> None:
    """A short card shows a border within 100 m, a note once, and a command for the same point."""
    command = Program("locate", "45.3577,-72.851", "--color", "never").lang("en").terminal(100)
    brief = command.run(stdout=ANY).stdout

    assert "Within 100 m of  MRC La Haute-Yamaska" in brief
    assert "poles locate '45.3577,-72.851' --full" in brief
    notes = Program("locate", "J0E").lang("en").terminal(100).run(stdout=ANY).stdout
    assert 1 == notes.count("moved to Estrie in 2021")
