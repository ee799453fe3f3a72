"""A fact that is declared only in the registry appears everywhere automatically."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from complete import complete, put, written
from dictionary import dictionary
from poles_cli.cli.completion.candidates import value_of
from poles_cli.directory.directory import Directory
from poles_cli.output.page.build import build
from poles_cli.rules.check import check_directory
from poles_cli.rules.entries import CONTACTS, POLE
from poles_cli.rules.field import Field, Role, fact, text
from poles_cli.rules.json_schema import schema
from program import call

ROLES: tuple[Role, ...] = ("settable", "covered", "exported", "changing")
NUMBER = (
    fact(text("Number, as registered."), "A number that only this test has.")
    .called("Test number", "Test")
    .with_roles(*ROLES)
)
LINE = (
    fact(Field("phone", "Number as dialled."), "A telephone that only this test has.")
    .called("Test line", "Test")
    .with_roles(*ROLES, "direct")
)
SOURCE = "https://example.org/test"


@pytest.fixture(params=["test_number", "test_line"], scope="module")
def name(request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of a fact added to the registry: a fact of the organization, or a contact."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setitem(POLE, "test_number", NUMBER)
        monkeypatch.setitem(CONTACTS, "test_line", LINE)
        yield request.param


@pytest.fixture(scope="module")
def label(name: str) -> str:
    """Its label, in a language without its translation."""
    return {"test_number": "Test number", "test_line": "Test line"}[name]


@pytest.fixture(scope="module")
def value(name: str) -> str:
    """Its value, for the pôle of the edition."""
    return {"test_number": "12345 6789 RR0001", "test_line": "418 555-0123"}[name]


@pytest.fixture(scope="module")
def data(name: str, value: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition of the dataset, with one pôle that has the fact."""
    tables = complete()
    path = f"contacts.{name}" if name in CONTACTS else name
    put(tables["poles/ardenne.toml"], [*path.split("."), "value"], value)
    return written(tmp_path_factory.mktemp("registry") / "edition", tables)


def answer(data: Path, *arguments: str, **env: str) -> str:
    """Return a command's output for the edition, in English."""
    done = call(*arguments, env={"POLES_DATA": str(data), "POLES_LANG": "en"} | env)
    assert (0, "") == (done.status, done.stderr)
    return done.stdout


def test_the_rules_accept_it(data: Path) -> None:
    """The edition with the new fact passes its check."""
    assert [] == [problem.text() for problem in check_directory(data)]


def words(text: str) -> str:
    """Return a text on one line, with single spaces."""
    return " ".join(text.split())


@pytest.mark.parametrize("format_", ["text", "table", "markdown"])
def test_it_is_on_the_card(data: Path, label: str, value: str, format_: str) -> None:
    """The card has its label, value and source in plain text, on a terminal and in Markdown."""
    options = [] if format_ == "text" else ["-f", format_, "--full"]
    card = words(answer(data, "show", "ardenne", *options))

    assert re.search(rf"{label}\W+{re.escape(value)}.*page", card)


def test_it_is_in_the_page(data: Path, label: str, value: str) -> None:
    """The page has it in both languages."""
    page = words(re.sub(r"<[^>]+>", " ", build(Directory(data))))

    assert 2 == len(re.findall(rf"{label}\W+{re.escape(value)}", page))


def test_it_can_be_requested(data: Path, name: str, value: str) -> None:
    """`--fields` accepts it, with its sources and grade."""
    header, row = answer(
        data, "list", "-f", "csv", "--fields", f"{name},{name}.sources"
    ).splitlines()

    assert (f"{name},{name}.sources", f"{value},page") == (header, row)


def test_it_is_in_the_list_of_fields(data: Path, name: str) -> None:
    """`--fields` without a value lists it."""
    assert name in answer(data, "list", "--fields").splitlines()


def test_it_is_exported(data: Path, name: str, value: str) -> None:
    """CSV has a column for it, GeoJSON a property, JSON the whole fact."""
    header, row = answer(data, "export", "--what", "poles", "-f", "csv").splitlines()
    points = json.loads(answer(data, "list", "-f", "geojson"))
    (record,) = json.loads(answer(data, "list", "--json"))

    assert value == dict(zip(header.split(","), row.split(","), strict=True))[name]
    assert value == points["features"][0]["properties"][name]
    assert value == record.get("contacts", {}).get(name, record.get(name))["value"]


