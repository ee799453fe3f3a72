"""The rules of the dataset: one parsed table, or a whole directory."""

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
    """Return what is wrong with one parsed file of a kind, references to other files left aside.

    Never raises, whatever the table holds.
    """
    return problems_of(FILES[kind], table, file, today)


def check_directory(root: Path, today: str = "") -> list[Problem]:
    """Return everything wrong with the dataset in `root`, file by file; empty when it is well.

    `today`, an ISO date, is the last one that its dates may have. Never raises on what the files
    hold.
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
