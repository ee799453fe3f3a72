"""Check a dataset: one parsed table, or a whole directory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.rules.boundaries import check_map
from poles_cli.rules.contents import read_directory
from poles_cli.rules.problem import Problem, problem
from poles_cli.rules.references import check_references, identities
from poles_cli.rules.registry import FILES
from poles_cli.rules.shape import problems_of
from poles_cli.rules.territory import check_rows

ABSENT_DIRECTORY = N_("There is no dataset in this directory.")


def check_table(kind: str, table: Any, file: str = "", today: str = "") -> list[Problem]:
    """Return the problems of one parsed file of a kind, without references to other files.

    Never raises, whatever the table contains.
    """
    return problems_of(FILES[kind], table, file, today)


def check_directory(root: Path, today: str = "") -> list[Problem]:
    """Return all the problems of the dataset in `root`, file by file; empty if it is valid.

    `today`, an ISO date, is the latest date allowed. Never raises, whatever the files contain.
    """
    root = Path(root)
    if not root.is_dir():
        return [problem(str(root), "", ABSENT_DIRECTORY)]
    contents = read_directory(root)
    found = list(contents.problems)
    for kind, files in contents.tables.items():
        for name, table in files.items():
            found += check_table(kind, table, name, today)
    found += check_rows(contents.rows, identities(contents)["region"])
    return [*found, *check_references(contents), *check_map(root, contents)]
