"""Cells of public files: checked examples, and every name of the data in the styles of files."""

from __future__ import annotations

import csv
import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from poles_cli import load
from poles_cli.base.text import ascii_only
from poles_cli.directory.places.sheet import Row

DIRECTORY = load()
TERRITORY = DIRECTORY.territory
HERE = Path(__file__).parent
PLACES = TERRITORY.municipalities.rows()
DESIGNATIONS = sorted({row["designation"] for row in PLACES})
STREETS = (
    "rue {}", "rue de {}", "avenue {}", "boul. {}", "Boul. {} Est", "chemin de {}", "ch. du {}",
    "route {}", "rang {}", "montée {}", "place {}", "côte {}", "{} Street", "{} St", "{} Road",
    "bis rue {}", "A rang {} Nord", "carré {}", "terrasse {}", "{} Lane",
)  # fmt: skip
PERSONS = ("Curé Labelle", "Honoré-Mercier", "du Vieux Chambly", "du Pont-de-Québec", "Québec")


def cells(name: str) -> Iterator[tuple[str, set[str]]]:
    """Yield each example: a cell of a public file, and its expected pôles."""
    with (HERE / name).open(encoding="utf-8") as file:
        for line in file:
            cell, *others = line.rstrip("\n").split("\t")
            if not cell.startswith("# "):
                cell = cell.replace("\\t", "\t").replace("\\n", "\n")
                yield cell, set(filter(None, others[0].split("|")))


def poles(text: str) -> set[str]:
    """Return the pôles of the answer to a text."""
    return set(DIRECTORY.locate(text).poles)


def poles_of(row: Row) -> set[str]:
    """Return the pôles of a row of the municipalities."""
    return {slug for one in TERRITORY.of_town(row) for slug in one.poles}


def prefix_of(row: Row) -> str:
    """Return the postal prefix with the largest share of the MRC of a place."""
    shares = {
        prefix["prefix"]: int(part.partition(":")[2])
        for prefix in TERRITORY.prefixes.rows()
        for part in prefix["mrcs"].split("|")
        if part.startswith(row["mrc"])
    }
    return max(shares, key=lambda prefix: shares[prefix])


@pytest.mark.parametrize(("cell", "expected"), [*cells("cells.tsv")])
def test_cells_of_public_files(cell: str, expected: set[str]) -> None:
    """Each cell gives exactly its pôles, as written, in capitals and with decomposed accents."""
    assert expected == poles(cell)
    assert expected == poles(f" {cell} ") == poles(unicodedata.normalize("NFD", cell))


def test_cells_of_every_kind() -> None:
    """Designations, labels, scopes, addresses, damage, nations, countries and words are covered.

    A name gives exactly its pôles; anything that is not a place of Québec gives nothing.
    """
    assert {} == {cell: poles(cell) for cell, right in cells("kinds.tsv") if right != poles(cell)}


def test_official_names_as_files_write_them() -> None:
    """Each of the 1,286 names is found in capitals, with its province, MRC, code or region."""
    assert 1286 == len(PLACES)
    for row in PLACES:
        name, mrc = row["name"], TERRITORY.mrc(row["mrc"])
        region = DIRECTORY.region(mrc["region"])
        for written in (
            name, ascii_only(name).upper(), f"{name} (Québec)", f"{name}, QC", f"{name} Qc, Canada",
            f"{name} ({row['code']})", f"{row['code']} - {name}", f"24{row['code']} {name}",
            f"{name} 3", f"{name}¹", f"{name} ({mrc['name']} ({mrc['code']}))",
            f"{name}, {mrc['label']}", f"{name} ({region.name})", f"{region.name} / {name}",
            f"{name} (Québec)  {prefix_of(row)} 1A1", f"{name} {prefix_of(row)}1A1",
            f"12, rue Principale, bureau 3, {name}", f"{name}, 12 rue Principale",
            f"12 RUE PRINCIPALE {ascii_only(name).upper()} QC {prefix_of(row)}1A1",
            name.replace("'", ""), name.replace("-", "").replace("'", " "),
        ):  # fmt: skip
            assert poles_of(row) <= poles(written), written


