"""`locate` finds every place in any spelling, and gives all answers."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poles_cli import Location, PolesError, load
from poles_cli.base.text import ascii_only
from poles_cli.directory.places.gazetteer import Gazetteer
from program import call

DIRECTORY = load()
TERRITORY: Gazetteer = DIRECTORY.territory


def codes(query: str, **narrow: Any) -> list[str]:
    """Return the codes of the places that `query` names."""
    return [place.code for place in DIRECTORY.locate(query, **narrow).matches]


def test_every_municipality_resolves() -> None:
    """Every municipality is found by its name, maybe with its namesakes, and by its code."""
    for row in TERRITORY.municipalities.rows():
        assert {row["code"], row["twin"]} & set(codes(row["name"])), row
        assert [row["code"]] == codes("24" + row["code"])
        if row["code"] != "20005":  # alone, a ZIP code of Washington
            assert [row["code"]] == codes(row["code"])
        assert DIRECTORY.locate("24" + row["code"]).poles


def test_every_alias_resolves() -> None:
    """Every alias gives its municipality, or a place of that name with the same pôles."""
    for row in TERRITORY.aliases.rows():
        poles = {slug for one in TERRITORY.of_alias(row) for slug in one.poles}
        assert poles and poles <= set(DIRECTORY.locate(row["alias"]).poles), row


def test_every_mrc_region_and_prefix_resolves() -> None:
    """MRC are found by code, name and label, regions by code and name, prefixes in any form."""
    for row in TERRITORY.mrcs.rows():
        poles = DIRECTORY.locate(row["code"]).poles
        assert poles and set(poles) <= set(DIRECTORY.locate(row["name"]).poles)
        if row["label"].startswith(("MRC", "Agglomération")):
            assert [row["code"]] == codes(row["label"]), row
    for region in DIRECTORY.regions:
        assert [region.code] == codes(region.code) == codes(region.name, kinds=["region"])
    for row in TERRITORY.prefixes.rows():
        expected = [row["prefix"], *filter(None, row["communities"].split("|"))]
        for query in (row["prefix"], row["prefix"] + " 1A1"):
            assert expected == list(dict.fromkeys(codes(query)))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("st-hyacinthe", "54048"),
        ("Belœil", "57040"),
        ("val d’or", "89008"),
        ("VAL D OR", "89008"),
        ("iles de la madeleine", "01023"),
        ("STE-ANNE-DES-MONTS", "04037"),
        ("Saint Jerome", "75017"),
        ("la tuque", "90012"),
        ("Tuque (La)", "90012"),
        ("  Trois–Rivières  ", "37067"),
        ("Montreal (QC)", "66023"),
        ("Laval, Québec", "65005"),
        ("Rimouski, QC, Canada", "10043"),
        ("Québec (Québec)", "23027"),
        ("Québec, QC", "23027"),
        ("Ville de Québec, Québec, Canada", "23027"),
        ("Ville de Montréal", "66023"),
        ("MRC des Maskoutains", "540"),
        ("mrc de rouville", "550"),
        ("région de la Mauricie", "04"),
        ("N.-D.-des-Prairies", "61030"),
        ("Saint-Lin--Laurentides", "63048"),
        ("g5l1a1", "G5L"),
        ("région 5", "05"),
    ],
)
def test_spelling_does_not_matter(query: str, code: str) -> None:
    """Case, accents, œ, dashes, apostrophes, St, articles and added words do not matter."""
    assert [code] == codes(query)


@settings(deadline=None)
@given(st.sampled_from(TERRITORY.municipalities.rows()), st.data())
def test_any_spelling_of_a_name_is_the_same_query(row: dict[str, str], data: st.DataObject) -> None:
    """Upper case, plain letters, spaces for dashes and « St » never change the answer."""
    name = row["name"]
    for change in data.draw(st.lists(st.sampled_from(CHANGES), max_size=4)):
        name = change(name)

    assert codes(row["name"]) == codes(name)


CHANGES = (
    str.upper,
    str.lower,
    ascii_only,
    lambda name: name.replace("-", " "),
    lambda name: name.replace("'", "’"),
    lambda name: re.sub(r"\bSaint\b", "St", name),
    lambda name: re.sub(r"\bSainte\b", "Ste", name),
    lambda name: f"\t{name} ",
)


@pytest.mark.parametrize("query", ["", " ", "???", "\0", "-", "«»", "x" * 10_000, "H0H 0H0", "999"])
def test_an_unknown_text_gives_nothing(query: str) -> None:
    """A text that names nothing gives nothing, without a guess."""
    nothing: dict[str, Any] = {"basis": None, "near": [], "poles": [], "matches": []}
    assert {"query": query, "status": "none", **nothing} == DIRECTORY.locate(query).record


@settings(deadline=None)
@given(st.text())
def test_any_text_has_an_answer(query: str) -> None:
    """Any text gets an answer, with a status that fits its matches."""
    found = DIRECTORY.locate(query)
    answers = {frozenset(p["slug"] for p in place.poles) for place in found.matches}

    assert ("none", "found", "ambiguous")[min(len(answers), 2)] == found.status


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Montcalm", {"78055": {"laurentides"}, "630": {"lanaudiere"}}),
        ("Ville-Marie", {"85025": {"abitibi-temiscamingue"}, "66023": {"montreal"}}),
        ("Saint-Damase", {"07105": {"bas-saint-laurent"}, "54017": {"monteregie-est"}}),
        ("Cacouna", {
            "12057": {"bas-saint-laurent"},
            "12804": {"premieres-nations", "bas-saint-laurent"},
        }),
        ("Sainte-Jeanne-d'Arc", {
            "92015": {"saguenay-lac-saint-jean"},
            "09020": {"bas-saint-laurent"},
        }),
    ],
)  # fmt: skip
def test_different_poles_are_all_shown(query: str, expected: dict[str, set[str]]) -> None:
    """A name whose places have different pôles is ambiguous, with every place in the answer."""
    found = DIRECTORY.locate(query)

    assert "ambiguous" == found.status
    assert expected == {p.code: {pole["slug"] for pole in p.poles} for p in found.matches}


def test_namesakes_of_one_pole_are_one_answer() -> None:
    """Bedford, a town and a township of one MRC, gives both places and one answer."""
    found = DIRECTORY.locate("Bedford")

    assert "found" == found.status
    assert ["46035", "46040"] == [place.code for place in found.matches]
    assert ("estrie", "monteregie-est") == found.poles


@pytest.mark.parametrize("query", ["Québec", "Laval", "Longueuil", "Saguenay", "Trois-Rivières"])
def test_a_city_its_mrc_and_its_region_are_one_answer(query: str) -> None:
    """Of a city, MRC and region with the same name and pôles, only the nearest level is given."""
    found = DIRECTORY.locate(query)

    assert "found" == found.status
    assert ["municipality"] == [place.kind for place in found.matches]


@pytest.mark.parametrize(
    ("query", "code", "poles"),
    [
        ("Kuujjuaq", "99095", ("inuit",)),
        ("Waswanipi", "99802", ("cris",)),
        ("Mistissini", "99804", ("cris",)),
        ("Kawawachikamach", "97806", ("premieres-nations", "cote-nord")),
        ("99065", "99065", ("premieres-nations", "cote-nord")),
        ("99893", "99893", ("inuit",)),
        ("Wendake", "23802", ("premieres-nations", "capitale-nationale")),
        ("Kahnawake", "67802", ("premieres-nations", "vallee-du-haut-saint-laurent")),
        ("Eeyou Istchee Baie-James", "99060", ("jamesie",)),
    ],
)
def test_a_nation_decides_for_its_places(query: str, code: str, poles: tuple[str, ...]) -> None:
    """Cree and Inuit places have only their own pôle; other First Nations also have the MRC's."""
    found = DIRECTORY.locate(query)

    assert ([code], poles) == ([place.code for place in found.matches], found.poles)


