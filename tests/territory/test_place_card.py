"""The card of a place, on a terminal."""

from __future__ import annotations

import re

import pytest

from poles_cli import load
from program import ANY, Output, Program


def card(*arguments: str, language: str = "en") -> Output:
    """Return what a terminal shows, without colour."""
    program = (
        Program("locate", *arguments, "--full", "--color", "never").lang(language).terminal(100)
    )
    return program.run(stdout=ANY)


def test_a_card_says_where_and_how_to_reach() -> None:
    """Where the place is, its pôle, the basis and confidence in words, and the way in."""
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


def test_a_card_speaks_french() -> None:
    """The basis is said in the person's language."""
    text = card("Granby", language="fr").stdout

    assert "La Haute-Yamaska a rejoint la région en 2021" in text
    assert "has joined" not in text


def test_where_no_way_in_is_known_it_says_so() -> None:
    """A pôle without any contact: said, with what to do next."""
    text = card("Mistissini").stdout

    assert "No website, e-mail or phone is known" in text
    assert "poles show cris" in text
    assert "show jamesie" not in text  # it serves no nation
    assert "4,055 (2025)" in text  # the village's people with the land's


def test_several_places_are_told_apart() -> None:
    """An ambiguous name: each place with its MRC, and how to choose."""
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
def test_a_card_says_how_the_place_was_found(query: str, parts: list[str]) -> None:
    """By its coordinates, its scope or its postal code; areas and settlements have cards too."""
    text = card(query).stdout

    assert [] == [part for part in parts if part not in text]


def test_every_other_name_has_a_card() -> None:
    """Each kind of name, whatever it leads to."""
    kinds: dict[tuple[str, int, str], str] = {}
    for row in load().territory.aliases.rows():
        kinds.setdefault((row["kind"], len(row["code"]), row["nation"]), row["alias"])
    for name in kinds.values():
        assert name in card(name).stdout


def test_a_prefix_shows_the_share_of_each_mrc() -> None:
    """A postal prefix is one card, with its MRC and what share of it each pôle serves."""
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
def test_a_card_says_what_the_place_is(query: str, part: str) -> None:
    """Every kind of place has its words."""
    assert part in card(query).stdout


def test_a_short_card_says_what_is_near_and_how_to_see_all() -> None:
    """A border within 100 m is said, a note once; the command to type next names the same point."""
    command = Program("locate", "45.3577,-72.851", "--color", "never").lang("en").terminal(100)
    brief = command.run(stdout=ANY).stdout

    assert "Within 100 m of  MRC La Haute-Yamaska" in brief
    assert "poles locate '45.3577,-72.851' --full" in brief
    notes = Program("locate", "J0E").lang("en").terminal(100).run(stdout=ANY).stdout
    assert 1 == notes.count("moved to Estrie in 2021")
