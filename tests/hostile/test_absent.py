"""Optional fields of a dataset may be missing: one at a time, and all at once."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from complete import ONE_OF_EACH, complete, leaves, put, written
from poles_cli.rules.check import check_directory, check_table
from poles_cli.rules.field import KEYED, LIST, Field
from poles_cli.rules.registry import FILES
from program import call

# The commands that show the content of each kind of file.
SHOWN = {
    "poles": (
        "list -f table", "list -f vcard", "list -f geojson", "show ardenne", "search ardenne",
        "show ardenne -f table", "export -f csv --what examples", "check --coverage",
        "check --stale 0 -f table", "locate Bastogne -f table", "stats -f table", "export -f html",
        "export -f sqlite -o x.sqlite --force", "set --list",
    ),
    "concepts": (
        "explain", "explain idee", "explain idee -f table", "search mot", "export -f html",
    ),
    "guide": (
        "help start", "explain idea -f table", "search texte", "export -f html", "export -f json",
    ),
    "network": ("export -f json", "export -f html", "export -f sqlite -o x.sqlite --force"),
    "figures": (
        "stats", "stats -f table", "stats --shares -f table", "export -f html",
        "export -f sqlite -o x.sqlite --force",
    ),
    "regions": (
        "regions -f table", "map -f table", "list -r 01", "search ardenne", "export -f html",
    ),
    "sources": ("sources -f table", "sources page -f table", "show ardenne", "export -f html"),
    "dataset": (
        "about", "about -f table", "map -f table", "map -f svg", "map -f geojson", "explain",
        "list -f vcard", "stats", "export -f html", "export -f json",
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write databases in the test's own folder, without disk synchronization."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.fsync", lambda _: None)


def kind_of(file: str) -> str:
    """Return the kind of a file of the dataset."""
    return file.partition("/")[0].removesuffix(".toml")


def answers(root: Path, command: str) -> int:
    """Run a command, which must answer or give an error; return its exit code."""
    done = call(*command.split(), "--lang", "en", "--data", str(root))
    assert done.status in (0, 1, 3), (command, done.stderr)
    return done.status


@pytest.mark.parametrize("file", ONE_OF_EACH)
def test_one_at_a_time(tmp_path: Path, file: str) -> None:
    """Any optional field may be absent, and any list shorter.

    Every third case runs one command, in turn; in the next test, each case runs all of them.
    """
    root = written(tmp_path / "data", complete())
    commands = SHOWN[kind_of(file)]
    for number, path in enumerate(list(leaves(complete()[file]))[::3]):
        table = without(file, complete()[file], path)
        if table is not None:
            (root / file).write_text(tomli_w.dumps(table), "utf-8")
            answers(root, commands[number % len(commands)])


@pytest.mark.parametrize("file", ONE_OF_EACH)
def test_every_third(tmp_path: Path, file: str) -> None:
    """Every command answers with any optional fields absent."""
    root = written(tmp_path / "data", complete())
    for first in range(3):
        table = complete()[file]
        for path in reversed(list(leaves(table))[first::3]):  # from the end: items keep their index
            shorter = without(file, table, path)
            if shorter is not None:
                (root / file).write_text(tomli_w.dumps(shorter), "utf-8")
                table = shorter if answers(root, "list") == 0 else table  # no entry refers to it
        (root / file).write_text(tomli_w.dumps(table), "utf-8")
        for command in SHOWN[kind_of(file)]:
            assert 3 != answers(root, command) or command.startswith("map"), command


def without(file: str, table: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any] | None:
    """Return a copy of a file's table without the value at a path, None if it is required."""
    copy = deepcopy(table)
    put(copy, list(path), None)
    return None if check_table(kind_of(file), copy) else copy


def required(field: Field, value: Any) -> Any:
    """Return a value with only the fields that the registry requires."""
    if field.shape == LIST and isinstance(value, list):
        return [required(field._replace(shape="one"), item) for item in value]
    if field.shape == KEYED:
        return {key: required(field._replace(shape="one"), item) for key, item in value.items()}
    if field.type != "table":
        return value
    needed = (name for name, inner in field.fields.items() if inner.required)
    return {name: required(field.fields[name], value[name]) for name in needed}


def test_all_at_once(tmp_path: Path) -> None:
    """Every command answers from a dataset with only required fields."""
    tables = {file: required(FILES[kind_of(file)], table) for file, table in complete().items()}
    root = written(tmp_path / "data", tables)
    assert {"poles/ardenne.toml", "regions.toml"} >= {p.file for p in check_directory(root)}
    for commands in SHOWN.values():
        for command in commands:
            assert 3 != answers(root, command) or command.startswith("map"), command
