"""The output of `poles export` reads back to the content of the directory."""

import csv
import io
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from poles_cli import load
from poles_cli.cli.commands.export import FORMATS
from poles_cli.directory.collections import WHAT, everything
from poles_cli.directory.directory import Directory
from poles_cli.output.formats import BINARY
from program import ANY, Program, call


def exported(*arguments: str) -> str:
    """Return what `poles export` writes to a pipe."""
    output = call("export", *arguments)
    assert (0, "") == (output.status, output.stderr)
    return output.raw.decode()


def rebuild(document: dict[str, Any], folder: Path) -> Directory:
    """Write a document back as the files of a dataset, and return its directory."""
    document = json.loads(json.dumps(document))  # a copy that may be changed

    def write(name: str, table: dict[str, Any]) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(tomli_w.dumps(table).encode())

    write("dataset.toml", document["dataset"])
    for name in ("network", "guide", "figures"):
        write(f"{name}.toml", document[name])
    for pole in document["poles"]:
        pole.pop("name")  # the newest of its names
        write(f"poles/{pole.pop('slug')}.toml", pole)
    for concept in document["concepts"]:
        write(f"concepts/{concept.pop('slug')}.toml", concept)
    for region in document["regions"]:
        region.pop("slug")  # its name, folded
    for name, identity in (("regions", "code"), ("sources", "id")):
        write(f"{name}.toml", {record.pop(identity): record for record in document[name]})
    (folder / "territory").mkdir()
    for prefix in document["territory"]["postal"]:
        prefix["mrcs"] = "|".join(f"{part['mrc']}:{part['share']}" for part in prefix["mrcs"])
        prefix["communities"] = "|".join(prefix.get("communities", ()))
    for name, rows in document["territory"].items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / "territory" / f"{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return load(folder)


@pytest.mark.parametrize(("format_", "read"), [("json", json.loads), ("toml", tomllib.loads)])
def test_everything_reads_back_to_the_same_dataset(format_: str, read: Any, tmp_path: Path) -> None:
    """A dataset rebuilt from one exported document equals the bundled one."""
    ours, theirs = load(), rebuild(read(exported("--format", format_)), tmp_path)

    for name in ("info", "network", "poles", "concepts", "regions", "sources", "figures"):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert everything(ours) == everything(theirs)
    assert ours.locate("Granby") == theirs.locate("Granby")


def test_each_line_of_jsonl_names_its_collection() -> None:
    """Every record of the document is one line of JSONL, with its collection first."""
    lines = [json.loads(line) for line in exported("--format", "jsonl").splitlines()]
    document = everything(load())

    whats = list(dict.fromkeys(line["what"] for line in lines))

    assert [
        "dataset", "network", "guide", "poles", "concepts", "regions", "series", "figures",
        "measures", "sources", "municipalities", "mrc", "aliases", "postal",
    ] == whats  # fmt: skip
    assert document["poles"] == [
        {name: value for name, value in line.items() if name != "what"}
        for line in lines
        if line["what"] == "poles"
    ]


@pytest.mark.parametrize("what", WHAT)
def test_a_collection_has_the_same_records_in_each_format(what: str) -> None:
    """JSON, JSONL, TOML and CSV of one collection have the same records, in the same order."""
    records = json.loads(exported("--what", what, "--format", "json"))
    rows = list(csv.DictReader(io.StringIO(exported("--what", what, "--format", "csv"))))

    def present(record: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in record.items() if value is not None}

    assert records == [
        json.loads(line) for line in exported(f"--what={what}", "-fjsonl").splitlines()
    ]
    assert list(map(present, records)) == tomllib.loads(exported(f"--what={what}", "-ftoml"))[what]
    identity = next(iter(rows[0]))
    assert [record.get(identity, "") for record in records] == [row[identity] for row in rows]


