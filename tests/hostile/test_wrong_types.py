"""Every field of the registry, with every wrong type."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from complete import ONE_OF_EACH, complete, leaves, put, written
from poles_cli.rules.check import check_directory, check_table
from program import call

COMMANDS = (
    "list", "list -f geojson", "list -f vcard", "show ardenne", "show ardenne -f table", "regions",
    "search texte", "search texte -f table", "explain", "explain idee", "explain -f table", "stats",
    "stats -f table", "stats --shares", "sources", "sources page -f table", "about -f table",
    "locate Bastogne", "locate Bastogne -f table", "locate g5l1a1 --json", "map", "export -f json",
    "map -f table", "map -f svg", "map -f geojson",
    "export -f toml", "export -f jsonl", "export -f csv --what poles", "export -f html",
    "export -f csv --what territory", "check", "check --coverage", "check --stale 1", "set --list",
)  # fmt: skip
TYPES: tuple[Any, ...] = (
    "texte", 7, 1.5, float("nan"), True, date(2026, 1, 1), [], [7], ["texte"], [[["x"]]],
    {}, {"fr": 7, "en": 7}, {"value": {"value": {}}}, {"x": [{"y": 1}]}, [{}], "", 10**30,
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete dataset, to damage one value at a time."""
    return written(tmp_path_factory.mktemp("complete"), complete())


def test_complete(root: Path) -> None:
    """The dataset with every field of the registry is valid."""
    assert [] == [(found.file, found.field, found.text()) for found in check_directory(root)]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_answers(root: Path, command: str) -> None:
    """Every command answers from a dataset with every field."""
    done = call(*command.split(), "--data", str(root))
    assert 0 == done.status, done.stderr


@pytest.mark.parametrize("file", ONE_OF_EACH)
def test_wrong_type(tmp_path: Path, file: str) -> None:
    """One wrong value anywhere gives exit 3 and a sentence that names the file.

    If the value is valid by chance (a text for a text), a command must show it. Wrong types rotate
    from place to place: the rules get three of them, and the program one at every third place.
    """
    root = written(tmp_path, complete())
    kind = file.partition("/")[0].removesuffix(".toml")
    paths = list(leaves(complete()[file]))
    refused = 0
    for number, path in enumerate(paths):
        tables: dict[bool, dict[str, Any]] = {}  # the first invalid one, the first valid one
        turn = number % len(TYPES)
        for wrong in (*TYPES[turn:], *TYPES[:turn])[::6]:
            table = complete()[file]
            put(table, list(path), wrong)
            faulty = bool(check_table(kind, table))
            refused += faulty
            tables.setdefault(faulty, table)
        if number % 3:
            continue
        faulty = True in tables if number % 2 else False not in tables
        (root / file).write_text(tomli_w.dumps(tables[faulty]), "utf-8")
        command = COMMANDS[number % len(COMMANDS)]
        done = call(*command.split(), "--lang", "en", "--data", str(root))
        assert done.status in ((3,) if faulty else (0, 1, 3)), (path, command)
        if done.status == 3:
            assert str(root) in done.stderr or file in done.stdout, (path, command)
    assert refused > len(paths)
