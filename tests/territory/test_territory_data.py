"""The territory tables are complete, folded by the program's rules, and consistent."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from poles_cli import load
from poles_cli.base.text import name_key
from poles_cli.directory.places.sheet import Sheet
from poles_cli.records.dataset import Dataset

DIRECTORY = load()
FOLDER = DIRECTORY.root / "territory"
REVIEWED = Path(__file__).with_name("mrc-poles.csv")
NAMES = {"municipalities": "name", "mrc": "name", "aliases": "alias", "postal": "prefix"}


def rows(name: str) -> list[dict[str, str]]:
    """Read a table with the standard library, independently of the program."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "count"), [("municipalities", 1286), ("mrc", 104), ("aliases", 2185), ("postal", 422)]
)
def test_tables_are_complete(name: str, count: int) -> None:
    """Each table has as many rows as its source."""
    assert count == len(rows(name))


@pytest.mark.parametrize(("name", "column"), NAMES.items())
def test_stored_keys_are_what_people_type_folded(name: str, column: str) -> None:
    """The key of a row is its name, folded by the program."""
    assert [name_key(row[column]) for row in rows(name)] == [row["key"] for row in rows(name)]


def test_a_name_between_brackets_has_its_own_key() -> None:
    """« Lac-Brome (Knowlton) » is also found as Knowlton; other aliases have no inner key."""
    expected = {
        row["alias"]: name_key(row["alias"].partition("(")[2].rstrip(")"))
        for row in rows("aliases")
        if row["alias"].endswith(")")
    }

    assert expected == {
        row["alias"]: row["inner_key"] for row in rows("aliases") if row["inner_key"]
    }


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_plain_utf8(name: str) -> None:
    """Tables are UTF-8 with NFC, line feeds, straight apostrophes, and bars only between shares."""
    text = (FOLDER / f"{name}.csv").read_bytes().decode("utf-8")

    assert unicodedata.normalize("NFC", text) == text
    assert not set(text) & set("\r\ufeff’" if name == "postal" else "\r\ufeff’|")
    assert text.endswith("\n")


def test_codes_are_codes() -> None:
    """Codes have five digits for municipalities and three for MRC, and are unique."""
    for name, width in (("municipalities", 5), ("mrc", 3)):
        codes = [row["code"] for row in rows(name)]

        assert len(codes) == len(set(codes))
        assert all(len(code) == width and code.isdigit() for code in codes)


def test_references_lead_somewhere() -> None:
    """Every MRC, region, municipality and twin in a row exists in its table."""
    mrcs = {row["code"] for row in rows("mrc")}
    places = {row["code"] for row in rows("municipalities")}
    shares = [part for row in rows("postal") for part in row["mrcs"].split("|")]

    assert {row["mrc"] for row in rows("municipalities")} == mrcs
    assert {row["region"] for row in rows("mrc")} == {r.code for r in DIRECTORY.regions}
    regions = {region.code for region in DIRECTORY.regions}
    assert {row["code"] for row in rows("aliases")} <= places | mrcs | regions
    communities = {code for row in rows("postal") for code in row["communities"].split("|")}
    nations = {row["code"] for row in rows("municipalities") if row["nation"]}
    assert communities - {""} <= nations
    assert {part.partition(":")[0] for part in shares} <= mrcs
    assert all(0 < int(part.partition(":")[2]) <= 100 for part in shares)


def test_populations_add_up() -> None:
    """The population of an MRC is the sum of its municipalities', and a region's of its MRC's."""
    by_mrc: dict[str, int] = {}
    for row in rows("municipalities"):
        by_mrc[row["mrc"]] = by_mrc.get(row["mrc"], 0) + int(row["population"] or 0)
    by_region: dict[str, int] = {}
    for row in rows("mrc"):
        by_region[row["region"]] = by_region.get(row["region"], 0) + int(row["population"])

    assert by_mrc == {row["code"]: int(row["population"]) for row in rows("mrc")}
    assert by_region == {r.code: r.record["population"] for r in DIRECTORY.regions}


def test_every_indigenous_place_has_its_nation() -> None:
    """The 18 Cree, 27 Inuit and 37 other First Nations places have their nation."""
    found: dict[str, int] = {}
    for row in rows("municipalities"):
        found[row["nation"]] = found.get(row["nation"], 0) + 1
        assert row["nation"] or row["kind"] != "indigenous"

    assert {"cree": 18, "inuit": 27, "first-nations": 37, "": 1204} == found


def test_the_settlements_are_places() -> None:
    """The five Indian settlements have a row each, without population."""
    found = {
        row["name"]: (row["code"], row["mrc"], row["population"])
        for row in rows("municipalities")
        if row["designation"] == "Établissement indien"
    }

    assert {
        "Kanesatake": ("72802", "720", ""), "Hunter's Point": ("85803", "850", ""),
        "Winneway": ("85804", "850", ""), "Kitcisakik": ("89802", "890", ""),
        "Pakuashipi": ("98802", "982", ""),
    } == found  # fmt: skip


def test_every_community_is_in_a_postal_prefix() -> None:
    """Every First Nations land is in a postal prefix, except four without a known code."""
    held = {code for row in rows("postal") for code in row["communities"].split("|")}
    lands = {
        row["name"] for row in rows("municipalities")
        if (row["nation"], row["kind"]) == ("first-nations", "indigenous")
        and row["code"] not in held
    }  # fmt: skip

    assert {"Kataskomiq", "Doncaster", "Coucoucache", "Maliotenam"} == lands


def test_twins_are_pairs() -> None:
    """The 23 pairs of a village and its land refer to each other, and have the same nation."""
    places = {row["code"]: row for row in rows("municipalities")}
    twins = [row for row in places.values() if row["twin"]]

    assert 46 == len(twins)
    for row in twins:
        other = places[row["twin"]]
        assert row["code"] == other["twin"]
        assert (row["key"], row["nation"]) == (other["key"], other["nation"])
        assert {"municipality", "indigenous"} == {row["kind"], other["kind"]}


def test_the_poles_of_each_mrc_are_those_that_were_reviewed() -> None:
    """The 104 MRC have the pôles of a table that was reviewed line by line."""
    claims = DIRECTORY.territory.claims
    actual = [
        {
            "code": row["code"],
            "name": row["name"],
            "region": row["region"],
            "poles": "|".join(str(p["slug"]) for p in claims.on_mrc(row["code"], row["region"])),
        }
        for row in rows("mrc")
    ]
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == actual


def test_quoted_cells_are_cells(tmp_path: Path) -> None:
    """The look-up also finds cells that a spreadsheet quoted needlessly."""
    (tmp_path / "territory").mkdir()
    path = tmp_path / "territory" / "sheet.csv"
    path.write_text('"key",code,name\n"granby","47017",Granby\nhull,1,"Hull, old"\n', "utf-8")
    sheet = Sheet(Dataset(tmp_path), "sheet", ("key", "code"))

    assert ["Granby"] == [row["name"] for row in sheet.find("key", "granby")]
    assert ["Granby"] == [row["name"] for row in sheet.find("code", "47017")]
    assert ["Hull, old"] == [row["name"] for row in sheet.find("key", "hull")]
