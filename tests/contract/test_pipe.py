"""A pipe gets TSV: values uncut, one record per line, identifier first."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tomllib

import pytest

from contract.lines import EXPORTS, RECORDS, TODAY
from poles_cli import load
from poles_cli.records.projection import flat, value_at
from program import call, environment

DIRECTORY = load()
SLUGS = (
    "bas-saint-laurent saguenay-lac-saint-jean capitale-nationale mauricie estrie montreal"
    " outaouais abitibi-temiscamingue cote-nord jamesie gaspesie-iles-de-la-madeleine"
    " chaudiere-appalaches laval lanaudiere laurentides longueuil monteregie-est"
    " vallee-du-haut-saint-laurent centre-du-quebec premieres-nations cris inuit"
).split()
COLUMNS = {
    "list": "slug name kind regions city website",
    "show cris": "slug name kind regions city website",
    "search laval": "kind slug name match score",
    "explain": "slug term theme",
    "regions": "code slug name population poles",
    "sources": "id title publisher published kind url",
    "stats": "slug year series enterprises jobs revenue_cad sources",
    "locate Granby": "query status place kind code mrc region poles",
}


def first_column(*arguments: str) -> list[str]:
    """Return the first column of TSV output."""
    return [line.split("\t")[0] for line in call(*arguments).stdout.splitlines()]


def rows(text: str) -> list[list[str]]:
    """Return the rows of CSV, from a strict reader."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_list_is_the_22_in_order() -> None:
    """The 22 pôles come by region code, then slug, with the three Indigenous ones last."""
    assert SLUGS == first_column("list")


def test_the_edition_of_2012_is_the_20_of_the_revue() -> None:
    """The edition of 2012 has its 20 pôles, with the Indigenous circle, without today's three."""
    found = first_column("list", "--edition", "2012")

    assert 20 == len(found)
    assert "cercle-economie-sociale-autochtone" == found[-1]
    assert {"premieres-nations", "cris", "inuit"}.isdisjoint(found)


def test_former_poles_are_listed_on_request() -> None:
    """--status former lists only the former circle."""
    assert ["cercle-economie-sociale-autochtone"] == first_column("list", "--status", "former")


def test_the_default_of_a_pipe_is_tsv() -> None:
    """Off a terminal, the default format of a list is TSV without a header."""
    for line in ("list", "regions", "explain", "sources", "stats", "search laval", "locate Laval"):
        assert call(*line.split()).raw == call(*line.split(), "-f", "tsv").raw


@pytest.mark.parametrize("command", ["show cris", "explain ristourne", "about"])
def test_an_entry_in_a_pipe_is_plain_unwrapped_text(command: str) -> None:
    """An entry in a pipe is plain text: one line per paragraph, no escapes, no no-break spaces."""
    done = call(*command.split())

    assert max(map(len, done.stdout.splitlines())) > 100
    assert not set(done.stdout) & {"\x1b", "\t", "\u00a0", "\u202f"}


@pytest.mark.parametrize(("command", "columns"), COLUMNS.items())
def test_columns_are_the_documented_ones(command: str, columns: str) -> None:
    """The headers of CSV and TSV have the documented columns, in order."""
    in_csv = call(*command.split(), "-f", "csv").stdout.split("\r\n")[0]
    in_tsv = call(*command.split(), "-f", "tsv", "--header").stdout.split("\n")[0]

    assert columns.split() == in_csv.split(",") == in_tsv.split("\t")


@pytest.mark.parametrize("command", COLUMNS)
def test_a_header_can_be_added_or_removed(command: str) -> None:
    """--no-header removes the header of CSV, --header adds one to TSV; nothing else changes."""
    words = command.split()
    in_csv, in_tsv = call(*words, "-f", "csv").stdout, call(*words, "-f", "tsv").stdout

    assert in_csv.split("\r\n", 1)[1] == call(*words, "-f", "csv", "--no-header").stdout
    assert in_tsv == call(*words, "-f", "tsv", "--header").stdout.split("\n", 1)[1]


@pytest.mark.parametrize("line", (*RECORDS, *EXPORTS))
def test_tsv_has_one_line_per_record(line: str) -> None:
    """TSV has one line per record, the same number of cells in each, and no control characters."""
    words = line.split()
    text = call(*words, "-f", "tsv", env=TODAY).stdout
    records = json.loads(call(*words, "--json", env=TODAY).stdout)
    lines = text.removesuffix("\n").split("\n") if text else []

    assert len(records) == len(lines)
    assert len({one.count("\t") for one in lines}) <= 1
    assert not {c for c in text if ord(c) < 32 or 127 <= ord(c) < 161} - {"\t", "\n"}
    assert not set(text) & set("\u202f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff")