@pytest.mark.parametrize("format_", [f for f in FORMATS if f not in BINARY])
def test_the_language_changes_nothing(format_: str) -> None:
    """Exports have the same bytes in French and in English, twice in a row."""
    what = FORMATS[format_][0]
    french = exported("--what", what, "--format", format_)

    assert french == exported("--what", what, "--format", format_, "--lang", "en")
    assert french == exported("--what", what, "--format", format_)


def test_examples_name_their_pole() -> None:
    """An example has the slug of the pôle whose file has it."""
    found = json.loads(exported("--what", "examples", "--format", "json"))

    assert sum(len(pole.record.get("examples", ())) for pole in load().poles) == len(found)
    assert {pole.slug for pole in load().poles} >= {example["slug"] for example in found}


def test_a_csv_of_poles_has_each_value_once() -> None:
    """In the CSV of pôles, a fact, its date and its sources are columns, without repeats."""
    header = exported("--what", "poles", "--format", "csv").split("\r\n", 1)[0].split(",")

    assert len(set(header)) == len(header)
    assert {"slug", "website", "website.as_of", "names.name", "history.text.en"} <= set(header)
    assert not {"website.value", "contacts.website", "history", "names"} & set(header)


def test_the_look_up_table_agrees_with_locate() -> None:
    """Each key's rows have exactly the pôles that `locate` gives for it."""
    directory = load()
    answers: dict[str, set[str]] = {}
    for record in json.loads(exported("--what", "territory", "--format", "json")):
        answers.setdefault(record["key"], set()).add("|".join(record["poles"]))

    for key, poles in answers.items():
        expected = {
            "|".join(pole["slug"] for pole in place.poles)
            for place in directory.locate(key).matches
        }
        assert expected == poles, key


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Choose a format to export in: json, jsonl"),
        (("-f", "markdown"), "Choose a format to export in: json, jsonl"),
        (("-f", "xml"), "There is no format “xml”"),
        (("-f", "csv"), "Choose one: poles, concepts"),
        (("-f", "geojson", "--what", "all"), "Choose one: poles"),
        (("-f", "vcard", "--what", "concepts"), "Choose one: poles"),
        (("-f", "sqlite", "--what", "poles", "-o", "x"), "Choose one: all"),
        (
            ("-f", "json", "--what", "pole"),
            "nothing called “pole” to export. Closest: poles.",
        ),
        (("-f", "json", "--fields", "slug"), "use --fields with one collection"),
        (("-f", "json", "--what", "territory", "--fields", "x"), "There is no field “x” here"),
        (("-f", "vcard", "--fields", "slug"), "vcard has its own fields"),
        (("-f", "sqlite"), "A database goes to a file"),
    ],
)
def test_an_impossible_request_is_refused(arguments: tuple[str, ...], message: str) -> None:
    """An impossible format, collection or field is a usage error that lists the possible ones."""
    Program("export", *arguments).lang("en").run(status=2, stderr=re.compile(re.escape(message)))


@pytest.mark.parametrize("format_", ["json", "sqlite", "vcard"])
def test_a_file_is_kept_unless_forced(format_: str, tmp_path: Path) -> None:
    """Without --force, an existing file is unchanged, and nothing is left beside it."""
    path = tmp_path / "poles"
    path.write_text("mine")

    Program("export", "-f", format_, "-o", str(path)).run(status=4, stderr=re.compile("--force"))
    assert "mine" == path.read_text()

    Program("export", "-f", format_, "-o", str(path), "--force").run()
    assert path.read_bytes() != b"mine"
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("format_", ["json", "toml", "vcard", "sqlite"])
def test_a_full_disk_is_reported(format_: str) -> None:
    """A full device is an input/output error of one sentence."""
    Program("export", "-f", format_, "-o", "/dev/full").run(
        status=4, stderr=re.compile(r"\A.*/dev/full.*\.\n\Z")
    )


def test_a_failure_leaves_no_file(tmp_path: Path) -> None:
    """A missing folder is an error, and no file or folder is created."""
    Program("export", "-f", "sqlite", "-o", str(tmp_path / "no" / "x")).run(status=4, stderr=ANY)

    assert [] == list(tmp_path.iterdir())