def test_official_names_with_a_designation() -> None:
    """Each name is found with each designation of the data, before it, after it, in brackets.

    A nation's land is preferred to a village of the same name only if the designation is a land.
    """
    for row in PLACES:
        name = row["name"]
        for designation in DESIGNATIONS:
            full = f"{designation} de {name}"
            forms = [full, f"{name} ({designation})", f"{name}, {designation}"]
            if designation == row["designation"]:
                forms += [ascii_only(full).upper(), f"{full} (Québec)  {prefix_of(row)} 1A1"]
            for written in forms:
                found = poles(written)
                alike = TERRITORY.municipalities.find("key", row["key"])
                assert poles_of(row) <= found or (len(alike) > 1 and found), written


def test_mrc_and_regions_as_files_write_them() -> None:
    """MRC and regions are found with their code or type, before or after, in both languages."""
    for row in TERRITORY.mrcs.rows():
        name, code = row["name"], row["code"]
        for written in (
            row["label"], f"{name} ({code})", f"{code} - {name}", f"MRC {name} ({code})",
            f"M.R.C. de {name}", f"RCM of {name}", f"{name} (MRC)", f"{name} MRC",
        ):  # fmt: skip
            assert poles(code) <= poles(written), written
    for region in DIRECTORY.regions:
        for written in (
            f"{region.name} ({region.code})", f"{region.code} - {region.name}",
            f"{region.code}-{region.name}", f"{region.code} {region.name}",
            f"Région {region.name}", f"région administrative de la {region.name}",
            f"Région {region.code}", f"région {int(region.code)}",
        ):  # fmt: skip
            assert poles(region.code) == poles(written), written


def test_generated_addresses_have_no_wrong_answer() -> None:
    """Streets named after places and persons never give a wrong town."""
    names = [row["name"] for row in PLACES] + [
        row["alias"]
        for row in TERRITORY.aliases.rows()
        if "(" not in row["alias"]
        and row["kind"] != "former-code"
        and not row["alias"].endswith((" Quebec", " Québec"))  # « rue New Quebec » is ambiguous
    ]
    draw = random.Random(20)
    for _ in range(2000):
        row = draw.choice(PLACES)
        name = draw.choice(names) if draw.random() < 0.8 else draw.choice(PERSONS)
        street = draw.choice(STREETS).format(name)
        start = f"{draw.randrange(1, 9999)}{draw.choice(['', ',', 'A', '-12'])} {street}"
        start += draw.choice(["", "", ", bureau 200", " #12", ", C.P. 123", " app. 3"])
        town, code = row["name"], f"{prefix_of(row)} {draw.randrange(10)}B{draw.randrange(10)}"
        for written in (
            f"{start}, {town}", f"{start}, {town} (Québec)  {code}", f"{start}, {town}, QC, Canada",
            f"{start}\n{town} (Québec)\n{code}", f"{start} {town} {code.replace(' ', '')}",
        ):  # fmt: skip
            assert poles_of(row) <= poles(written) <= poles(town) | poles(code), written
        behind = poles(f"{start} {town} QC")
        assert not behind or poles_of(row) <= behind <= poles(town), start
        assert poles(f"{start}, {code}") <= poles(code)
        for written in (start, f"{start}, QC", f"{start} (Québec)", f"{start} QC"):
            assert set() == poles(written), written


def test_every_name_of_the_list_is_accounted_for() -> None:
    """Each collected name is in the data with all its places, or listed as left out."""
    settled = {
        "72032": "72802",
        "85070": "85804",
        "85907": "85803",
        "89910": "89802",
        "98012": "98802",
    }
    left_out = []
    with (HERE / "names.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            targets = row["targets"].split("|")
            if row["nation"]:
                targets = [settled.get(target, target) for target in targets]
            matches = DIRECTORY.locate(row["name"]).matches
            codes = {match.code for match in matches}
            answered = {slug for match in matches for slug in (p["slug"] for p in match.poles)}
            expected = {
                slug for code in targets for one in TERRITORY.coded(code) for slug in one.poles
            }
            if not (set(targets) <= codes or expected <= answered):
                left_out.append(row["name"])
            elif row["nation"]:
                assert {"first-nations": "premieres-nations", "cree": "cris", "inuit": "inuit"}[
                    row["nation"]
                ] in answered

    # A smaller place of the same name does not make an official name ambiguous.
    assert [
        "Belle-Rivière", "Godefroy", "Mercier", "Montcalm", "Saint-Benoît", "Saint-Charles",
        "Saint-Edmond", "Saint-Georges", "Saint-Henri", "Saint-Jean-Chrysostome", "Saint-Luc",
        "Saint-Martin", "Saint-Patrice", "Saint-Sauveur", "Sainte-Julie",
    ] == sorted(left_out)  # fmt: skip
