"""A dataset of another country: the program answers from it, and Québec's stays in Québec."""

import json
from pathlib import Path

import pytest

from program import Output, call

DATA = Path(__file__).with_name("second-dataset")


def say(*arguments: str, **env: str) -> Output:
    """Run the program on the second dataset, in English."""
    return call(*arguments, env={"POLES_DATA": str(DATA), "POLES_LANG": "en"} | env)


def test_it_is_well() -> None:
    """The worked example passes its own check."""
    assert (0, "") == call("check", str(DATA))[:2]


@pytest.mark.parametrize(
    "line",
    [
        "list", "list --region haute-sylve", "list --json", "list -f geojson", "list -f vcard",
        "show phs", "show basse-sylve -f table", "search scierie", "explain", "explain affouage",
        "regions", "locate Brumal", "locate vieux-moulin -f table", "locate 20001", "locate 300",
        "locate Pays-d'en-Haut --json", "stats", "stats -f table", "stats --shares", "map",
        "sources", "sources portrait-2025", "about", "about -f table", "set --list", "check",
        "check --coverage", "check --stale 1", "export -f json", "export -f jsonl",
        "export -f toml", "export -f csv --what territory", "export -f html",
    ],
)  # fmt: skip
def test_every_command(line: str) -> None:
    """Every command answers, without a word of Québec's network."""
    done = say(*line.split())
    assert 0 == done.status, done.stderr
    if "html" not in line:
        assert not {"quebec", "canada", "chantier"} & set(done.stdout.casefold().split())


def test_its_own_numbers(tmp_path: Path) -> None:
    """Telephone numbers and postal codes are those of its country."""
    home = {"XDG_DATA_HOME": str(tmp_path)}
    source = ("--source", "https://example.org/contact")
    assert 0 == say("set", "basse-sylve", "phone", "0470654321", *source, **home).status
    assert "0470 65 43 21\n" == say("show", "basse-sylve", "--fields", "phone", **home).stdout
    assert 2 == say("set", "basse-sylve", "phone", "450 555-010", *source, **home).status
    assert 2 == say("set", "basse-sylve", "postal_code", "G5L 1A1", *source, **home).status
    assert 0 == say("set", "basse-sylve", "postal_code", "4180", *source, **home).status


def test_its_whole() -> None:
    """The figures and the addresses of all of it bear its own name."""
    whole = json.loads(say("stats", "--json").stdout)[0]
    assert ("sylvanie", "Sylvanie") == (whole["slug"], whole["name"])
    assert "ADR;TYPE=WORK:;;;Brumal;Sylvanie;4170;Sylvanie" in say("list", "-f", "vcard").stdout


@pytest.mark.parametrize("format_", ["table", "svg", "geojson"])
def test_no_map(format_: str) -> None:
    """It has no map, and the program says so."""
    done = say("map", "-f", format_)
    assert (3, "") == done[:2]
    assert "no map" in done.stderr or "cannot be read" in done.stderr
