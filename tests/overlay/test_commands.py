"""`set`, `unset` and their mark on everything shown and exported."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from overlay.kept import SOURCE, Say, kept
from poles_cli import load
from poles_cli.rules.field import LIST
from poles_cli.rules.registry import settable
from program import ANY, Program, environment

TYPED = {
    "url": "https://laval.example.org",
    "email": "contact@eslaval.org",
    "phone": "450 555-0100",
    "postal-code": "H7A 1A1",
    "date": "1996",
    "text": "Pôle de Laval",
    "bilingual": "OBNL",
}
VALUES = {name: TYPED[fact.fields["value"].type] for name, fact in settable().items()}
VALUES["register_number"] = "1163148605"


def test_prints_what_it_saved(say: Say) -> None:
    """In a pipe, `set` prints the saved correction as a line."""
    said = say("set", "PRESL", "phone", "(450) 555-0100", *SOURCE, "--as-of", "2026-11")
    expected = "laval\tphone\t450 555-0100\t2026-11\tmedium\thttps://laval.example.org/contact\t2026-11-24\n"
    assert (expected, "") == (said.stdout, said.stderr)


@pytest.mark.parametrize("field", VALUES)
def test_wins_and_is_marked(say: Say, field: str) -> None:
    """The user's own fact wins in the record, and is marked with its date."""
    kept(say, field, VALUES[field])
    [record] = json.loads(say("show", "laval", "--json").stdout)
    fact = record["contacts"].get(field) or record.get(field)
    value: Any = VALUES[field]
    if settable()[field].shape == LIST:
        fact, *others = fact
        assert others == [dict(f.record) for f in _founded()]
    elif settable()[field].fields["value"].type == "bilingual":
        value = {"fr": value, "en": value}
    expected = {
        "value": value,
        "confidence": "medium",
        "sources": ["https://laval.example.org/contact"],
        "own": True,
        "set_on": "2026-11-24",
    }
    assert expected == fact


def _founded() -> Any:
    from poles_cli.records.model import Fact

    return [Fact(fact) for fact in load().pole("laval").record["founded"]]


def test_flat(say: Say) -> None:
    """In flat formats the user's value wins, and `own` is a field."""
    kept(say, "website", "https://laval.example.org")
    fields = "slug,website,website.own,website.set_on,website.sources"
    for format_, separator in (("tsv", "\t"), ("csv", ",")):
        said = say("list", "-r", "laval", "-f", format_, "--fields", fields).stdout.splitlines()
        expected = ["laval", "https://laval.example.org", "true", "2026-11-24", SOURCE[1]]
        assert separator.join(expected) == said[-1]
    assert "https://laval.example.org" in say("list", "-r", "laval").stdout


def test_export(say: Say) -> None:
    """Exports mark corrections as the user's own; without the overlay, they have none."""
    kept(say, "website", "https://laval.example.org")
    plain = {
        name: say("export", *options, "--no-overlay").stdout for name, options in EXPORTS.items()
    }
    for name, options in EXPORTS.items():
        assert plain[name] != say("export", *options).stdout, name
    everything = json.loads(say("export", "-f", "json").stdout)
    [laval] = [pole for pole in everything["poles"] if pole["slug"] == "laval"]
    assert laval["contacts"]["website"]["own"] is True
    assert SOURCE[1] in json.dumps(everything["sources"])
    rows = csv.DictReader(io.StringIO(say("export", "-f", "csv", "--what", "poles").stdout))
    [laval] = [row for row in rows if row["slug"] == "laval"]
    assert ("https://laval.example.org", "true") == (laval["website"], laval["website.own"])
    features = json.loads(say("export", *EXPORTS["geojson"]).stdout)["features"]
    [laval] = [feature for feature in features if feature["id"] == "laval"]
    assert ["website"] == laval["properties"]["own"]
    cards = say("export", *EXPORTS["vcard"]).stdout.replace("\r\n ", "")
    assert "Website: medium confidence\\, your correction (2026-11-24)." in cards


EXPORTS = {
    "json": ("-f", "json"),
    "toml": ("-f", "toml"),
    "csv": ("-f", "csv", "--what", "poles"),
    "jsonl": ("-f", "jsonl", "--what", "poles"),
    "geojson": ("-f", "geojson", "--what", "poles"),
    "vcard": ("-f", "vcard", "--what", "poles"),
}


