"""The rules of the dataset: one parsed table, or a whole directory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from poles_cli.base.errors import N_
from poles_cli.rules.boundaries import check_map
from poles_cli.rules.contents import Contents, read_directory
from poles_cli.rules.problem import Problem, problem
from poles_cli.rules.references import check_references, identities
from poles_cli.rules.registry import FILES
from poles_cli.rules.shape import problems_of
from poles_cli.rules.territory import check_rows
from poles_cli.rules.values import FORMS, Forms

ABSENT_DIRECTORY = N_("There is no dataset in this directory.")


def check_table(kind: str, table: Any, file: str = "", forms: Forms = FORMS) -> list[Problem]:
    """Return what is wrong with one parsed file of a kind, references to other files left aside.

    Never raises, whatever the table holds.
    """
    return problems_of(FILES[kind], table, file, forms)


def check_directory(root: Path) -> list[Problem]:
    """Return everything wrong with the dataset in `root`, file by file; empty when it is well.

    Never raises on what the files hold.
    """
    root = Path(root)
    if not root.is_dir():
        return [problem(str(root), "", ABSENT_DIRECTORY)]
    contents = read_directory(root)
    forms = _forms(contents)
    found = list(contents.problems)
    for kind, files in contents.tables.items():
        for name, table in files.items():
            found += check_table(kind, table, name, forms)
    found += check_rows(contents.rows, identities(contents)["region"])
    return [*found, *check_references(contents), *check_map(root, contents)]


def _forms(contents: Contents) -> Forms:
    """Return how numbers are written in the dataset's country."""
    told = contents.tables["dataset"].get("dataset.toml", {}).get("forms")
    if not isinstance(told, Mapping):
        return FORMS
    return {**FORMS, **{name: form for name, form in told.items() if isinstance(form, str)}}
