"""`poles locate` with names as arguments: its records, columns and errors."""

from __future__ import annotations

import json
import re

import pytest

from poles_cli import load
from poles_cli.directory.places.gazetteer import Gazetteer
from program import ANY, Program, call

DIRECTORY = load()
TERRITORY: Gazetteer = DIRECTORY.territory


def test_json_has_the_documented_shape() -> None:
    """JSON has one object per query, in order, with every known key."""
    (answer,) = json.loads(call("locate", "Rimouski", "-f", "json").stdout)
    poles = answer.pop("poles")
    (pole,) = answer["matches"][0].pop("poles")

    assert [pole] == poles
    assert {
        "query": "Rimouski",
        "status": "found",
        "basis": "name",
        "near": [],
        "matches": [
            {
                "place": "Rimouski",
                "kind": "municipality",
                "code": "10043",
                "mrc": {"code": "100", "name": "Rimouski-Neigette"},
                "region": {"code": "01", "name": "Bas-Saint-Laurent"},
            }
        ],
    } == answer
    assert ["slug", "basis", "confidence"] == list(pole)


def test_a_pipe_gets_one_line_per_query() -> None:
    """A pipe gets one line per query: query, status, place, kind, code, MRC, region, pôles."""
    Program("locate", "st-damase").run(
        stdout="st-damase\tambiguous\tSaint-Damase\tmunicipality\t07105|54017"
        "\tLa Matapédia|Les Maskoutains\tBas-Saint-Laurent|Montérégie"
        "\tbas-saint-laurent|monteregie-est\n"
    )


def test_fields_of_the_matches() -> None:
    """--fields accepts columns and their parts, the same in TSV and in JSON."""
    fields = ("--fields", "query,mrc.code,poles,poles.share")

    assert "G0N\t310|270|320\tchaudiere-appalaches|centre-du-quebec\t90|10\n" == (
        call("locate", "G0N", *fields).stdout
    )
    (answer,) = json.loads(call("locate", "G0N", *fields, "--json").stdout)
    assert ["310", "270", "320"] == answer["mrc.code"]


@pytest.mark.parametrize("words", [("val", "d", "or"), ("G5L", "1A1"), ("MRC", "de", "Rouville")])
def test_several_words_are_one_name_if_they_can_be(words: tuple[str, ...]) -> None:
    """A name needs no quotes."""
    assert call("locate", " ".join(words)) == call("locate", *words)


def test_several_words_are_several_names_if_not() -> None:
    """Otherwise, each word gets a line: « Laval Québec » means two cities."""
    found = call("locate", "Laval", "Québec", "--fields", "query,poles").stdout

    assert "Laval\tlaval\nQuébec\tcapitale-nationale\n" == found


def test_an_unknown_place_gets_the_closest_names() -> None:
    """An unknown place exits with 1, after the other answers, with the closest names on stderr."""
    Program("locate", "Granby", "rimouskki", "--fields", "query,status").lang("en").run(
        status=1,
        stdout="Granby\tfound\nrimouskki\tnone\n",
        stderr=re.compile("Closest: Rimouski\\.\nType: poles locate rimouski\n$"),
    )


@pytest.mark.parametrize(
    ("typed", "close"),
    [
        ("Salaberry", "Salaberry-de-Valleyfield"),
        ("Mansfield et", "Mansfield-et-Pontefract"),
        ("St-Georges de la Beauce", "Saint-Georges"),
        ("Notre Dame", "Notre-Dame-du-Lac"),
        ("Rimouskki", "Rimouski"),
    ],
)
def test_names_with_the_same_words_come_first(typed: str, close: str) -> None:
    """Names with the same words are suggested before names with a similar spelling."""
    assert close == TERRITORY.closest(typed)[0]


@pytest.mark.parametrize(("typed", "code"), [("1023", "01023"), ("6", "06")])
def test_a_code_that_lost_its_zero_gets_a_hint(typed: str, code: str) -> None:
    """A code without its zero needs --codes; otherwise, stderr suggests the full code."""
    Program("locate", typed, "--fields", "query,status").lang("en").run(
        status=1, stdout=f"{typed}\tnone\n", stderr=re.compile(f"Type: poles locate {code},")
    )
    found = call("locate", typed, "--codes", "--fields", "code,basis").stdout

    assert f"{code}\tcode\n" == found


@pytest.mark.parametrize(
    "words", ["355 avenue X Rimouski G5M1J2", "12 rue Principale, Rimouski QC"]
)
def test_an_address_needs_no_quotes(words: str) -> None:
    """Words that include an unknown place are read together as an address."""
    assert "bas-saint-laurent" in call("locate", *words.split()).stdout
    assert 1 == call("locate", *words.split()).stdout.count("\n")


def test_a_place_outside_the_scope_is_not_called_unknown() -> None:
    """With --kind or --region, the error tells if the place exists elsewhere."""
    Program("locate", "Cacouna", "--region", "06").lang("en").run(
        status=1,
        stdout="Cacouna" + "\tnone" + "\t" * 6 + "\n",
        stderr=re.compile("is a place, but"),
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("",),
        ("Rimouski", "--kind", "town"),
        ("Rimouski", "--region", "18"),
        ("Rimouski", "--column", "Ville"),
        ("Rimouski", "--lat", "y"),
        ("Rimouski", "--add", "pole"),
        ("Rimouski", "--prefix", "x_"),
        ("Rimouski", "--skip", "1"),
        ("-", "Rimouski"),
    ],
)
def test_usage_errors(arguments: tuple[str, ...]) -> None:
    """No place, or impossible options, exit with 2 and nothing on stdout."""
    Program("locate", *arguments).run(status=2, stderr=ANY)