def test_no_overlay(say: Say) -> None:
    """--no-overlay uses only the dataset, before or after the command."""
    before = say("show", "laval", "--json").stdout
    kept(say)
    assert before != say("show", "laval", "--json").stdout
    assert before == say("show", "laval", "--json", "--no-overlay").stdout
    assert before == say("--no-overlay", "show", "laval", "--json").stdout
    said = say("set", "laval", "city", "Laval", *SOURCE, "--no-overlay", status=2)
    assert "--no-overlay" in said.stderr
    say("unset", "laval", "phone", "--no-overlay", status=2)


def test_list(say: Say) -> None:
    """The list has every correction, by pôle and field, with the dataset's value."""
    assert "" == say("set", "--list").stdout
    say("set", "mauricie", "website", "https://a.example.org", "--source", "courrier-laval-64468")
    kept(say, "email", "contact@eslaval.org", "--confidence", "high", "--as-of", "2026")
    expected = [
        {
            "pole": "laval",
            "field": "email",
            "value": "contact@eslaval.org",
            "as_of": "2026",
            "confidence": "high",
            "sources": ["https://laval.example.org/contact"],
            "own": True,
            "set_on": "2026-11-24",
            "dataset": "info@eslaval.org",
        },
        {
            "pole": "mauricie",
            "field": "website",
            "value": "https://a.example.org",
            "confidence": "medium",
            "sources": ["courrier-laval-64468"],
            "own": True,
            "set_on": "2026-11-24",
            "dataset": "https://economiesocialemauricie.ca",
        },
    ]
    assert expected == json.loads(say("set", "--list", "--json").stdout)
    for format_ in ("tsv", "csv", "jsonl", "toml", "markdown", "table"):
        said = say("set", "--list", "-f", format_).stdout
        assert "contact@eslaval.org" in said and "https://a.example.org" in said
    said = say("set", "--list", "--fields", "pole,dataset", "-f", "tsv").stdout
    assert "laval\tinfo@eslaval.org\nmauricie\thttps://economiesocialemauricie.ca\n" == said


@pytest.mark.parametrize(
    ("slug", "dataset"),
    [("laval", "2015"), ("mauricie", ["1996~", "2005~"]), ("estrie", None)],
)
def test_corrections_obey_their_schema(say: Say, slug: str, dataset: object) -> None:
    """The output of `set`, its list and `unset` obeys the schema, even for a list of values."""
    schema = Draft202012Validator(json.loads(say("schema", "set").stdout))
    words = ("founded", "1999", "--source", "https://a.example.org")
    for line in (("set", slug, *words), ("set", "--list"), ("unset", slug, "founded")):
        records = json.loads(say(*line, "--json").stdout)
        schema.validate(records)
        assert dataset == records[0].get("dataset")


def test_cards_of_commands(program: Callable[..., Program]) -> None:
    """On a terminal, each step shows what was done and what to type next."""
    command = ("set", "laval", "founded", "1996", *SOURCE)
    program(*command).terminal(100).run(stdout=re.compile("poles unset laval founded"))
    program("set", "--list").terminal(100).run(stdout=re.compile("1996"))
    program("unset", "laval", "founded").terminal(100).run(stdout=re.compile("2015"))
    program("set", "--list").terminal(100).run(stdout=re.compile("poles set --help"))
    program("set", "laval", "city", "Laval", *SOURCE, "--quiet").run(status=2, stderr=ANY)


def test_set_again(say: Say) -> None:
    """A second correction of a fact replaces the first."""
    kept(say)
    kept(say, "phone", "450 555-0199")
    [one] = json.loads(say("set", "--list", "--json").stdout)
    assert "450 555-0199" == one["value"]