def test_it_is_in_the_database(data: Path, name: str, value: str) -> None:
    """SQLite has a row for it in the pôle's facts or contacts, and for its source in citations."""
    path = data.with_name("poles.sqlite")
    answer(data, "export", "-f", "sqlite", "-o", str(path))
    with closing(sqlite3.connect(path)) as db:
        facts = "SELECT field, value FROM pole_facts UNION SELECT field, value FROM contacts"
        cited = {row[0] for row in db.execute("SELECT path FROM citations WHERE subject = 'pole'")}

        assert (name, value) in db.execute(facts).fetchall()
        assert {name, f"contacts.{name}"} & cited


@pytest.mark.parametrize("name", ["test_line"], indirect=True)
def test_a_contact_is_on_the_vcard(data: Path, name: str, value: str) -> None:
    """A new telephone contact is on the vCard, with its grade in the note."""
    card = answer(data, "list", "-f", "vcard").replace("\r\n ", "")

    assert f"TEL;TYPE=WORK,VOICE:{value}\r\n" in card
    assert "/ Test line: high confidence (2026)." in card


def test_it_counts_in_the_coverage(data: Path, name: str, label: str) -> None:
    """`check --coverage` and `about` count it."""
    (record,) = json.loads(answer(data, "check", "--coverage", "--json"))
    (about,) = json.loads(answer(data, "about", "--json"))

    assert record[name]
    assert 1 == about["coverage"][name]
    assert f"{label}: 1 of 1" in answer(data, "about")


def test_it_goes_out_of_date(data: Path, name: str) -> None:
    """`check --stale` lists it, with its date."""
    later = {"SOURCE_DATE_EPOCH": "4102444800"}
    done = call("check", "--stale", "0", "--json", env={"POLES_DATA": str(data)} | later)
    records = json.loads(done.stdout)

    assert {name, f"contacts.{name}"} & {record["field"] for record in records}


def test_it_can_be_set(data: Path, name: str, label: str, tmp_path: Path) -> None:
    """`set` accepts a correction of it, lists it by label, and cards show it as the user's."""
    home = {"POLES_OVERLAY": str(tmp_path / "mine.toml")}
    new = "418 555-0177" if name == "test_line" else "99999 9999 RR0001"
    kept = answer(data, "set", "ardenne", name, new, "--source", SOURCE, "-f", "table", **home)

    assert f"{label} {new}" in words(kept)
    assert new in answer(data, "list", "--fields", name, **home)
    assert "your correction" in words(answer(data, "show", "ardenne", **home))


def test_it_can_be_contributed(data: Path, name: str) -> None:
    """`set --patch` writes it to the pôle's file, replacing the old value."""
    new = "418 555-0177" if name == "test_line" else "99999 9999 RR0001"
    patch = answer(data, "set", "ardenne", name, new, "--source", SOURCE, "--patch")

    assert f'+value = "{new}"\n' in patch


def test_it_is_in_the_help_and_completed(name: str) -> None:
    """The help of `set` lists it, and it completes after `set POLE` and `--fields`."""
    fields = words(call("set", "--help", "--lang", "en").stdout).partition("to correct: ")[2]
    offered = [word for word, _ in value_of("set", "FIELD", "FIELD").words]

    assert name in re.split(r"[ ,.]+", fields)
    assert name in offered
    assert f"{name}\n" in call("__complete", "bash", "fields:poles", name[:3]).stdout


def test_it_is_in_the_schema_and_the_guide(name: str, label: str) -> None:
    """JSON Schema and the tables of the data guide describe it."""
    properties = schema("poles")["properties"]
    described = properties["contacts"]["properties"] if name in CONTACTS else properties

    assert {"$ref", "description"} == set(described[name]["properties"]["value"])
    assert f"`{name}.value`" in dictionary() or f"`contacts.{name}.value`" in dictionary()