@pytest.mark.parametrize("line", (*RECORDS, *EXPORTS))
def test_csv_reads_back_as_the_cells_of_tsv(line: str) -> None:
    """A strict RFC 4180 reader gets the same cells as TSV, with CRLF line ends."""
    words = line.split()
    text = call(*words, "-f", "csv", "--no-header", env=TODAY).stdout
    tsv = call(*words, "-f", "tsv", env=TODAY).stdout

    assert [row.split("\t") for row in tsv.removesuffix("\n").split("\n") if row] == rows(text)
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize("command", ["list", "explain", "regions", "sources", "stats"])
def test_csv_gives_the_values_of_json(command: str) -> None:
    """Each cell is the flat form of the JSON value at its column."""
    records = json.loads(call(command, "--json").stdout)
    header, *body = rows(call(command, "-f", "csv").stdout)

    assert [[flat(value_at(record, name)) for name in header] for record in records] == body


def test_no_value_contains_the_separator() -> None:
    """No text of the data contains `|`, which joins lists."""
    for line in ("list", "explain", "regions", "sources", "stats", "about"):
        assert "|" not in call(line, "--json").stdout


@pytest.mark.parametrize("line", RECORDS)
def test_json_jsonl_and_toml_give_the_same_records(line: str) -> None:
    """JSON, JSONL and TOML give the same records, without unknown values."""
    words = line.split()
    records = json.loads(call(*words, "--json", env=TODAY).stdout)
    lines = call(*words, "-f", "jsonl", env=TODAY).stdout.splitlines()
    (in_toml,) = tomllib.loads(call(*words, "-f", "toml", env=TODAY).stdout).values()

    assert records == [json.loads(one) for one in lines]
    assert records == in_toml


def test_json_gives_the_whole_record_of_show() -> None:
    """`list --json`, `show --json` and the library give the same record of a pôle."""
    in_list = {record["slug"]: record for record in json.loads(call("list", "--json").stdout)}

    assert SLUGS == list(in_list)
    assert [in_list["laval"]] == json.loads(call("show", "laval", "--json").stdout)
    active = {pole.slug: pole.record for pole in DIRECTORY.poles if pole.status == "active"}
    assert active == in_list


def test_json_short_option() -> None:
    """--json is the same as -f json."""
    assert call("regions", "--json") == call("regions", "-f", "json") != call("regions")


def test_json_empty_is_an_array() -> None:
    """An empty list is [], never nothing."""
    assert "[]\n" == call("list", "--limit", "0", "--json").stdout
    assert "[]\n" == call("list", "-r", "laval", "--kind", "inuit", "--json").stdout


def test_a_fact_is_its_value_and_its_parts_are_fields() -> None:
    """`website` is the value of the fact, and its date, grade and sources are fields too."""
    fields = "website,website.as_of,website.confidence,website.sources"
    fact = DIRECTORY.pole("estrie").contact("website")
    assert fact is not None

    expected = [fact.value, fact.as_of or "", fact.confidence, "|".join(fact.sources)]
    assert expected == call("show", "estrie", "--fields", fields).stdout.rstrip("\n").split("\t")


def test_bom_starts_csv_alone() -> None:
    """--bom starts only CSV with a byte-order mark, for Excel."""
    plain, marked = call("list", "-f", "csv").raw, call("list", "-f", "csv", "--bom").raw

    assert b"\xef\xbb\xbf" + plain == marked
    for format_ in ("tsv", "json", "jsonl", "toml"):
        assert call("list", "-f", format_).raw == call("list", "-f", format_, "--bom").raw


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_data_gives_the_same_bytes(seed: str) -> None:
    """The same data gives the same bytes in another process, with another hash seed."""
    lines = [f"{line} --json" for line in RECORDS]
    lines += ["export -f jsonl", "export -f vcard", "list -f geojson"]
    code = "import sys; from poles_cli.cli.main import main\nfor line in sys.argv[1:]:"
    done = subprocess.run(
        [sys.executable, "-c", f"{code} main(line.split()); print('<end>')", *lines],
        capture_output=True,
        env=environment() | TODAY | {"PYTHONHASHSEED": seed, "POLES_LANG": "fr"},
    )

    assert b"Traceback" not in done.stderr
    expected = [call(*line.split(), env=TODAY).raw for line in lines]
    assert expected == done.stdout.removesuffix(b"<end>\n").split(b"<end>\n")
