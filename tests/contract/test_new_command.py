"""List everything that a new command needs besides its code."""

from __future__ import annotations

import re
from importlib import import_module
from types import ModuleType

import pytest

from contract import test_golden
from contract.lines import EXPORTS, RECORDS, TEXTS
from docs import test_formats
from documents import DOCUMENTS, ROOT, blocks, examples
from hostile import test_world
from poles_cli.cli.commands import COMMANDS, GROUPS
from poles_cli.output.fields import COMMANDS_OF_KIND as KINDS
from test_i18n import FRENCH
from test_imports import CASES

# These need more to give records: `unset` needs a correction, and `refresh` sites to read.
ELSEWHERE = ("unset", "refresh")
SCRIPTING = (ROOT / "docs" / "scripting.md").read_text(encoding="utf-8")
RUN = [
    example.command
    for document in DOCUMENTS
    for block in blocks(document.text, "console")
    for example in examples(block.text)
]


def needs(name: str, summary: str, module: ModuleType) -> list[str]:
    """Return what a command lacks, each with its file."""
    gives_records = hasattr(module, "COLUMNS") and name not in ELSEWHERE
    kinds = {kind for kind, lines in KINDS.items() for line in lines if line.split()[0] == name}
    golden = [] if name in test_golden.OTHERWISE else test_golden.lacking(name)
    there = {
        "a place in GROUPS of src/poles_cli/cli/commands/__init__.py": any(
            name in group for group in GROUPS.values()
        ),
        "its summary and HELP in French (make messages)": all(
            FRENCH.get(text) for text in (summary, module.HELP)
        ),
        "EXAMPLES in its module": any(
            line.startswith(f"poles {name}") for line in getattr(module, "EXAMPLES", ())
        ),
        "its kind of records in src/poles_cli/output/fields.py": kinds or not gives_records,
        "that kind in tests/docs/test_formats.py": kinds & set(test_formats.RECORDS)
        or not gives_records,
        "a row in docs/scripting.md": re.search(rf"^\| `poles {name}\b", SCRIPTING, re.M),
        "an example in a guide of docs/": name == "open"
        or any(re.search(rf"\bpoles {name}\b", line) for line in RUN),
        "a line in tests/contract/lines.py": not gives_records
        or name in (line.partition(" ")[0] for line in (*RECORDS, *EXPORTS, *TEXTS)),
        f"cases in tests/contract/test_golden.py ({', '.join(golden)})": not golden,
        "a case in tests/test_imports.py": name == "refresh"
        or name in (line.partition(" ")[0] for line, _ in CASES),
        "a line in tests/hostile/test_world.py": name in test_world.LINES,
    }
    return [what for what, found in there.items() if not found]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_everything_it_needs(name: str) -> None:
    """Every command has French, examples, documents, and a case in each table of the tests."""
    module = import_module(f"poles_cli.cli.commands.{name}")
    if missing := needs(name, COMMANDS[name], module):
        pytest.fail(f"poles {name} lacks {'; '.join(missing)}.", pytrace=False)


def test_an_incomplete_command_lists_what_it_lacks() -> None:
    """A command with only its code gets the complete list."""
    module = ModuleType("poles_cli.cli.commands.new")
    vars(module).update(HELP="Do something new.", COLUMNS=("slug",))

    assert [
        "a place in GROUPS of src/poles_cli/cli/commands/__init__.py",
        "its summary and HELP in French (make messages)",
        "EXAMPLES in its module",
        "its kind of records in src/poles_cli/output/fields.py",
        "that kind in tests/docs/test_formats.py",
        "a row in docs/scripting.md",
        "an example in a guide of docs/",
        "a line in tests/contract/lines.py",
        "cases in tests/contract/test_golden.py"
        " (tsv, json, markdown, fr, en, 80 columns, 140 columns, colour)",
        "a case in tests/test_imports.py",
        "a line in tests/hostile/test_world.py",
    ] == needs("new", "Do something new.", module)