def test_two_poles_claim_granby() -> None:
    """If the sources disagree, both pôles are given, each with its basis and confidence."""
    (place,) = DIRECTORY.locate("Granby").matches

    assert [("estrie", "low"), ("monteregie-est", "low")] == [
        (pole["slug"], pole["confidence"]) for pole in place.poles
    ]
    assert all({"fr", "en"} == set(pole["basis"]) for pole in place.poles)


def test_a_former_name_gives_the_official_one() -> None:
    """`place` is the current name, `alias` the queried one, `kind` its relation."""
    (place,) = DIRECTORY.locate("asbestos").matches

    assert ("Val-des-Sources", "Asbestos", "former") == (place.name, place.alias, place.kind)


def test_a_prefix_gives_every_mrc_with_its_share() -> None:
    """A postal prefix over several MRC gives one match each, the likeliest first."""
    found = DIRECTORY.locate("G0N")

    assert [("310", 73), ("270", 17), ("320", 10)] == [
        (place.mrc["code"], place.poles[0]["share"]) for place in found.matches if place.mrc
    ]
    assert "ambiguous" == found.status


def test_kind_and_region_narrow() -> None:
    """--kind and --region filter the places before answers are compared."""
    assert ["99893"] == codes("Kuujjuaq", kinds=["indigenous"])
    assert ["630"] == codes("Montcalm", kinds=["mrc"])
    assert ["54017"] == codes("Saint-Damase", regions=["monteregie"])
    assert ["99010"] == codes("Waswanipi", kinds=["municipality"])
    assert [] == codes("Rimouski", kinds=["region"])
    assert [] == codes("ville de Rimouski", kinds=["mrc"])


