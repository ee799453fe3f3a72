"""`poles schema` gives the schemas of the commands' output, which obeys them."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from poles_cli.cli.commands import COMMANDS
from poles_cli.cli.commands.schema import KINDS
from program import EDITION, GOLDEN, Program, call

TEXTS = {"open", "help", "completion", "schema"}  # commands that write no records
CHOSEN = {"regions/names.json", "show/fields.jsonl"}  # records limited by --fields
SAVED = sorted(
    path for path in GOLDEN.rglob("*.json") if str(path.relative_to(GOLDEN)) not in CHOSEN
)


def validator(name: str) -> Draft202012Validator:
    """Return the schema that `poles schema` prints, ready to be used."""
    return Draft202012Validator(json.loads(call("schema", name).stdout))


@pytest.mark.parametrize("kind", sorted(set(KINDS.values())))
def test_a_schema_is_valid(kind: str) -> None:
    """Each schema is valid, has an id, and contains every definition it refers to."""
    schema = json.loads(call("schema", kind if kind != "all" else "export").stdout)
    Draft202012Validator.check_schema(schema)

    assert f"urn:poles-cli:records:{kind}" == schema["$id"]
    assert f"Records of kind “{kind}”." == schema["description"] or kind == "all"
    referred = set(re.findall(r"#/\$defs/([\w-]+)", json.dumps(schema)))
    assert set() == referred - schema["$defs"].keys()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("list", "poles list --json, poles show --json"),
        ("territory", "poles export --what territory --json"),
        ("coverage", "poles check --coverage --json"),
        ("export", "poles export --json"),
    ],
)
def test_the_title_names_the_commands(name: str, title: str) -> None:
    """The title of a schema is what to type to get the JSON that it describes."""
    assert title == json.loads(call("schema", name).stdout)["title"]


def test_each_command_with_records_has_a_schema() -> None:
    """Each command that gives records has a schema; the others are refused."""
    assert TEXTS == set(COMMANDS) - set(KINDS)
    Program("schema", "lisst").lang("en").run(status=2, stderr=re.compile("poles schema list"))


@pytest.mark.parametrize(
    "command",
    [
        "list", "show laval", "explain", "regions", "sources", "stats", "search coop", "about",
        "locate Granby G0N zzz Estrie Waswanipi", "export", "map", "check tests/none",
    ],
)  # fmt: skip
def test_the_output_of_a_command_obeys_its_schema(command: str) -> None:
    """The JSON of a command obeys its schema."""
    words = command.split()
    validator(words[0]).validate(json.loads(call(*words, "--json").stdout or "[]"))


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - TEXTS - {"refresh"}))
def test_another_edition_obeys_the_same_schema(name: str) -> None:
    """Another edition, without a guide, a map or contacts, obeys the same schemas."""
    words = {
        "show": "laval",
        "search": "pôle",
        "locate": "Chapais",
        "unset": "laval",
        "set": "--list",
    }
    arguments = [name, *words.get(name, "").split(), "--data", str(EDITION), "--json"]
    validator(name).validate(json.loads(call(*arguments).stdout or "[]"))


@pytest.mark.parametrize(
    ("kind", "command"),
    [
        ("coverage", "check --coverage"),
        ("stale", "check --stale 3"),
        ("measures", "stats --shares"),
        ("examples", "export --what examples"),
        ("territory", "export --what territory"),
    ],
)
def test_records_of_an_option_have_their_own_schema(kind: str, command: str) -> None:
    """Records that options ask for have their own schema, by name."""
    validator(kind).validate(json.loads(call(*command.split(), "--json").stdout))


@pytest.mark.parametrize("path", SAVED, ids=lambda path: str(path.relative_to(GOLDEN)))
def test_golden_files_obey_their_schema(path: Path) -> None:
    """Every golden JSON file of whole records obeys its schema."""
    name = path.stem if path.stem == "stale" else path.parent.name
    validator(name).validate(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("command", ["locate Granby zzz", "export --what territory", "stats"])
def test_unknown_values_are_absent(command: str) -> None:
    """JSON has no null, so it has the same content as TOML."""
    assert "null" not in call(*command.split(), "--json").stdout