def test_dataset_that_changes(say: Say, overlay: Any, tmp_path: Any) -> None:
    """The overlay also wins over a later dataset."""
    kept(say, "email", "contact@eslaval.org")
    other = tmp_path / "data"
    shutil.copytree(load().root, other)
    file = other / "poles" / "laval.toml"
    file.write_text(file.read_text("utf-8").replace("info@eslaval.org", "new@eslaval.org"), "utf-8")
    for more in (["--no-overlay"], []):
        said = say(
            "list", "-r", "laval", "--fields", "email", "--data", str(other), *more,
            POLES_OVERLAY=str(overlay),
        )  # fmt: skip
        assert ("new@" if more else "contact@") + "eslaval.org\n" == said.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["set"], 2, "poles set --help"),
        (["set", "laval"], 2, "poles set --help"),
        (["set", "laval", "phone"], 2, "poles set --help"),
        (["set", "laval", "phone", "450 555-0100"], 2, "needs its source"),
        (["set", "laval", "phone", "450 555-0100", "--source", "hearsay"], 1, "poles sources"),
        (["set", "laval", "phone", "450 555-0100", "--source", "eslaval.org"], 2, "web address"),
        (["set", "laval", "phone", "450 555-0100", "--source", "javascript://a.org"], 2, "web"),
        (["set", "laval", "phone", "450 555-0100", "--source", ""], 2, "empty"),
        (["set", "laval", "phone", "450 555-0100", "--source", "=1"], 2, "formula"),
        (["set", "laval", "phone", "450 555-0100", *SOURCE, "--as-of", "hier"], 2, "hier"),
        (["set", "laval", "phone", "450 555-0100", *SOURCE, "--confidence", "x"], 2, "medium"),
        (["set", "laval", "phone", "450 555-0100", *SOURCE, "--source-title", "=1"], 2, "formula"),
        (["set", "laval", "fax", "450 555-0100", *SOURCE], 2, "phone"),
        (["set", "laval", "president", "X", *SOURCE], 2, "website"),
        (["set", "lavall", "phone", "450 555-0100", *SOURCE], 1, "laval"),
        (["set", "", "phone", "450 555-0100", *SOURCE], 2, "empty"),
        (["set", "laval", "phone", "", *SOURCE], 2, "empty"),
        (["set", "--list", "laval"], 2, "--list"),
        (["set", "--list", "--patch"], 2, "--list"),
        (["set", "--patch", *SOURCE], 2, "--patch"),
        (["set", "--patch", "laval"], 2, "needs a pôle"),
        (["set", "--patch", "--json"], 2, "--patch"),
        (["unset", "laval"], 2, "FIELD"),
        (["unset", "laval", "phone"], 1, "poles set --list"),
        (["unset", "lavall", "phone"], 1, "laval"),
        (["unset", "laval", "fax"], 2, "phone"),
    ],
    ids=str,
)
def test_refused(say: Say, arguments: list[str], status: int, said: str) -> None:
    """An impossible correction gives a sentence and what to type next, and nothing is saved."""
    output = say(*arguments, status=status)
    assert "" == output.stdout
    assert said in output.stderr
    assert 1 <= output.stderr.count("\n") <= 2
    assert "" == say("set", "--list").stdout


def test_many_sources(say: Say) -> None:
    """A correction may have up to five sources, without repeats."""
    sources = [word for n in range(5) for word in ("--source", f"https://a{n}.org")]
    say("set", "laval", "city", "Laval", *sources, "--source", "https://A0.org")
    [one] = json.loads(say("set", "--list", "--json").stdout)
    assert [f"https://a{n}.org" for n in range(5)] == one["sources"]
    say("set", "laval", "city", "Laval", *sources, "--source", "https://b.org", status=2)


def test_known_address(say: Say) -> None:
    """An address of the bibliography is cited by its id."""
    url = load().source("laval-politique-es").url
    say("set", "laval", "city", "Laval", "--source", url)
    [one] = json.loads(say("set", "--list", "--json").stdout)
    assert ["laval-politique-es"] == one["sources"]


def test_library(say: Say, overlay: Any) -> None:
    """The library gives the dataset alone, or with a given overlay."""
    kept(say)
    fact = load().pole("laval").contact("phone")
    assert fact is None or "own" not in fact.record
    fact = load(overlay=overlay).pole("laval").contact("phone")
    assert fact is not None and "450 555-0100" == fact.value


def test_imports(overlay: Any) -> None:
    """Without an overlay, `list` imports no module of corrections."""
    code = (
        "import sys; from poles_cli.cli.main import main; main(['list'])\n"
        "print([m for m in sys.modules if m.split('.')[0] == 'platformdirs'\n"
        " or '.corrections' in m], file=sys.stderr)"
    )
    env = environment() | {"XDG_DATA_HOME": str(overlay.parent.parent)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert "[]\n" == done.stderr