@pytest.mark.parametrize("place", [None, float("nan"), 47017, b"Granby", ["Granby"]])
def test_a_value_that_is_not_text_is_refused(place: Any) -> None:
    """None, a missing value of pandas or a number gives an error with the expected type."""
    with pytest.raises(PolesError, match="A text is expected, not") as refusal:
        DIRECTORY.locate(place)

    assert 2 == refusal.value.exit_code


def test_many_places_are_answered_in_order() -> None:
    """`locate_many` gives what `locate` gives for each."""
    places = ["Granby", "", "J0E", "12, rue X, Laval"]

    assert [DIRECTORY.locate(place) for place in places] == list(DIRECTORY.locate_many(places))


@pytest.mark.parametrize("narrow", [{"kinds": ["town"]}, {"regions": ["18"]}])
def test_an_unknown_kind_or_region_is_refused(narrow: Any) -> None:
    """The library raises the same error as the command."""
    with pytest.raises(PolesError) as refusal:
        DIRECTORY.locate("Rimouski", **narrow)

    assert 2 == refusal.value.exit_code


def test_scanning_and_indexing_agree() -> None:
    """The first look-ups, by scanning, and later ones, by index, give the same answers."""
    for query in (
        "Rimouski",
        "Saint-Damase",
        "Chicoutimi",
        "Knowlton",
        "J0E",
        "460",
        "Estrie",
        "x",
    ):
        assert load().locate(query) == DIRECTORY.locate(query)


def without_nulls(value: Any) -> Any:
    """Return a record without None, at any depth."""
    if isinstance(value, dict):
        return {k: without_nulls(part) for k, part in value.items() if part is not None}
    return [without_nulls(part) for part in value] if isinstance(value, list) else value


def test_the_library_returns_the_commands_record() -> None:
    """`load().locate("Granby")` is a view of what --json prints."""
    found = load().locate("Granby")

    assert isinstance(found, Location)
    answers = json.loads(call("locate", "Granby", "--json").stdout)
    assert answers == [without_nulls(found.record)]  # JSON leaves out unknown values
