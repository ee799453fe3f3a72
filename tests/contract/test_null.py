"""Names that end with a NUL, for `xargs -0` and from `find -print0`, and lists of fields."""

import pytest

from poles_cli.directory.collections import WHAT
from poles_cli.output.fields import COMMANDS_OF_KIND
from poles_cli.rules.records import field_names
from program import ANY, Program, call


@pytest.mark.parametrize("arguments", ["list -0", "list --null -f tsv --header", "-0 list"])
def test_the_first_column_is_written_alone(arguments: str) -> None:
    """--null writes only the first column, without a header, in a pipe and on a terminal."""
    slugs = call("list", "--fields", "slug").stdout
    assert slugs.replace("\n", "\0") == call(*arguments.split()).stdout
    Program(*arguments.split()).terminal().run(stdout=slugs.replace("\n", "\0"))


def test_the_first_of_the_fields_is_the_column() -> None:
    """With --fields, --null writes the first of the fields."""
    assert "06\0" == call("regions", "-0", "--fields", "code,name").stdout[15:18]


@pytest.mark.parametrize("end", ["\0", ""])
@pytest.mark.parametrize("options", [[], ["-f", "json"], ["--fields", "query,poles"]])
def test_locate_reads_names_that_end_with_a_nul(options: list[str], end: str) -> None:
    """`locate` reads names that end with a NUL, and answers one line for each."""
    names = ["Granby", "Saint-Damase", "Nulle Part", "x" * 70_000]
    expected = call("locate", "-", *options, stdin="\n".join(names) + "\n")
    assert expected == call("locate", "-", "-0", *options, stdin="\0".join(names) + end)
    broken = call("locate", "-0", "-", "--fields", "query,status", stdin="Val\nd'Or\0")
    assert "Val d'Or\tfound\n" == broken.stdout


@pytest.mark.parametrize("command", [names[0] for names in COMMANDS_OF_KIND.values()])
def test_fields_without_a_value_lists_them(command: str) -> None:
    """--fields without a value lists one field per line, before or after other options."""
    kind = next(kind for kind, names in COMMANDS_OF_KIND.items() if names[0] == command)
    listed = "".join(f"{name}\n" for name in field_names(kind))
    assert (0, listed, "") == call(*command.split(), "--fields")[:3]
    name, *options = command.split()
    assert listed == call(name, "--fields", "--no-overlay", *options).stdout


def test_fields_follow_their_collection() -> None:
    """`export --fields` lists the fields of each collection, or those of the format's only one."""
    listed = [line.split("\t") for line in call("export", "--fields").stdout.splitlines()]
    assert [[what, name] for what in WHAT for name in field_names(what)] == listed
    assert call("list", "--fields") == call("export", "-f", "geojson", "--fields")
    assert call("stats", "--fields") == call("export", "--what", "figures", "--fields")
    Program("export", "--what", "zzz", "--fields").lang("en").run(status=2, stderr=ANY)


@pytest.mark.parametrize("command", ["show", "search", "locate"])
def test_fields_are_listed_without_required_words(command: str) -> None:
    """Fields are listed without the command's required words, but bad options are still refused."""
    assert 0 == call(command, "--fields").status
    assert (2, "") == call(command, "--zzz", "--fields")[:2]
    assert (2, "") == call(command, "--fields", "--zzz")[:2]
